// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figures.h"

#include "model/measured.h"
#include "model/startup.h"
#include "report/latencyparts.h"
#include "report/partfigures.h"
#include "report/resourcefigures.h"
#include "stats/histogram.h"

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;
using Seconds = std::chrono::duration<double>;

void addLatencies(QMap<QString, double> &values, const QString &prefix, const Histogram &histogram)
{
    if (histogram.count() == 0)
        return;
    const auto milliseconds = [](auto duration) { return Milliseconds(*duration).count(); };
    values[prefix + u"_mean"_s] = milliseconds(histogram.mean());
    values[prefix + u"_p50"_s] = milliseconds(histogram.quantile(0.50));
    values[prefix + u"_p95"_s] = milliseconds(histogram.quantile(0.95));
    values[prefix + u"_p99"_s] = milliseconds(histogram.quantile(0.99));
    values[prefix + u"_p999"_s] = milliseconds(histogram.quantile(0.999));
    values[prefix + u"_max"_s] = milliseconds(histogram.maximum());
}

} // namespace

std::optional<double> TrialFigures::value(const QString &metric) const
{
    const auto found = values.find(metric);
    return found == values.end() ? std::nullopt : std::optional(*found);
}

class FiguresAccumulator::Private
{
public:
    void add(const RequestBatch &batch)
    {
        if (!trial.measureStart)
            beforeTheWindow += batch.requests;
        else
            countMeasured(batch.requests);
    }
    void add(const ResourceSample &sample) { samples.append(sample); }
    void add(const Phase &phase)
    {
        if (findStartupPhase(phase.name))
            startup.append(phase);
    }
    void add(const LogLine &) { }
    void add(const Caveat &) { }

    void countMeasured(const QList<Request> &requests);
    void addRates(QMap<QString, double> &values) const;
    bool isOpenLoop() const { return lateness.maximum().value_or(std::chrono::nanoseconds {0}).count() > 0; }

    Trial trial;
    QList<Request> beforeTheWindow; ///< until it is known which of them are measured
    Histogram service;
    Histogram response;
    LatencyParts parts;
    PartFigures partFigures;
    Histogram lateness; ///< of what was sent; all zero in a closed loop, which sends when it plans
    std::array<quint64, allOutcomes.size()> outcomes {};
    RequestTicks lastFinished {0};
    QList<ResourceSample> samples;
    QList<Phase> startup;
};

void FiguresAccumulator::Private::countMeasured(const QList<Request> &requests)
{
    for (const Request &request : requests) {
        if (!isMeasured(trial, request))
            continue;
        ++outcomes[static_cast<std::size_t>(request.outcome)];
        if (isSent(request))
            lateness.record(request.response - request.service);
        lastFinished = std::max(lastFinished, request.finished());
        if (request.outcome == Outcome::Ok) {
            service.record(request.service);
            response.record(request.response);
            parts.add(request);
            partFigures.add(request);
        }
    }
}

void FiguresAccumulator::Private::addRates(QMap<QString, double> &values) const
{
    if (!trial.measureStart)
        return;
    const TrialTime end = trial.measureEnd.value_or(lastFinished); // of a trial that is still measuring
    const Seconds window = end - *trial.measureStart;
    if (window > Seconds(0))
        values[u"throughput"_s] = static_cast<double>(service.count()) / window.count();
    quint64 failures = 0;
    quint64 ended = 0;
    for (const Outcome outcome : allOutcomes) {
        const quint64 count = outcomes[static_cast<std::size_t>(outcome)];
        failures += isFailure(outcome) ? count : 0;
        ended += outcome != Outcome::AbortedAtEnd ? count : 0;
    }
    if (isOpenLoop() && window > Seconds(0)) {
        const quint64 offered = std::accumulate(outcomes.begin(), outcomes.end(), quint64 {0});
        values[u"offered_rate"_s] = static_cast<double>(offered) / window.count();
        values[u"sent_rate"_s] = static_cast<double>(lateness.count()) / window.count();
        values[u"send_lateness_p99"_s] = Milliseconds(*lateness.quantile(0.99)).count();
    }
    if (ended > 0)
        values[u"error_rate"_s] = 100 * static_cast<double>(failures) / static_cast<double>(ended);
}

FiguresAccumulator::FiguresAccumulator()
    : d(std::make_unique<Private>())
{
}

FiguresAccumulator::~FiguresAccumulator() = default;
FiguresAccumulator::FiguresAccumulator(FiguresAccumulator &&) noexcept = default;
FiguresAccumulator &FiguresAccumulator::operator=(FiguresAccumulator &&) noexcept = default;

void FiguresAccumulator::setTrial(const Trial &trial)
{
    d->trial = trial;
    if (trial.measureStart)
        d->countMeasured(std::exchange(d->beforeTheWindow, {}));
}

void FiguresAccumulator::add(const Record &record)
{
    std::visit([this](const auto &what) { d->add(what); }, record);
}

const Histogram &FiguresAccumulator::responses() const
{
    return d->response;
}

const Histogram &FiguresAccumulator::services() const
{
    return d->service;
}

const LatencyParts &FiguresAccumulator::latencyParts() const
{
    return d->parts;
}

TrialFigures FiguresAccumulator::figures() const
{
    TrialFigures figures;
    figures.trial = d->trial.id;
    figures.target = d->trial.target;
    figures.round = d->trial.number;
    figures.outcomes = d->outcomes;
    for (const quint64 count : d->outcomes)
        figures.measuredRequests += count;
    if (d->trial.coldStart)
        figures.values[u"cold_start"_s] = Milliseconds(*d->trial.coldStart).count();
    if (d->trial.imageSize)
        figures.values[u"image_size"_s] = static_cast<double>(d->trial.imageSize->count);
    if (d->trial.diskSize)
        figures.values[u"disk_size"_s] = static_cast<double>(d->trial.diskSize->count);
    figures.box = d->trial.box;
    figures.startup = d->startup;
    addLatencies(figures.values, u"service_time"_s, d->service);
    addLatencies(figures.values, u"response_time"_s, d->response);
    d->partFigures.addTo(figures.values);
    d->addRates(figures.values);
    addResourceFigures(figures.values, d->trial, d->samples);
    return figures;
}

} // namespace boxmark
