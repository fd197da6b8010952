// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/prepare/pathfloor.h"

#include "base/completion.h"
#include "load/healthprobe.h"
#include "load/loadengine.h"
#include "stats/histogram.h"

#include <QCoreApplication>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr quint64 exchanges = 400;
constexpr auto mostTime = 300ms; // of a path so slow that this many would take longer
constexpr auto readyDeadline = 10s;

QString tr(const char *text)
{
    return QCoreApplication::translate("pathfloor", text);
}

LoadProfile smallestResponses(const QString &engine)
{
    LoadProfile profile;
    profile.engine = engine;
    profile.requests = exchanges;
    profile.timeout = 1s;
    LoadStep step;
    step.path = u"/health"_s;
    profile.steps = {step};
    return profile;
}

QCoro::Task<Result<std::chrono::nanoseconds>> medianOf(Instance *instance, QString engineName, CancelToken cancel)
{
    const auto healthy
        = co_await waitUntilHealthy(instance->endpoint().resolved(QUrl(u"/health"_s)), cancel, readyDeadline);
    if (!healthy)
        co_return healthy.error();
    const std::unique_ptr<LoadEngine> engine = makeLoadEngine(engineName);
    if (!engine)
        co_return Error {tr("There is no load engine “%1”.").arg(engineName), {}, {}};
    const auto service = std::make_shared<Histogram>();
    const Completion<bool> ended;
    QObject::connect(engine.get(), &LoadEngine::batchReady, engine.get(), [service](const RequestBatch &batch) {
        for (const Request &request : batch.requests) {
            if (request.outcome == Outcome::Ok)
                service->record(request.service);
        }
    });
    QObject::connect(
        engine.get(), &LoadEngine::finished, engine.get(), [ended](const LoadSummary &) { ended.complete(true); });
    const auto stopEarly = cancel.onCancel([it = engine.get()] { it->stop(); });
    QTimer::singleShot(mostTime, engine.get(), [it = engine.get()] { it->stop(); });
    const LoadPlan plan {instance->endpoint(), smallestResponses(engineName), instance->origin(), 0};
    engine->start(plan);
    co_await ended;
    if (const auto median = service->quantile(0.5))
        co_return *median;
    co_return Error {tr("None of the smallest requests succeeded."), {}, {}};
}

} // namespace

QCoro::Task<Result<std::chrono::nanoseconds>> measurePathFloor(
    Target *target, FloorApp floor, QString engine, TargetContext context)
{
    auto started = co_await target->start(floor.app, floor.scenario, context);
    if (!started)
        co_return started.error();
    const std::unique_ptr<Instance> instance = started.take();
    CancelSource ended;
    const auto stopPressed = context.cancel.onCancel([&ended] { ended.cancel(); });
    QObject::connect(instance.get(), &Instance::exited, instance.get(), [&ended](const Error &) { ended.cancel(); });
    const Result<std::chrono::nanoseconds> median = co_await medianOf(instance.get(), engine, ended.token());
    const Result<void> stopped = co_await instance->stop();
    if (!stopped)
        co_return stopped.error();
    co_return median;
}

} // namespace boxmark
