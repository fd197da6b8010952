// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/guest/guestinstance.h"

#include "process/command.h"
#include "sample/hostsampler.h"
#include "target/agentcommand.h"

#include <csignal>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto nativeAllowance = 60s;
constexpr auto emulatedAllowance = 5min;
constexpr int floorRoundTrips = 51;
constexpr auto floorDeadline = 1s;
// From SIGTERM to SIGKILL: a VMM has nothing to save.
constexpr auto vmmGrace = 1s;
constexpr auto vmmDeadline = vmmGrace + 5s;

} // namespace

GuestInstance::GuestInstance(TargetContext context, GuestLaunch launch, ControlGroup group, GuestFolder folder)
    : AgentInstance(std::move(context), launch.endpoint)
    , m_launch(std::move(launch))
    , m_group(std::move(group))
    , m_folder(std::move(folder))
    , m_connector(m_launch.agentAddress, m_launch.agentPort, m_launch.token, agent())
{
    m_launch.vmm.cgroupDirectories = m_group.directories();
    connect(&m_connector, &AgentConnector::connected, this, &GuestInstance::onConnected);
    connect(&m_connector, &AgentConnector::disconnected, this, &GuestInstance::onDisconnected);
}

GuestInstance::~GuestInstance()
{
    m_group.endAtOnce(context().journal); // with the VMM
    m_folder.remove(context().journal);
}

void GuestInstance::boot()
{
    launch(m_launch.vmm);
    m_connector.start();
}

void GuestInstance::onConnected()
{
    m_reached = true;
    emit phaseReached(m_launch.clockPhase, MonotonicTime(agent()->clockOffset()));
}

// The agent has gone, with the app or with the whole guest. A machine that cannot end itself is ended for it.
void GuestInstance::onDisconnected()
{
    if (isStopping() || hasEnded())
        return;
    m_lost = true;
    QTimer::singleShot(m_launch.shutdownGrace, this, [this] {
        if (isStopping() || hasEnded())
            return;
        m_endedByUs = true;
        launcher()->stop(vmmGrace);
    });
}

void GuestInstance::onLauncherOutput(const QByteArray &bytes)
{
    for (const QString &line : m_consoleLines.feed(bytes))
        onConsoleLine(line);
}

void GuestInstance::onConsoleLine(const QString &line)
{
    const QString text = line.trimmed(); // a serial console ends its lines with CR LF
    if (text.isEmpty())
        return;
    m_panicked = m_panicked || text.contains(u"Kernel panic - not syncing"_s);
    m_agentListens = m_agentListens || text.startsWith(u"boxmark-agent: listening"_s);
    m_console.add(text);
    tellLog(context(), LogSource::Console, text);
}

void GuestInstance::onLauncherLine(const QString &line)
{
    m_vmmLines.add(line);
    tellLog(context(), LogSource::Console, line);
}

std::chrono::milliseconds GuestInstance::startAllowance() const
{
    const bool emulated = m_launch.facts.accelerator && isEmulated(*m_launch.facts.accelerator);
    return emulated ? std::chrono::milliseconds(emulatedAllowance) : std::chrono::milliseconds(nativeAllowance);
}

QCoro::Task<Result<std::unique_ptr<HostSource>>> GuestInstance::hostSource()
{
    const qint64 pid = launcher()->pid();
    if (pid == 0)
        co_return Error {tr("What the host pays cannot be read."), tr("The virtual machine has ended."), {}};
    std::unique_ptr<HostSource> source;
    if (!m_group.directories().isEmpty()) {
        if (auto group = cgroupSourceOfPid(pid))
            source = group.take();
    }
    if (!source)
        source = processTreeSource(pid);
    if (!m_launch.networkDevice.isEmpty())
        source->network = NetworkCounters::ofDevice(m_launch.networkDevice);
    co_return source;
}

