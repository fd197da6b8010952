// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figures/figures.h"

#include "model/measured.h"
#include "model/startup.h"
#include "report/figures/latencyparts.h"
#include "report/figures/requestfigures.h"
#include "report/figures/resourcefigures.h"

#include <QCoreApplication>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Milliseconds = std::chrono::duration<double, std::milli>;
using Seconds = std::chrono::duration<double>;

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
    Seconds window() const; ///< zero while there is none
    void addRates(QMap<QString, double> &values) const;
    QList<StepFigures> stepFigures() const;
    bool isOpenLoop() const { return lateness.maximum().value_or(std::chrono::nanoseconds {0}).count() > 0; }

    Trial trial;
    QList<Request> beforeTheWindow; ///< until it is known which of them are measured
    RequestFigures all;
    std::vector<RequestFigures> steps; ///< by their index in the load
    QStringList stepTitles;
    LatencyParts parts;
    Histogram lateness; ///< of what was sent; all zero in a closed loop, which sends when it plans
    RequestTicks lastFinished {0};
    QList<ResourceSample> samples;
    QList<Phase> startup;
};

void FiguresAccumulator::Private::countMeasured(const QList<Request> &requests)
{
    for (const Request &request : requests) {
        if (!isMeasured(trial, request))
            continue;
        all.add(request);
        if (request.step >= steps.size())
            steps.resize(request.step + std::size_t {1});
        steps[request.step].add(request);
        if (isSent(request))
            lateness.record(request.response - request.service);
        lastFinished = std::max(lastFinished, request.finished());
        if (request.outcome == Outcome::Ok)
            parts.add(request);
    }
}

Seconds FiguresAccumulator::Private::window() const
{
    if (!trial.measureStart)
        return Seconds(0);
    const TrialTime end = trial.measureEnd.value_or(lastFinished); // of a trial that is still measuring
    return end - *trial.measureStart;
}

void FiguresAccumulator::Private::addRates(QMap<QString, double> &values) const
{
    if (!isOpenLoop() || window() <= Seconds(0))
        return;
    values[u"offered_rate"_s] = static_cast<double>(all.count()) / window().count();
    values[u"sent_rate"_s] = static_cast<double>(lateness.count()) / window().count();
    values[u"send_lateness_p99"_s] = Milliseconds(*lateness.quantile(0.99)).count();
}

QList<StepFigures> FiguresAccumulator::Private::stepFigures() const
{
    QList<StepFigures> figures;
    for (std::size_t index = 0; index < steps.size(); ++index) {
        if (steps[index].count() == 0)
            continue;
        const auto number = static_cast<int>(index);
        StepFigures step {
            number, stepTitles.value(number, QCoreApplication::translate("report", "step %1").arg(number + 1))};
        steps[index].addTo(step.values, window());
        step.outcomes = steps[index].outcomes();
        step.measuredRequests = steps[index].count();
        figures.append(step);
    }
    return figures;
}

FiguresAccumulator::FiguresAccumulator(QStringList stepTitles)
    : d(std::make_unique<Private>())
{
    d->stepTitles = std::move(stepTitles);
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
    return d->all.responses();
}

const Histogram &FiguresAccumulator::services() const
{
    return d->all.services();
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
    figures.outcomes = d->all.outcomes();
    figures.measuredRequests = d->all.count();
    if (d->trial.coldStart)
        figures.values[u"cold_start"_s] = Milliseconds(*d->trial.coldStart).count();
    if (d->trial.imageSize)
        figures.values[u"image_size"_s] = static_cast<double>(d->trial.imageSize->count);
    if (d->trial.diskSize)
        figures.values[u"disk_size"_s] = static_cast<double>(d->trial.diskSize->count);
    figures.box = d->trial.box;
    figures.startup = d->startup;
    d->all.addTo(figures.values, d->window());
    figures.steps = d->stepFigures();
    d->parts.addTo(figures.values);
    d->addRates(figures.values);
    addResourceFigures(figures.values, d->trial, d->samples);
    return figures;
}

} // namespace boxmark
