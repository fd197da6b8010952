// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/runner.h"

#include "host/environment.h"
#include "run/run.h"
#include "target/computer/computercheck.h"
#include "target/guest/accelerator.h"
#include "target/registry.h"

#include <QEventLoop>
#include <QTimer>

namespace boxmark {

Runner::Runner(QObject *parent, std::unique_ptr<ProcessFactory> processes)
    : QObject(parent)
    , m_processes(processes ? std::move(processes) : makeSystemProcessFactory())
{
}

Runner::~Runner()
{
    m_ending.cancel();
    cancel();
    QEventLoop loop;
    while (m_run || m_activity.use_count() > 1)
        loop.processEvents(QEventLoop::ExcludeUserInputEvents | QEventLoop::WaitForMoreEvents);
}

TargetContext Runner::targetContext()
{
    TargetContext context;
    context.processes = m_processes.get();
    context.journal = &m_journal;
    // A target that cannot do without the agent says so itself when it is probed.
    if (const auto agent = findAgentBinary())
        context.agentPath = agent.value();
    context.cancel = m_ending.token();
    context.log = [](const LogLine &) {};
    context.caveat = [](const QString &) {};
    return context;
}

QCoro::Task<QList<Error>> Runner::recover()
{
    const auto activity = m_activity;
    co_return co_await recoverLeftovers(targetContext());
}

QCoro::Task<Readiness> Runner::probe(TargetSpec spec, std::optional<Scenario> scenario)
{
    const auto activity = m_activity;
    const TargetKind *kind = findTargetKind(spec.kind);
    if (!kind)
        co_return Readiness {false, {}, {tr("There is no target kind “%1”.").arg(spec.kind), QString(), QString()}};
    if (const auto checked = checkTarget(spec); !checked)
        co_return Readiness {false, {}, checked.error()};
    const std::unique_ptr<Target> target = kind->make(spec);
    if (scenario) {
        if (const auto supported = target->supports(*scenario); !supported)
            co_return Readiness {false, {}, supported.error()};
    }
    co_return co_await target->probe(targetContext());
}

QCoro::Task<QList<TargetSpec>> Runner::discover()
{
    const auto activity = m_activity;
    co_return co_await discoverTargets(targetContext());
}

QCoro::Task<QList<HostCheck>> Runner::check()
{
    const auto activity = m_activity;
    co_return co_await checkComputer(targetContext());
}

QCoro::Task<KvmVerdict> Runner::kvmVerdict()
{
    const auto activity = m_activity;
    co_return co_await knownKvmVerdict(targetContext());
}

void Runner::addSink(RecordSink *sink)
{
    m_hub.add(sink);
}

void Runner::removeSink(RecordSink *sink)
{
    m_hub.remove(sink);
}

bool Runner::isRunning() const
{
    return m_run != nullptr;
}

void Runner::start(const Scenario &scenario, const RunOptions &options)
{
    Q_ASSERT(!m_run);
    m_run = std::make_shared<Run>(scenario, options, m_hub, targetContext());
    connect(m_run.get(), &Run::sessionStarted, this, &Runner::sessionStarted);
    connect(m_run.get(), &Run::stepChanged, this, &Runner::stepChanged);
    connect(m_run.get(), &Run::progressChanged, this, &Runner::progressChanged);
    // From the event loop, so that whoever called start() has the time to listen.
    QTimer::singleShot(0, this, [this] {
        Run::execute(m_run).then([this](const Result<void> &result) {
            m_run.reset();
            emit finished(result);
        });
    });
}

void Runner::cancel()
{
    if (m_run)
        m_run->cancel();
}

} // namespace boxmark
