// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartlayout.h"

#include "chart/draw/percentileaxis.h"

#include <QFontMetricsF>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr double compactLines = 13; ///< below so many lines of text
constexpr double longestName = 0.42; ///< of a chart's width, that names of bars may take

// Only bars with a legend have something to save.
double compactBars(const ChartSpec &spec)
{
    return spec.keys.isEmpty() ? 0 : 5 + 2.0 * static_cast<double>(spec.bars.size());
}

struct ValueRange
{
    double low = std::numeric_limits<double>::infinity();
    double high = 0;

    void include(double value)
    {
        if (value > 0)
            low = std::min(low, value);
        high = std::max(high, value);
    }
};

ValueRange visibleValues(const ChartSpec &spec, TimeRange range)
{
    ValueRange values;
    for (const ChartSeries &series : spec.series) {
        auto point = std::lower_bound(series.points.begin(), series.points.end(), range.from,
            [](const QPointF &candidate, double x) { return candidate.x() < x; });
        for (; point != series.points.end() && point->x() <= range.to; ++point)
            values.include(point->y());
    }
    for (const ChartBar &bar : spec.bars) {
        values.include(std::max(bar.value.value_or(0), bar.high));
        for (const double trial : bar.trials)
            values.include(trial);
    }
    return values;
}

double widestName(const ChartSpec &spec, const QFontMetricsF &metrics)
{
    double width = 0;
    for (const ChartBar &bar : spec.bars)
        width = std::max(width, metrics.horizontalAdvance(bar.name));
    return width;
}

// In the line of the title, to save height.
double layoutCompactLegend(ChartLayout &layout, const ChartTheme &theme, double margin)
{
    const double x = layout.title.right() + QFontMetricsF(theme.font).height();
    layout.legendPlaces = layoutLegend(layout.legend, theme.font, {x, margin}, layout.size.width() - margin - x);
    return layout.legendPlaces.isEmpty() ? layout.title.bottom() : layout.legendPlaces.last().bottom();
}

// What is drawn is worth more than its legend, which the readout, tool tips and the tables beside the chart repeat:
// first the roles go, then the rest.
double layoutCompactHeader(ChartLayout &layout, const ChartSpec &spec, const ChartTheme &theme, double margin)
{
    const double line = QFontMetricsF(theme.font).height();
    const double plotLines = layout.bars ? static_cast<double>(spec.bars.size()) : 2.2;
    const double room = layout.size.height() - margin - line * 2.1 - line * plotLines;
    double bottom = layoutCompactLegend(layout, theme, margin);
    if (bottom <= room)
        return bottom;
    layout.legend.removeIf([](const LegendEntry &entry) { return entry.stroke.has_value(); });
    bottom = layoutCompactLegend(layout, theme, margin);
    if (bottom <= room)
        return bottom;
    layout.legend.clear();
    return layoutCompactLegend(layout, theme, margin);
}

// Behind the bars, where even the longest leaves it.
double widestValue(const ChartSpec &spec, const QFontMetricsF &metrics)
{
    double width = 0;
    for (const ChartBar &bar : spec.bars)
        width = std::max(width, metrics.horizontalAdvance(barText(bar, spec.unit)));
    return width + metrics.height();
}

// Title, subtitle and legend; returns the bottom of the header.
double layoutHeader(ChartLayout &layout, const ChartSpec &spec, const ChartTheme &theme, double margin)
{
    const QFontMetricsF titleMetrics(titleFont(theme.font));
    const QFontMetricsF metrics(theme.font);
    const double width = layout.size.width() - 2 * margin;
    const double titleWidth = titleMetrics.horizontalAdvance(spec.title);
    const double gap = metrics.height() * 0.8;
    layout.title = {margin, margin, std::min(width, titleWidth + 1), titleMetrics.height()};
    layout.legend = legendEntries(spec);
    if (layout.compact)
        return layoutCompactHeader(layout, spec, theme, margin);
    double bottom = layout.title.bottom();
    if (!spec.subtitle.isEmpty()) {
        const double own = metrics.horizontalAdvance(spec.subtitle);
        if (titleWidth + gap + own <= width) {
            const double baseline = layout.title.top() + titleMetrics.ascent() - metrics.ascent();
            layout.subtitle = {margin + titleWidth + gap, baseline, own + 1, metrics.height()};
        } else {
            layout.subtitle = {margin, bottom, width, metrics.height()};
            bottom = layout.subtitle.bottom();
        }
    }
    layout.legendPlaces = layoutLegend(layout.legend, theme.font, {margin, bottom + metrics.height() * 0.25}, width);
    return layout.legendPlaces.isEmpty() ? bottom : layout.legendPlaces.last().bottom();
}

