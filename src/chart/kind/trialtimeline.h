// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/kind/curve.h"
#include "chart/kind/ratecounter.h"
#include "model/record.h"
#include "model/trial.h"
#include "stats/histogram.h"

#include <QList>
#include <QPointF>

#include <array>
#include <optional>
#include <vector>

namespace boxmark {

/// The lines of one trial. x is in seconds since the load began (the planned send of the first request that is told
/// of), so that targets can be laid over each other; start-up samples lie before zero. An interval's point stands in
/// its middle.
struct TrialCurves
{
    QList<QPointF> p50; ///< response time of the ok requests that finished in the interval, milliseconds; nearest rank
    QList<QPointF> p95;
    QList<QPointF> p99;
    QList<QPointF> throughput; ///< ok responses a second

    // Of an open loop; empty in a closed one, where they say nothing of their own.
    QList<QPointF> serviceP50; ///< service time of the same requests, milliseconds
    QList<QPointF> serviceP99;
    QList<QPointF> offered; ///< requests planned a second, at the time for which they were planned; both rates only
                            ///< where the intervals are complete: a request is told of when it ends
    QList<QPointF> sent; ///< of those, what was sent, at the time when it was; drops while answers are owed
};

/// Turns the records of one trial into its lines, as they come or read back from a file: the same records give the same
/// lines. Costs some 20 ns a request. One thread; a value.
///
/// Intervals are 100 ms long. When there are too many, each two become one, exactly: their histograms are merged before
/// percentiles are taken. So an hour needs no more points than a minute.
class TrialTimeline
{
public:
    explicit TrialTimeline(qsizetype maximumIntervals = 600);

    /// May come again with more of the trial known, such as where its window opened.
    void setTrial(const Trial &trial);
    /// Requests, samples; others are passed over.
    void add(const Record &record);
    /// No more requests follow: shows the interval that was still open, and frees what only growing needs.
    void finish();

    const TrialCurves &curves() const { return m_curves; }
    /// Per cent of one core.
    const QList<QPointF> &cpu(Scope scope) const { return m_cpu[static_cast<std::size_t>(scope)].points(); }
    /// Bytes.
    const QList<QPointF> &memory(Scope scope) const { return m_memory[static_cast<std::size_t>(scope)].points(); }

    /// Where the last request that was told of finished; zero before the load began. Seconds.
    double lastSecond() const;
    /// Of the first sample; zero or below. Seconds.
    double firstSecond() const { return m_firstSample; }
    /// Where the measured window opened, once that is known. Seconds.
    std::optional<double> warmupEnd() const;

private:
    static constexpr std::size_t scopes = 3;

    /// What finished in one interval.
    struct Interval
    {
        Histogram response;
        Histogram service; ///< of an open loop; only then it differs
        RequestTicks longest {0}; ///< from the planned send to the end, of whatever ended

        void merge(const Interval &other);
    };

    void addRequests(const RequestBatch &batch);
    void countRates(const Request &request);
    void showRates(std::size_t intervals);
    std::size_t completeIntervals() const;
    void addSample(const ResourceSample &sample);
    void placeSample(const ResourceSample &sample);
    void beginLoad(RequestTicks at);
    void closeIntervalsBefore(RequestTicks moment);
    void showInterval(const Interval &interval, double start, double length);
    void showAll();
    void mergePairs();
    double sinceLoad(std::chrono::nanoseconds time) const;

    TrialCurves m_curves;
    std::array<Curve, scopes> m_cpu {Curve(Curve::Fold::Mean), Curve(Curve::Fold::Mean), Curve(Curve::Fold::Mean)};
    std::array<Curve, scopes> m_memory {
        Curve(Curve::Fold::Maximum), Curve(Curve::Fold::Maximum), Curve(Curve::Fold::Maximum)};
    std::optional<TrialTime> m_measureStart;
    qsizetype m_maximumIntervals;
    RequestTicks m_intervalLength {std::chrono::milliseconds(100)};
    std::optional<RequestTicks> m_loadStart;
    RequestTicks m_openStart {0}; ///< of the open interval, since the trial's origin
    RequestTicks m_last {0};
    double m_firstSample = 0;
    std::vector<Interval> m_closed; ///< one an interval that is shown
    Interval m_open;
    RateCounter m_offered;
    RateCounter m_sent;
    std::size_t m_ratesShown = 0; ///< intervals; never fewer than before
    bool m_finished = false;
    bool m_isOpenLoop = false; ///< something was sent later than planned, or not at all
    QList<ResourceSample> m_early; ///< from before the load: their place on the axis is not known yet
};

} // namespace boxmark