// The agent's port lies on the very path of the app's.
QCoro::Task<std::optional<std::chrono::nanoseconds>> GuestInstance::pathFloor()
{
    co_return co_await m_connector.medianRoundTrip(floorRoundTrips, floorDeadline);
}

QCoro::Task<Result<void>> GuestInstance::end()
{
    // Without its stream the agent ends the app, and then the machine.
    const bool agentHears = m_connector.isConnected();
    m_connector.close();
    if (agentHears)
        co_await endedWithin(appGrace + m_launch.shutdownGrace);
    if (!hasEnded()) {
        launcher()->stop(vmmGrace);
        const bool ended = co_await endedWithin(vmmDeadline);
        if (!ended)
            co_return Error {tr("The virtual machine could not be ended."), tr("The system holds its process."),
                tr("Look at it with ps; it may wait for a disk or a network folder."),
                u"ps -o pid,stat,wchan,args -p %1"_s.arg(launcher()->pid())};
    }
    const Result<void> ended = co_await m_group.end(context().journal);
    m_folder.remove(context().journal);
    co_return ended;
}

QString GuestInstance::consoleText() const
{
    if (m_console.isEmpty())
        return u'\n' + tr("Its console stayed empty.");
    return u'\n' + tr("The last lines of its console were:") + u'\n' + m_console.text();
}

QString GuestInstance::startReport() const
{
    if (m_reached)
        return {};
    const QString where = tr("%1, port %2").arg(m_launch.agentAddress.toString()).arg(m_launch.agentPort);
    if (m_agentListens)
        return tr("The agent listens in the guest, but was not reached at %1: the guest has no working network.")
                   .arg(where)
            + consoleText();
    return tr("The guest's agent was not reached at %1: the guest hangs, or needs longer to start.").arg(where)
        + consoleText();
}

Error GuestInstance::explain(const ProcessResult &result) const
{
    if (!result.failure.isEmpty()) {
        Error error = m_launch.vmmMissing;
        error.why = tr("%1 %2.").arg(m_launch.vmm.program, result.text());
        return error;
    }
    if (appHasEnded())
        return AgentInstance::explain(result);
    if (m_panicked) {
        return {tr("The guest's kernel panicked."), tr("It gave up while it started or ran.") + consoleText(),
            tr("The lines above name the cause. A kernel that lacks a driver for the disk or the network does this; so "
               "does a guest with too little memory (resources.memory).")};
    }
    return explainEnd(result);
}

Error GuestInstance::explainEnd(const ProcessResult &result) const
{
    const QString words = m_vmmLines.isEmpty() ? QString() : u'\n' + m_vmmLines.text();
    if (m_launch.verdict) {
        if (const auto verdict = m_launch.verdict(result, m_vmmLines.text()))
            return {verdict->what, verdict->why + words + consoleText(), verdict->remedy, verdict->command};
    }
    if (result.signal == SIGKILL && !m_endedByUs) {
        return {tr("The virtual machine was killed."), tr("%1 was ended from outside.").arg(m_launch.vmmTitle) + words,
            tr("The kernel does that when memory runs out: see its log (dmesg). Lower resources.memory, or end other "
               "programs.")};
    }
    if (!result.succeeded() && !m_reached && m_console.isEmpty()) {
        return {tr("%1 could not start the machine.").arg(m_launch.vmmTitle), tr("It %1.").arg(result.text()) + words,
            tr("The cause is what it says above; try the command from the log in a terminal.")};
    }
    if (m_lost) {
        return {tr("The guest has broken off."),
            tr("The connection to its agent ended, and the app's status was not told.") + words + consoleText(),
            tr("Look at its console for the cause.")};
    }
    return {m_reached ? tr("The guest has ended.") : tr("The guest ended before its agent answered."),
        tr("%1 %2.").arg(m_launch.vmmTitle, result.text()) + words + consoleText(),
        tr("Look at its console for the cause.")};
}

} // namespace boxmark
