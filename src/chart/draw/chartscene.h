// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "chart/theme.h"

#include <QImage>
#include <QSize>

#include <memory>
#include <optional>

class QGraphicsScene;
class QPainter;

namespace boxmark {

struct ChartState;

/// Draws a ChartSpec, on the screen and in pictures alike. Needs a QApplication (any platform, also offscreen) but no
/// shown widget and no event loop. GUI thread only.
class ChartScene
{
public:
    ChartScene();
    ~ChartScene();

    void setTheme(const ChartTheme &theme);
    void setSize(QSizeF size); ///< in pixels, or in points of what render() draws on
    /// Shows the chart over `range` of time. Lines whose points are the very list that was drawn before cost nothing.
    void setSpec(const ChartSpec &spec, TimeRange range);
    /// The cursor that all charts of a page share, with or without a box of values; none when there is no moment.
    void setCursor(std::optional<double> seconds, bool readout);
    /// Pens and markers of pictures are drawn larger by this; 1 on the screen.
    void setPenScale(double scale);

    /// Spec, theme and layout as drawn last.
    const ChartState &state() const;
    /// Points handed to Qt Charts: bounded by the width of the plot.
    qsizetype drawnPoints() const;

    /// Owned by this.
    QGraphicsScene *graphicsScene();
    /// The whole scene, over the theme's background.
    void render(QPainter &painter, const QRectF &target);

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// A picture of a chart over all its time; `scale` multiplies the pixels of `size`.
QImage renderChart(const ChartSpec &spec, QSize size, const ChartTheme &theme, double scale = 1);
/// The same on a painter, e.g. of a page: the chart is laid out for the size of `place`.
void paintChart(QPainter &painter, const QRectF &place, const ChartSpec &spec, const ChartTheme &theme);
/// The same as an SVG file in UTF-8 for a white background: text as text, no scripts, fonts or links within. Labels are
/// as high as the width asks for, so that a chart looks the same at any width.
QByteArray chartAsSvg(const ChartSpec &spec, QSize size);

} // namespace boxmark
