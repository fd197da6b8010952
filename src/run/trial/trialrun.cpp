// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/trial/trialrun.h"

#include "agentlink/agentlink.h"
#include "base/completion.h"
#include "load/healthprobe.h"
#include "run/trial/boxfacts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// As long as the agent of a guest itself waits for the host.
constexpr std::chrono::seconds agentDeadline(20);

QString tr(const char *text)
{
    return QCoreApplication::translate("run", text);
}

Error stoppedByPerson()
{
    return {tr("The run was stopped."), QString(), QString()};
}

QUrl healthUrl(const QUrl &endpoint, const QString &path)
{
    return endpoint.resolved(QUrl(path));
}

} // namespace

TrialRun::TrialRun(const Trial &trial, Target &target, std::shared_ptr<PreparedApp> app, TrialSurroundings surroundings)
    : m_trial(trial)
    , m_target(target)
    , m_app(std::move(app))
    , m_surroundings(std::move(surroundings))
    , m_cancel(m_surroundings.target.cancel)
{
    m_surroundings.target.log = [this](LogLine line) {
        line.time = now();
        record(line);
    };
    m_surroundings.target.caveat = [this](const QString &text) { record(Caveat {CaveatKind::Note, text}); };
    m_stopPressed = m_cancel.onCancel([this] { m_ended.cancel(); });
}

TrialRun::~TrialRun() = default;

TrialTime TrialRun::now() const
{
    return m_instance ? Clock::system().now() - m_instance->origin() : TrialTime {0};
}

// What stands above everything else that may have gone wrong at the same time.
Result<void> TrialRun::interrupted() const
{
    if (m_cancel.isCancelled())
        return stoppedByPerson();
    if (m_exit)
        return *m_exit;
    return {};
}

QCoro::Task<Trial> TrialRun::execute()
{
    m_trial.state = TrialState::Running;
    m_trial.startedUtc = QDateTime::currentDateTimeUtc();
    m_trial.imageSize = m_app->imageSize;
    m_trial.diskSize = m_app->diskSize;
    changed();
    const Result<void> outcome = co_await attempt();
    co_await shutDown();
    conclude(outcome);
    co_return m_trial;
}

QCoro::Task<Result<void>> TrialRun::attempt()
{
    if (const auto launched = co_await launch(); !launched)
        co_return launched;
    if (const auto ready = co_await waitUntilReady(); !ready)
        co_return ready;
    co_await waitForAgent();
    co_await sampleHost();
    co_await findFloor();
    if (const auto undisturbed = interrupted(); !undisturbed)
        co_return undisturbed;
    co_return co_await drive();
}

QCoro::Task<Result<void>> TrialRun::launch()
{
    m_surroundings.step(Step::Starting, QString());
    m_witness.boxStarts(m_app->files);
    auto started = co_await m_target.start(m_app, *m_surroundings.scenario, m_surroundings.target);
    if (!started)
        co_return m_cancel.isCancelled() ? stoppedByPerson() : started.error();
    m_instance = started.take();
    m_startup.emplace(m_instance->origin());
    m_insideRates.emplace(m_instance->origin());
    m_surroundings.hub->startingUp(m_trial.id, {}, m_instance->origin());
    listenToInstance();
    describeBox();
    co_return {};
}

void TrialRun::listenToInstance()
{
    connect(m_instance.get(), &Instance::launched, this, [this] { reached(phase::spawn, Clock::system().now()); });
    connect(m_instance.get(), &Instance::phaseReached, this, &TrialRun::reached);
    connect(m_instance.get(), &Instance::exited, this, [this](const Error &why) {
        m_exit = why;
        m_ended.cancel();
    });
    if (AgentLink *agent = m_instance->agent())
        listenToAgent(*agent);
}

void TrialRun::listenToAgent(AgentLink &agent)
{
    connect(&agent, &AgentLink::helloReceived, this, [this](const AgentHello &hello) {
        reached(phase::agent, hello.clock);
        describeBox();
    });
    connect(&agent, &AgentLink::phaseReached, this, &TrialRun::reached);
    connect(
        &agent, &AgentLink::sampled, this, [this](const AgentSample &sample) { record(m_insideRates->next(sample)); });
    connect(&agent, &AgentLink::appWrote, this, [this](int, const QString &line) {
        record(LogLine {LogSource::App, now(), line});
    });
    connect(&agent, &AgentLink::note, this, [this](const QString &text) { record(Caveat {CaveatKind::Note, text}); });
    connect(&agent, &AgentLink::remark, this, [this](const QString &text) {
        record(LogLine {LogSource::Boxmark, now(), text});
    });
}

void TrialRun::reached(const QString &phase, MonotonicTime at)
{
    m_startup->reached(phase, at);
    m_surroundings.hub->startingUp(m_trial.id, m_startup->spans(), m_instance->origin());
}

// At once what the host knows, so that a mark is seen while the box starts; the rest when the agent has spoken.
void TrialRun::describeBox()
{
    const AgentLink *agent = m_instance->agent();
    const BoxFacts facts = completeFacts(m_instance->facts(), agent ? agent->hello() : std::nullopt);
    if (facts == m_trial.box)
        return;
    m_trial.box = facts;
    changed();
}

void TrialRun::tellDifferences()
{
    describeBox();
    for (const QString &text : boxCaveats(m_trial.box, m_surroundings.scenario->resources))
        record(Caveat {CaveatKind::Note, text});
}

