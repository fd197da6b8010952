// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/prepare/preparation.h"

#include "image/gitapp.h"
#include "run/prepare/pathfloor.h"
#include "target/registry.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("run", text);
}

} // namespace

Preparation::Preparation(Scenario &scenario, RecordHub &hub, RunFacts &facts, TargetContext context, Tell tell)
    : m_scenario(scenario)
    , m_hub(hub)
    , m_facts(facts)
    , m_context(std::move(context))
    , m_tell(std::move(tell))
{
}

QCoro::Task<> Preparation::prepare(QList<Trial> plan)
{
    co_await pinApp(plan.first().id);
    for (const Trial &trial : std::as_const(plan)) {
        if (!m_targets.contains(trial.target) && !isCancelled())
            co_await prepareTarget(trial);
    }
}

// What a branch has may change while targets are prepared one after the other.
QCoro::Task<> Preparation::pinApp(TrialId first)
{
    if (m_pinned || isCancelled())
        co_return;
    const TargetContext context = contextOf(first);
    m_pinned = co_await pinnedApp(m_scenario.app, context);
    if (!m_pinned->ok())
        co_return;
    m_scenario.app = m_pinned->value();
    if (const auto commit = commitOf(m_scenario.app))
        m_facts.learn(first, u"app's commit"_s, *commit);
}

QCoro::Task<> Preparation::prepareTarget(Trial first)
{
    const TargetSpec &spec = specOf(first.target);
    PreparedTarget &prepared = m_targets[first.target];
    prepared.target = findTargetKind(spec.kind)->make(spec);
    prepared.firstTrial = first.id;
    m_tell(first, Step::Preparing, QString());
    auto app = co_await prepareApp(*prepared.target, first);
    if (app) {
        prepared.app = app.take();
        for (const auto &[name, value] : prepared.app->facts)
            m_facts.learn(first.id, first.target + u": "_s + name, value);
    } else {
        prepared.problem = app.error();
    }
    m_tell(first, Step::Waiting, QString());
}

QCoro::Task<Result<std::shared_ptr<PreparedApp>>> Preparation::prepareApp(Target &target, Trial first)
{
    if (const auto supported = target.supports(m_scenario); !supported)
        co_return supported.error();
    if (m_pinned && !m_pinned->ok())
        co_return m_pinned->error();
    const TargetContext context = contextOf(first.id);
    const Readiness readiness = co_await target.probe(context);
    if (!readiness.ready)
        co_return readiness.problem;
    co_return co_await target.prepare(m_scenario, context);
}

QCoro::Task<> Preparation::measureFloors(QList<Trial> plan)
{
    for (const Trial &trial : std::as_const(plan)) {
        if (!m_scenario.pathFloor || isCancelled())
            co_return;
        PreparedTarget &prepared = of(trial.target);
        if (prepared.app && !std::exchange(prepared.floorAsked, true))
            co_await measureFloor(prepared, trial);
    }
}

QCoro::Task<> Preparation::measureFloor(PreparedTarget &prepared, Trial first)
{
    const auto floorApp = prepared.target->floorApp(prepared.app, m_scenario);
    if (!floorApp)
        co_return;
    m_tell(first, Step::Preparing, tr("measuring the floor of its network path"));
    const TargetContext context = contextOf(first.id);
    const auto floor = co_await measurePathFloor(prepared.target.get(), *floorApp, m_scenario.load.engine, context);
    if (floor)
        prepared.pathFloor = floor.value();
    else if (!isCancelled())
        context.caveat(tr("The floor of the network path is not measured: %1").arg(floor.error().text()));
    m_tell(first, Step::Waiting, QString());
}

QCoro::Task<> Preparation::release()
{
    for (auto &named : m_targets) {
        const PreparedTarget &prepared = named.second;
        if (!prepared.app)
            continue;
        TargetContext context = contextOf(prepared.firstTrial);
        context.cancel = {};
        const auto released = co_await prepared.target->release(prepared.app, context);
        if (!released)
            context.caveat(released.error().text());
    }
}

bool Preparation::isExhausted() const
{
    return !m_targets.empty()
        && std::ranges::all_of(m_targets, [](const auto &named) { return named.second.problem.has_value(); });
}

const TargetSpec &Preparation::specOf(const QString &target) const
{
    const auto spec = std::ranges::find(m_scenario.targets, target, &TargetSpec::name);
    Q_ASSERT(spec != m_scenario.targets.end()); // the plan is made from them
    return *spec;
}

TargetContext Preparation::contextOf(TrialId trial) const
{
    TargetContext context = m_context;
    RecordHub *hub = &m_hub;
    context.log = [hub, trial](const LogLine &line) { hub->record(trial, line); };
    context.caveat = [hub, trial](const QString &text) { hub->record(trial, Caveat {CaveatKind::Note, text}); };
    return context;
}

} // namespace boxmark
