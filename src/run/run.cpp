// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/run.h"

#include "base/completion.h"
#include "host/environment.h"
#include "run/plan/plan.h"
#include "run/trial/ceiling.h"
#include "target/computer/computerfacts.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

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

TargetContext contextOfRun(
    TargetContext context, const RunOptions &options, const QString &sessionId, CancelToken cancel)
{
    context.sessionId = sessionId;
    context.cancel = std::move(cancel);
    context.allowRemote = options.allowRemote;
    return context;
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
    , m_session(makeSession(scenario, options))
    , m_context(contextOfRun(context, options, m_session.id, m_cancel.token()))
    , m_facts(hub, m_session.environment)
    , m_preparation(m_scenario, hub, m_facts, m_context,
          [this](const Trial &trial, Step step, const QString &detail) { tell(trial, step, detail); })
    , m_progress(scenario, allThatMayCome(m_session), Clock::system().now())
{
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
        co_await run->m_preparation.prepare(plan);
        co_await run->executeRound(plan);
        plan = run->planFurtherRound();
    }
    run->m_progressTimer.stop();
    co_await run->m_preparation.release();
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

QCoro::Task<> Run::executeRound(QList<Trial> plan)
{
    const ThreadBinding binding(m_processors.cpus.loader);
    co_await m_preparation.measureFloors(plan);
    for (const Trial &trial : std::as_const(plan))
        co_await executeTrial(trial);
}

QCoro::Task<> Run::askAround(TrialId first)
{
    const Environment asked = co_await askComputer(m_scenario.targets, m_context);
    if (m_options.resumed) {
        m_hub.record(first, LogLine {LogSource::Boxmark, TrialTime {0}, tr("The run was resumed with this trial.")});
        m_facts.learn(first, readEnvironment());
    }
    m_facts.learn(first, asked);
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
    PreparedTarget &prepared = m_preparation.of(trial.target);
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
    PreparedTarget &prepared = m_preparation.of(trial.target);
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
    if (m_preparation.isExhausted())
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
    const bool told = std::exchange(m_preparation.of(trial.target).problemTold, true);
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
