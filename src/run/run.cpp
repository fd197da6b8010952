// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run.h"

#include "base/completion.h"
#include "host/environment.h"
#include "image/gitapp.h"
#include "run/ceiling.h"
#include "run/computerfacts.h"
#include "run/pathfloor.h"
#include "run/plan.h"
#include "target/registry.h"

#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto progressInterval = 200ms;

QString newSessionId()
{
    return QString::number(QRandomGenerator::system()->generate64(), 16).rightJustified(16, u'0');
}

Session makeSession(const Scenario &scenario, const RunOptions &options)
{
    if (options.resumed)
        return *options.resumed;
    Session session;
    session.id = newSessionId();
    session.createdUtc = QDateTime::currentDateTimeUtc();
    session.boxmarkVersion = QStringLiteral(BOXMARK_VERSION);
    session.seed = options.seed;
    session.scenario = scenario;
    session.environment = readEnvironment();
    session.trials = planTrials(scenario, options.targets, options.seed);
    return session;
}

const TargetSpec *findSpec(const Scenario &scenario, const QString &name)
{
    for (const TargetSpec &spec : scenario.targets) {
        if (spec.name == name)
            return &spec;
    }
    return nullptr;
}

QList<Trial> allThatMayCome(const Session &session)
{
    return plannedOf(session.trials) + furtherTrials(session);
}

} // namespace

Run::Run(const Scenario &scenario, const RunOptions &options, RecordHub &hub, const TargetContext &context)
    : m_scenario(scenario)
    , m_options(options)
    , m_hub(hub)
    , m_context(context)
    , m_session(makeSession(scenario, options))
    , m_progress(scenario, allThatMayCome(m_session), Clock::system().now())
{
    m_context.sessionId = m_session.id;
    m_context.cancel = m_cancel.token();
    m_context.allowRemote = options.allowRemote;
    connect(&m_progressTimer, &QTimer::timeout, this, &Run::tellProgress);
}

QCoro::Task<Result<void>> Run::execute(std::shared_ptr<Run> run)
{
    if (allThatMayCome(run->m_session).isEmpty())
        co_return Error {tr("There is nothing to run."),
            tr("The scenario has no target of that name: %1.").arg(run->m_options.targets.join(u", "_s)), QString()};
    if (const auto planned = run->planWhoRunsWhere(); !planned)
        co_return planned.error();
    run->m_hub.sessionStarted(run->m_session);
    emit run->sessionStarted(run->m_session);
    run->m_progressTimer.start(progressInterval);
    QList<Trial> plan = plannedOf(run->m_session.trials);
    if (plan.isEmpty())
        plan = run->planFurtherRound(); // resumed between two rounds
    if (!plan.isEmpty())
        co_await run->askAround(plan.first().id);
    while (!plan.isEmpty()) {
        co_await run->pinApp(plan.first().id);
        co_await run->prepareTargets(plan);
        co_await run->executeRound(plan);
        plan = run->planFurtherRound();
    }
    run->m_progressTimer.stop();
    run->m_hub.sessionEnded();
    co_return run->result();
}

Result<void> Run::result() const
{
    if (m_cancel.isCancelled())
        return Error {tr("The run was stopped."), QString(), tr("What had been measured until then is kept.")};
    if (m_firstError)
        return *m_firstError;
    return {};
}

// From here on the scenario says which processors, and no longer how to choose them.
Result<void> Run::planWhoRunsWhere()
{
    auto planned = planProcessors(m_scenario, usableProcessors());
    if (!planned)
        return planned.error();
    m_processors = planned.take();
    m_scenario.cpus = m_processors.cpus;
    if (m_options.resumed || m_processors.cpus.mode == CpuPlan::Mode::Shared)
        return {};
    m_session.environment.facts += {{u"processors of the loader"_s, processorsAsText(m_processors.cpus.loader)},
        {u"processors of the targets"_s, processorsAsText(m_processors.cpus.targets)}};
    return {};
}

QCoro::Task<> Run::measureFloors(QList<Trial> plan)
{
    for (const Trial &trial : plan) {
        if (!m_scenario.pathFloor || m_cancel.isCancelled())
            co_return;
        Prepared &prepared = m_prepared.at(trial.target);
        if (prepared.app && !std::exchange(prepared.floorAsked, true))
            co_await measureFloor(prepared, trial);
    }
}

QCoro::Task<> Run::measureFloor(Prepared &prepared, Trial first)
{
    const auto floorApp = prepared.target->floorApp(prepared.app, m_scenario);
    if (!floorApp)
        co_return;
    tell(first, Step::Preparing, tr("measuring the floor of its network path"));
    const auto floor
        = co_await measurePathFloor(prepared.target.get(), *floorApp, m_scenario.load.engine, contextOf(first.id));
    if (floor)
        prepared.pathFloor = floor.value();
    else if (!m_cancel.isCancelled())
        m_hub.record(first.id,
            Caveat {
                CaveatKind::Note, tr("The floor of the network path is not measured: %1").arg(floor.error().text())});
    tell(first, Step::Waiting, QString());
}