int ticksIn(double pixels, double perTick)
{
    return std::clamp(static_cast<int>(pixels / perTick), 1, 10);
}

} // namespace

QString barText(const ChartBar &bar, Unit unit)
{
    if (!bar.text.isEmpty())
        return bar.text;
    return formatQuantity(bar.value.value_or(std::numeric_limits<double>::quiet_NaN()), unit);
}

QFont titleFont(const QFont &font)
{
    QFont title = font;
    title.setBold(true);
    if (font.pixelSize() > 0)
        title.setPixelSize(font.pixelSize() * 6 / 5);
    return title;
}

ChartLayout layoutChart(const ChartSpec &spec, const ChartTheme &theme, QSizeF size, TimeRange range)
{
    const QFontMetricsF metrics(theme.font);
    const double line = metrics.height();
    const double margin = std::round(line * 0.5);
    ChartLayout layout;
    layout.size = size;
    layout.bars = !spec.bars.isEmpty();
    layout.logarithmic = spec.logarithmic && !layout.bars;
    layout.compact = size.height() < (layout.bars ? compactBars(spec) : compactLines) * line;

    const double header = layoutHeader(layout, spec, theme, margin);
    const double names = std::min(widestName(spec, metrics), size.width() * longestName);
    const double labels = layout.bars ? names + line * 1.4 : metrics.horizontalAdvance(u"000000"_s);
    const double left = std::round(margin + (layout.bars ? 0 : line * 1.2) + labels + line * 0.3);
    const double top = std::round(header + line * 0.7);
    const double bottom = std::round(size.height() - margin - line * (layout.compact ? 1.4 : 2.5));
    const double right = std::round(size.width() - margin - (layout.bars ? widestValue(spec, metrics) : line));
    layout.plot = {left, top, std::max(10.0, right - left), std::max(10.0, bottom - top)};
    layout.timeTitle = {layout.compact ? margin : left, size.height() - margin - line, layout.plot.width(), line};
    layout.valueTitle = layout.bars ? layout.timeTitle : QRectF(margin, top, line * 1.2, layout.plot.height());

    const ValueRange values = visibleValues(spec, range);
    const double perLabel = metrics.horizontalAdvance(u"00000000"_s);
    layout.time = spec.across == Across::Percentile
        ? percentileScale(range.from, range.to)
        : timeScale(range.from, range.to, ticksIn(layout.plot.width(), perLabel));
    const int ticks = layout.bars ? ticksIn(layout.plot.width(), perLabel) : ticksIn(layout.plot.height(), line * 2);
    layout.value = layout.logarithmic ? logScale(values.low, values.high, spec.unit)
                                      : valueScale(values.high * 1.02, spec.unit, ticks);
    return layout;
}

QPointF ChartLayout::toPixel(QPointF point) const
{
    const double x = (point.x() / time.factor - time.minimum) / (time.maximum - time.minimum);
    const double shown = point.y() / value.factor;
    const double y = logarithmic
        ? std::log(std::max(shown, value.minimum) / value.minimum) / std::log(value.maximum / value.minimum)
        : (shown - value.minimum) / (value.maximum - value.minimum);
    return {plot.left() + x * plot.width(), plot.bottom() - y * plot.height()};
}

double ChartLayout::secondsAt(double x) const
{
    const double share = (x - plot.left()) / plot.width();
    return (time.minimum + share * (time.maximum - time.minimum)) * time.factor;
}

double ChartLayout::barX(double base) const
{
    return plot.left() + base / value.factor / value.maximum * plot.width();
}

QRectF ChartLayout::barRow(qsizetype index, qsizetype count) const
{
    const double height = plot.height() / static_cast<double>(std::max<qsizetype>(1, count));
    return {plot.left(), plot.top() + height * static_cast<double>(index), plot.width(), height};
}

} // namespace boxmark
