// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/kind/timewindow.h"
#include "report/chart/reportcharts.h"

#include <QWidget>

class QComboBox;
class QHBoxLayout;
class QTableWidget;

namespace boxmark {

class ChartView;

/// One chart of the gallery as large as the page, its values in a table beside it. Escape goes back to the gallery.
class LargeChart : public QWidget
{
    Q_OBJECT
public:
    explicit LargeChart(QWidget *parent = nullptr);

    void setCharts(const QList<NamedChart> &charts);
    /// Does nothing when there is no chart of that name.
    void showChart(const QString &name);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

signals:
    void backRequested();
    void saveRequested(const QString &name, const boxmark::ChartSpec &spec);

private:
    void makeHeader(QHBoxLayout *header);
    void showCurrent();
    void step(int by);

    QList<NamedChart> m_charts;
    TimeWindow m_window;
    QComboBox *m_titles = nullptr;
    ChartView *m_chart = nullptr;
    QTableWidget *m_values = nullptr;
};

} // namespace boxmark
