// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/draw/chartlayout.h"
#include "chart/draw/readout.h"

#include <QGraphicsItem>

namespace boxmark {

/// What a chart draws besides Qt Charts' grid, labels and lines. Both items only refer to the scene's state, which
/// outlives them.
struct ChartState
{
    ChartSpec spec;
    ChartTheme theme;
    ChartLayout layout;
    std::optional<double> cursor; ///< seconds
    bool readout = false; ///< with a box of values beside the cursor
};

/// Below the lines: title, legend, axis titles, bands; or the reason why there is nothing to see.
class ChartFrameItem : public QGraphicsItem
{
public:
    explicit ChartFrameItem(const ChartState &state);
    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const ChartState &m_state;
};

/// Above grid and lines: markers and the cursor with its readout; or the bars.
class ChartOverlayItem : public QGraphicsItem
{
public:
    explicit ChartOverlayItem(const ChartState &state);
    QRectF boundingRect() const override;
    void paint(QPainter *painter, const QStyleOptionGraphicsItem *option, QWidget *widget) override;

private:
    const ChartState &m_state;
};

/// The part of a bar at a place of the chart; null where there is none.
const ChartSegment *segmentAt(const ChartState &state, QPointF position);

/// Each bar with its name, marker, value, interval and trials.
void paintBars(QPainter &painter, const ChartState &state);

} // namespace boxmark
