// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client.h"
#include "load/loadengine.h"

#include <QEventLoop>

#include <algorithm>
#include <vector>

namespace boxmark::bench {

Figures runEngine(const QString &name, const Run &run)
{
    LoadPlan plan;
    plan.endpoint = run.url.adjusted(QUrl::RemovePath | QUrl::RemoveQuery);
    plan.profile.engine = name;
    plan.profile.concurrency = run.concurrency;
    plan.profile.duration = run.duration;
    LoadStep step;
    step.path = run.url.toString(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    step.expect.bodySize = Bytes {64};
    plan.profile.steps = {step};
    plan.origin = Clock::system().now();

    const auto engine = makeLoadEngine(name);
    std::vector<double> times;
    QEventLoop loop;
    QObject::connect(engine.get(), &LoadEngine::batchReady, &loop, [&times](const RequestBatch &batch) {
        for (const Request &request : batch.requests) {
            if (request.outcome == Outcome::Ok)
                times.push_back(std::chrono::duration<double, std::micro>(request.service).count());
            else if (request.outcome != Outcome::AbortedAtEnd)
                qFatal("the engine had a request that is not ok: %s", qPrintable(outcomeName(request.outcome)));
        }
    });
    QObject::connect(engine.get(), &LoadEngine::finished, &loop, &QEventLoop::quit);
    const auto cpuBefore = ownCpu();
    engine->start(plan);
    loop.exec();
    const std::chrono::duration<double, std::micro> cpu = ownCpu() - cpuBefore;

    const auto count = static_cast<double>(times.size());
    std::ranges::sort(times);
    const auto quantile
        = [&times](double q) { return times[static_cast<std::size_t>(q * static_cast<double>(times.size() - 1))]; };
    return {count / std::chrono::duration<double>(run.duration).count(), cpu.count() / count, quantile(0.5),
        quantile(0.9), quantile(0.99)};
}

} // namespace boxmark::bench
