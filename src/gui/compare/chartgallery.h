// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartview.h"
#include "report/chart/reportcharts.h"

#include <QList>
#include <QScrollArea>

class QGridLayout;

namespace boxmark {

/// A small chart: a click or Enter asks for it to be shown large.
class GalleryChart : public ChartView
{
    Q_OBJECT
public:
    using ChartView::ChartView;

signals:
    void chosen();

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
};

/// The charts of a comparison, as many beside each other as there is space for.
class ChartGallery : public QScrollArea
{
    Q_OBJECT
public:
    explicit ChartGallery(QWidget *parent = nullptr);

    /// Charts that stay keep their widgets.
    void setCharts(const QList<NamedChart> &charts);
    const QList<NamedChart> &charts() const { return m_charts; }
    /// Brings a chart into view.
    void reveal(const QString &name);
    int columns() const { return m_columns; } ///< as laid out last; 0 before

signals:
    void chartChosen(const QString &name);
    void saveRequested(const QString &name, const boxmark::ChartSpec &spec);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    GalleryChart *makeChart(const QString &name);
    void arrange();
    int heightOf(const ChartSpec &spec) const;

    QGridLayout *m_grid = nullptr;
    QList<NamedChart> m_charts;
    QList<GalleryChart *> m_views;
    int m_columns = 0;
};

} // namespace boxmark