QCoro::Task<> Run::executeRound(QList<Trial> plan)
{
    const ThreadBinding binding(m_processors.cpus.loader);
    co_await measureFloors(plan);
    for (const Trial &trial : std::as_const(plan))
        co_await executeTrial(trial);
}

QCoro::Task<> Run::askAround(TrialId first)
{
    const Environment asked = co_await askComputer(m_scenario.targets, m_context);
    if (m_options.resumed) {
        m_hub.record(first, LogLine {LogSource::Boxmark, TrialTime {0}, tr("The run was resumed with this trial.")});
        for (const auto &[name, value] : readEnvironment().facts)
            learn(first, name, value);
    }
    for (const auto &[name, value] : asked.facts)
        learn(first, name, value);
}

// Of a session that is resumed the figures come from two runs: whoever reads them must know what is not the same any
// more.
void Run::learn(TrialId trial, const QString &name, const QString &value)
{
    const QString before = m_session.environment.value(name);
    if (before.isEmpty())
        m_hub.factLearned(name, value);
    else if (before != value && name != u"load average"_s)
        m_hub.record(trial,
            Caveat {CaveatKind::Note,
                tr("The run was resumed where “%1” is “%2”; it began where it was “%3”.").arg(name, value, before)});
}

// What a branch has may change while targets are prepared one after the other.
QCoro::Task<> Run::pinApp(TrialId first)
{
    if (m_pinned || m_cancel.isCancelled())
        co_return;
    const TargetContext context = contextOf(first);
    m_pinned = co_await pinnedApp(m_scenario.app, context);
    if (!m_pinned->ok())
        co_return;
    m_scenario.app = m_pinned->value();
    if (const auto commit = commitOf(m_scenario.app))
        learn(first, u"app's commit"_s, *commit);
}

// Building is done for every target before the first trial, so that a compiler's heat does not reach a measurement.
QCoro::Task<> Run::prepareTargets(QList<Trial> plan)
{
    for (const Trial &trial : plan) {
        if (m_prepared.contains(trial.target) || m_cancel.isCancelled())
            continue;
        const TargetSpec *spec = findSpec(m_scenario, trial.target);
        Prepared &prepared = m_prepared[trial.target];
        prepared.target = findTargetKind(spec->kind)->make(*spec);
        tell(trial, Step::Preparing, QString());
        auto app = co_await prepare(*prepared.target, trial);
        if (app)
            take(prepared, app.take(), trial);
        else
            prepared.problem = app.error();
        tell(trial, Step::Waiting, QString());
    }
}

void Run::take(Prepared &prepared, const std::shared_ptr<PreparedApp> &app, const Trial &first)
{
    prepared.app = app;
    for (const auto &[name, value] : app->facts)
        learn(first.id, first.target + u": "_s + name, value);
}

QCoro::Task<Result<std::shared_ptr<PreparedApp>>> Run::prepare(Target &target, Trial first)
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

TargetContext Run::contextOf(TrialId trial)
{
    TargetContext context = m_context;
    context.log = [this, trial](const LogLine &line) { m_hub.record(trial, line); };
    context.caveat = [this, trial](const QString &text) { m_hub.record(trial, Caveat {CaveatKind::Note, text}); };
    return context;
}

TrialSurroundings Run::surroundingsOf(const Trial &trial, const LoadProfile &load)
{
    const auto step = [this, trial](Step step, const QString &detail) { tell(trial, step, detail); };
    return {&m_scenario, &m_hub, m_context, step, m_options.readyDeadline, m_options.seed, load};
}

QCoro::Task<> Run::executeTrial(Trial trial)
{
    if (m_cancel.isCancelled()) {
        skip(trial);
        co_return;
    }
    Prepared &prepared = m_prepared.at(trial.target);
    if (prepared.problem) {
        refuse(trial, *prepared.problem);
        co_return;
    }
    const auto load = loadOf(trial, m_scenario, m_session.trials);
    if (!load) {
        refuse(trial, load.error());
        co_return;
    }
    co_await pause();
    if (m_cancel.isCancelled()) {
        skip(trial);
        co_return;
    }
    co_await carryOut(trial, load.value());
}

