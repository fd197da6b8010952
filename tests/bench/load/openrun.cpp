// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "openrun.h"

#include "model/measured.h"

#include <QEventLoop>

namespace boxmark::bench {

namespace {

LoadPlan planOf(const OpenRun &run)
{
    LoadPlan plan;
    plan.endpoint = run.url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery);
    plan.profile.engine = run.engine;
    plan.profile.mode = LoadProfile::Mode::Open;
    plan.profile.rate = Rate {run.rate};
    plan.profile.concurrency = run.concurrency;
    plan.profile.warmup = run.warmup;
    plan.profile.duration = run.duration;
    LoadStep step;
    step.path = run.url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    plan.profile.steps = {step};
    plan.origin = Clock::system().now();
    return plan;
}

void count(OpenFigures &figures, const Request &request)
{
    ++figures.offered;
    ++figures.outcomes[static_cast<std::size_t>(request.outcome)];
    if (isSent(request))
        figures.lateness.record(request.response - request.service);
    if (request.outcome != Outcome::Ok)
        return;
    figures.response.record(request.response);
    figures.service.record(request.service);
}

} // namespace

OpenFigures runOpenLoop(const OpenRun &run)
{
    const auto engine = makeLoadEngine(run.engine);
    OpenFigures figures;
    std::optional<TrialTime> measureStart;
    QEventLoop loop;
    QObject::connect(engine.get(), &LoadEngine::measuringStarted, &loop, [&](TrialTime at) {
        measureStart = at;
        if (run.whenMeasuring)
            run.whenMeasuring();
    });
    QObject::connect(engine.get(), &LoadEngine::batchReady, &loop, [&](const RequestBatch &batch) {
        for (const Request &request : batch.requests) {
            if (measureStart && request.planned >= *measureStart)
                count(figures, request);
        }
    });
    QObject::connect(engine.get(), &LoadEngine::finished, &loop, [&](const LoadSummary &summary) {
        figures.summary = summary;
        loop.quit();
    });
    engine->start(planOf(run));
    loop.exec();
    return figures;
}

} // namespace boxmark::bench
