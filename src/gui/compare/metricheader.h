// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace boxmark {

/// The rows' header of a comparison: the metric and which way is better, or a group's heading. It stays in view however
/// far the columns are scrolled.
class MetricHeader : public QHeaderView
{
    Q_OBJECT
public:
    explicit MetricHeader(QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    QSize sectionSizeFromContents(int section) const override;

private:
    QString title(int section) const;
    QString direction(int section) const;
};

} // namespace boxmark
