// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "chart/chartspec.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>

class QMenu;

namespace boxmark {

class ChartView;

/// The context menu of a chart, by the right button and by the menu key: copy the picture or the values, save the
/// picture. Belongs to the chart.
class ChartActions : public QObject
{
    Q_OBJECT
public:
    /// `name` is what the file is called that is suggested, without its ending.
    ChartActions(ChartView *chart, const QString &name);

    void copyPicture() const;
    void copyValues() const;

signals:
    void saveRequested(const QString &name, const boxmark::ChartSpec &spec);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addRoles(QMenu &menu) const;

    ChartView *m_chart;
    QString m_name;
};

/// What a chart shows as a table with a row of headings: bars with their intervals; of each line its lowest, median and
/// highest value.
QList<QStringList> chartValues(const ChartSpec &spec);

/// As .png or .svg, as the path's ending says; the file appears as a whole or not at all.
Result<void> saveChart(const ChartSpec &spec, const QString &path);

} // namespace boxmark
