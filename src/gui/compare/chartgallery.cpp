// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/chartgallery.h"

#include "gui/widget/chartactions.h"
#include "gui/widget/hiddenlines.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QResizeEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int leastWidth = 24; ///< of a chart, in lines of text: below it no space is left beside the names of bars

} // namespace

void GalleryChart::mouseReleaseEvent(QMouseEvent *event)
{
    ChartView::mouseReleaseEvent(event);
    if (event->button() == Qt::LeftButton && rect().contains(event->position().toPoint()))
        emit chosen();
}

void GalleryChart::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)
        emit chosen();
    else
        ChartView::keyPressEvent(event);
}

ChartGallery::ChartGallery(QWidget *parent)
    : QScrollArea(parent)
{
    auto *content = new QWidget(this);
    m_grid = new QGridLayout(content);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setSpacing(6);
    setWidget(content);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(fontMetrics().height() * leastWidth);
    setAccessibleName(tr("Charts"));
}

void ChartGallery::setCharts(const QList<NamedChart> &charts)
{
    bool same = charts.size() == m_charts.size();
    for (qsizetype index = 0; same && index < charts.size(); ++index)
        same = charts[index].name == m_charts[index].name;
    m_charts = charts;
    if (!same) {
        qDeleteAll(m_views);
        m_views.clear();
        for (const NamedChart &chart : charts)
            m_views.append(makeChart(chart.name));
        m_columns = 0;
    }
    for (qsizetype index = 0; index < charts.size(); ++index) {
        m_views[index]->setHiddenRoles(hiddenLines(charts[index].name));
        m_views[index]->setSpec(charts[index].spec);
        m_views[index]->setFixedHeight(heightOf(charts[index].spec));
    }
    arrange();
}

GalleryChart *ChartGallery::makeChart(const QString &name)
{
    auto *chart = new GalleryChart(widget());
    chart->setObjectName(name);
    chart->setToolTip(tr("Click to enlarge"));
    chart->viewport()->setCursor(Qt::PointingHandCursor);
    connect(chart, &GalleryChart::chosen, this, [this, name] { emit chartChosen(name); });
    connect(new ChartActions(chart, name), &ChartActions::saveRequested, this, &ChartGallery::saveRequested);
    return chart;
}

int ChartGallery::heightOf(const ChartSpec &spec) const
{
    const int line = fontMetrics().height();
    if (spec.bars.isEmpty())
        return line * 15;
    const int header = spec.keys.isEmpty() ? 6 : 8; // with a legend
    return line * header + static_cast<int>(spec.bars.size()) * line * 2;
}

void ChartGallery::arrange()
{
    const int columns = std::max(1, viewport()->width() / (fontMetrics().height() * leastWidth));
    if (columns == m_columns)
        return;
    m_columns = columns;
    for (GalleryChart *view : std::as_const(m_views))
        m_grid->removeWidget(view);
    for (int index = 0; index < m_views.size(); ++index)
        m_grid->addWidget(m_views[index], index / columns, index % columns, Qt::AlignTop);
    for (int column = 0; column < m_grid->columnCount(); ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    m_grid->setRowStretch(m_grid->rowCount(), 1);
}

void ChartGallery::reveal(const QString &name)
{
    for (GalleryChart *view : std::as_const(m_views)) {
        if (view->objectName() == name)
            ensureWidgetVisible(view);
    }
}

void ChartGallery::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrange();
}

} // namespace boxmark
