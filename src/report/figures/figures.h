// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metric.h"
#include "model/outcome.h"
#include "model/record.h"
#include "model/trial.h"

#include <QMap>
#include <QString>
#include <QStringList>

#include <array>
#include <memory>
#include <optional>

namespace boxmark {

class Histogram;
class LatencyParts;

/// What the requests of one step of a mix came to in a trial.
struct StepFigures
{
    int step = 0; ///< index in LoadProfile::steps
    QString title; ///< see stepTitles()
    QMap<QString, double> values {}; ///< of stepMetrics(), by name; absent when not measured
    std::array<quint64, allOutcomes.size()> outcomes {}; ///< of the measured window, by Outcome
    quint64 measuredRequests = 0;
};

/// The figures of one trial: metric name → value in the metric's unit. A metric that was not measured is absent.
struct TrialFigures
{
    TrialId trial = 0;
    QString target;
    QMap<QString, double> values;
    std::array<quint64, allOutcomes.size()> outcomes {}; ///< of the measured window, by Outcome
    quint64 measuredRequests = 0;
    QList<StepFigures> steps {}; ///< those of which a request was measured, in the order of the load
    QList<Phase> startup {}; ///< its start-up phases, in their order
    BoxFacts box {};
    int round = 1; ///< Trial::number: what ran in one round is compared pair by pair
    QString session {}; ///< tells the sessions of a comparison apart, whose rounds have nothing in common; may be empty

    /// In the metric's unit; nothing when it was not measured.
    std::optional<double> value(const QString &metric) const;
};

/// Makes a trial's figures from its records, live as they come or read back from a file: the same code, the same
/// figures. Some tens of nanoseconds a request. One thread.
///
/// Latencies are of ok requests, from a histogram with at most 0.05 % value error. Throughput is ok requests ÷ the
/// length of the window (until now, while it is open). The error rate is failures ÷ all that ended (not what was
/// aborted at end). Offered and sent rate, and the lateness of sends, are those of an open loop. Means of CPU and
/// memory are over the window, peaks over the whole trial: see resourcefigures.h.
class FiguresAccumulator
{
public:
    /// `stepTitles` as of the load; without them steps are numbered.
    explicit FiguresAccumulator(QStringList stepTitles = {});
    ~FiguresAccumulator();
    FiguresAccumulator(FiguresAccumulator &&) noexcept;
    FiguresAccumulator &operator=(FiguresAccumulator &&) noexcept;

    /// The window may open after the first requests have come: those then turn out to be warm-up.
    void setTrial(const Trial &trial);
    void add(const Record &record);
    /// As far as the records have come.
    TrialFigures figures() const;
    /// Of the measured ok requests. Valid until the next call of another function.
    const Histogram &responses() const;
    const Histogram &services() const;
    const LatencyParts &latencyParts() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace boxmark
