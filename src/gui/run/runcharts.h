// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "chart/kind/timewindow.h"
#include "gui/session/recording.h"

#include <QObject>

#include <array>
#include <optional>

namespace boxmark {

class ChartView;

/// Where the charts of a run are drawn.
struct RunChartViews
{
    ChartView *latency;
    ChartView *throughput;
    ChartView *cpu;
    ChartView *memory;
    ChartView *startup; ///< the waterfall, as high as its bars need
};

/// The charts of a run: four over time whose axes move together, and the waterfall of the starts. GUI thread.
class RunCharts : public QObject
{
    Q_OBJECT
public:
    /// The views outlive this, and are called in files and settings as their objects are.
    explicit RunCharts(const RunChartViews &views);

    /// Draws the trials of that number, or the newest.
    void draw(const Recording &recording, std::optional<int> trial);
    /// The waterfall alone: it grows while a start goes on.
    void drawStartup(const Recording &recording, std::optional<int> trial);
    /// Of the axis of latency, from the next drawing on.
    void setLogarithmic(bool logarithmic) { m_logarithmic = logarithmic; }
    /// Shows all of the run again, after somebody has zoomed or panned.
    void follow() { m_window.follow(); }
    /// Hides the lines that are hidden in the charts of the same names on other pages.
    void restoreHiddenLines();

signals:
    void followingChanged(bool following);
    void saveRequested(const QString &name, const boxmark::ChartSpec &spec);

private:
    std::array<ChartView *, 4> overTime() const;
    void addActions(ChartView *chart, const QString &name);
    void updateExtent(const Recording &recording, const QList<TimelineTrack> &tracks);

    RunChartViews m_views;
    TimeWindow m_window;
    bool m_logarithmic = false;
};

} // namespace boxmark