QCoro::Task<> Run::carryOut(Trial trial, TrialLoad load)
{
    Prepared &prepared = m_prepared.at(trial.target);
    trial.pathFloor = prepared.pathFloor;
    if (!load.origin.isEmpty())
        m_hub.record(trial.id, LogLine {LogSource::Boxmark, TrialTime {0}, load.origin});
    if (!m_processors.shortage.isEmpty())
        m_hub.record(trial.id, Caveat {CaveatKind::Note, m_processors.shortage});
    m_progress.trialStarted(trial.target, Clock::system().now());
    TrialRun trialRun(trial, *prepared.target, prepared.app, surroundingsOf(trial, load.profile));
    connect(
        &trialRun, &TrialRun::measuringStarted, this, [this] { m_progress.measuringStarted(Clock::system().now()); });
    connect(&trialRun, &TrialRun::requestsEnded, this, [this](quint64 count) { m_progress.requestsEnded(count); });
    const Trial ended = co_await trialRun.execute();
    keep(ended);
    m_progress.trialEnded(Clock::system().now());
    m_trialEnded = true;
    if (ended.state == TrialState::Cancelled) {
        tell(ended, Step::Cancelled, QString());
    } else if (ended.state == TrialState::Failed) {
        // A target that has failed once is not tried again in this run: its next trials would only cost the time.
        prepared.problem = trialRun.error();
        prepared.problemTold = true;
        if (!m_firstError)
            m_firstError = trialRun.error();
        tell(ended, Step::Failed, QString(), trialRun.error());
    }
}

/// What later trials go by: m_session tells how far the run has come.
void Run::keep(const Trial &ended)
{
    const auto place = std::find_if(m_session.trials.begin(), m_session.trials.end(),
        [&ended](const Trial &trial) { return trial.id == ended.id; });
    if (place != m_session.trials.end())
        *place = ended;
}

/// One round at a time, told to whoever follows the run before it begins. Empty when there are enough.
QList<Trial> Run::planFurtherRound()
{
    if (!m_scenario.until || m_cancel.isCancelled())
        return {};
    const QList<Trial> further = furtherTrials(m_session);
    const RoundsJudgement judgement = m_options.judgeRounds ? m_options.judgeRounds() : RoundsJudgement {};
    if (const auto reason = reasonToEnd(judgement, further)) {
        m_hub.record(m_session.trials.last().id, LogLine {LogSource::Boxmark, TrialTime {0}, *reason});
        m_hub.concluded(*reason);
        return {};
    }
    const QList<Trial> round = firstRoundOf(further);
    m_session.trials += round;
    for (const Trial &trial : round)
        m_hub.trialChanged(trial);
    m_hub.record(round.first().id,
        LogLine {LogSource::Boxmark, TrialTime {0},
            tr("Round %1 of at most %2, as the figures are not narrow enough yet. %3")
                .arg(round.first().number)
                .arg(m_scenario.until->trials)
                .arg(judgement.state)});
    return round;
}

std::optional<QString> Run::reasonToEnd(const RoundsJudgement &judgement, const QList<Trial> &further) const
{
    const int rounds = m_session.trials.last().number;
    if (judgement.enough)
        return tr("The run ended after %1 rounds, with every interval as narrow as the scenario wants it. %2")
            .arg(rounds)
            .arg(judgement.state);
    if (std::ranges::all_of(m_prepared, [](const auto &named) { return named.second.problem.has_value(); })
        && !m_prepared.empty())
        return tr("The run ended after %1 rounds, as no target was left that could run.").arg(rounds);
    if (further.isEmpty())
        return tr("The run ended after %1 rounds, the most that the scenario allows, although not every interval is as "
                  "narrow as it wants. %2")
            .arg(rounds)
            .arg(judgement.state);
    return std::nullopt;
}

QCoro::Task<> Run::pause()
{
    if (!m_trialEnded || m_scenario.pause.count() == 0)
        co_return;
    const Completion<bool> over;
    over.completeAfter(m_scenario.pause, true);
    const auto stopped = m_context.cancel.onCancel([over] { over.complete(false); });
    co_await over;
}

void Run::refuse(Trial trial, const Error &reason)
{
    const bool told = std::exchange(m_prepared.at(trial.target).problemTold, true);
    trial.state = TrialState::Failed;
    trial.reason
        = told ? tr("Not tried, as an earlier trial of this target failed: %1").arg(reason.what) : reason.text();
    m_hub.record(trial.id, LogLine {LogSource::Boxmark, TrialTime {0}, trial.reason});
    m_hub.trialChanged(trial);
    m_progress.trialStarted(trial.target, Clock::system().now());
    m_progress.trialEnded(Clock::system().now());
    if (!m_firstError)
        m_firstError = reason;
    tell(trial, Step::Failed, QString(), reason);
}

void Run::skip(Trial trial)
{
    trial.state = TrialState::Cancelled;
    trial.reason = tr("The run was stopped before this trial began.");
    m_hub.trialChanged(trial);
    tell(trial, Step::Cancelled, QString());
}

void Run::tell(const Trial &trial, Step step, const QString &detail, const Error &error)
{
    emit stepChanged({trial.target, trial.id, step, detail, error});
}

void Run::tellProgress()
{
    emit progressChanged(m_progress.at(Clock::system().now()));
}

} // namespace boxmark