QCoro::Task<Result<void>> TrialRun::waitUntilReady()
{
    const QUrl url = healthUrl(m_instance->endpoint(), m_surroundings.scenario->app.health);
    const auto deadline = m_surroundings.readyDeadline.value_or(m_instance->startAllowance());
    const auto healthy = co_await waitUntilHealthy(url, m_ended.token(), deadline);
    if (const auto undisturbed = interrupted(); !undisturbed)
        co_return undisturbed;
    if (!healthy) {
        Error error = healthy.error();
        error.why = (error.why + u'\n' + m_instance->startReport()).trimmed();
        co_return error;
    }
    if (!m_instance->startsApp())
        co_return {};
    reached(phase::firstResponse, healthy.value());
    m_trial.coldStart = healthy.value() - m_instance->origin();
    changed();
    m_surroundings.step(Step::Starting, tr("ready after %1").arg(formatDuration(*m_trial.coldStart)));
    co_return {};
}

// An app may answer before its agent is heard: a guest's network comes up with both, and an emulated one is slow. What
// the agent has seen until then it has kept; the load begins when it is heard, so that no figure from inside is
// missing.
QCoro::Task<> TrialRun::waitForAgent()
{
    const AgentLink *agent = m_instance->agent();
    if (agent && !agent->hello()) {
        const Completion<bool> heard;
        const auto connection
            = connect(agent, &AgentLink::helloReceived, this, [heard](const AgentHello &) { heard.complete(true); });
        const auto stopEarly = m_ended.token().onCancel([heard] { heard.complete(true); });
        heard.completeAfter(agentDeadline, false);
        const bool isHeard = co_await heard;
        disconnect(connection);
        if (!isHeard)
            record(
                Caveat {CaveatKind::Note, tr("The agent inside was not reached: nothing is known of what it sees.")});
    }
    tellDifferences();
}

QCoro::Task<> TrialRun::sampleHost()
{
    auto source = co_await m_instance->hostSource();
    describeBox(); // an engine tells some facts only now: to ask while the box started would have slowed it
    if (!source) {
        record(Caveat {CaveatKind::Note, tr("The host's cost is not measured: %1").arg(source.error().text())});
        co_return;
    }
    const QList<qint64> shared = m_instance->sharedProcesses();
    m_witness.knows({source.value()->processes(), shared});
    if (!shared.isEmpty())
        m_daemonSampler = sample(daemonSource(shared), tr("The shared daemons' cost is read from %1."));
    m_sampler = sample(source.take(), tr("The host's cost is read from %1."));
}

std::unique_ptr<HostSampler> TrialRun::sample(std::unique_ptr<HostSource> source, const QString &announcement)
{
    record(LogLine {LogSource::Boxmark, now(), announcement.arg(source->description())});
    auto sampler = std::make_unique<HostSampler>(
        std::move(source), m_instance->origin(), m_surroundings.scenario->samplingInterval);
    connect(sampler.get(), &HostSampler::sampled, this, [this](const ResourceSample &sample) { record(sample); });
    connect(sampler.get(), &HostSampler::failed, this, [this](const Error &error) {
        record(LogLine {LogSource::Boxmark, now(), error.text()});
    });
    return sampler;
}

QCoro::Task<> TrialRun::findFloor()
{
    if (!m_surroundings.scenario->pathFloor || m_trial.pathFloor)
        co_return;
    const auto floor = co_await m_instance->pathFloor();
    m_trial.pathFloor = floor;
}

QCoro::Task<Result<void>> TrialRun::drive()
{
    m_drive = std::make_unique<LoadDrive>(m_trial, m_surroundings, m_witness);
    connect(m_drive.get(), &LoadDrive::measuringStarted, this, &TrialRun::measuringStarted);
    connect(m_drive.get(), &LoadDrive::requestsEnded, this, &TrialRun::requestsEnded);
    const auto driven = co_await m_drive->execute(m_instance->endpoint(), m_instance->origin(), m_ended.token());
    if (const auto undisturbed = interrupted(); !undisturbed)
        co_return undisturbed;
    co_return driven;
}

QCoro::Task<> TrialRun::shutDown()
{
    m_sampler.reset();
    m_daemonSampler.reset();
    if (m_startup) {
        for (const Phase &span : m_startup->spans())
            record(span);
    }
    if (!m_instance)
        co_return;
    m_surroundings.step(Step::Stopping, QString());
    disconnect(m_instance.get(), &Instance::exited, this, nullptr);
    const TrialTime start = now();
    if (const auto stopped = co_await m_instance->stop(); !stopped) {
        record(LogLine {LogSource::Boxmark, now(), stopped.error().text()});
        record(Caveat {CaveatKind::Note, stopped.error().what});
    }
    record(Phase {phase::stop, start, now()});
}

void TrialRun::conclude(const Result<void> &outcome)
{
    if (outcome) {
        m_trial.state = TrialState::Completed;
        QStringList details;
        if (m_trial.ceiling)
            details.append(tr("the ceiling is %1").arg(formatRate(*m_trial.ceiling)));
        if (const QString failures = m_drive->failures(); !failures.isEmpty())
            details.append(tr("with failures: %1").arg(failures));
        changed();
        m_surroundings.step(Step::Done, details.join(u", "_s));
        return;
    }
    m_trial.ceiling.reset(); // of a search that did not come to its end
    m_error = outcome.error();
    m_trial.state = m_cancel.isCancelled() ? TrialState::Cancelled : TrialState::Failed;
    m_trial.reason = m_error.text();
    record(LogLine {LogSource::Boxmark, now(), m_trial.reason});
    changed();
}

} // namespace boxmark
