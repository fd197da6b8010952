// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vagrant/vagrantinstance.h"

#include "sample/hostsampler.h"
#include "target/agentcommand.h"
#include "target/vagrant/luggage.h"
#include "target/vagrant/vagrantproblem.h"
#include "target/vagrant/vmmsearch.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr int floorRoundTrips = 51;
constexpr auto floorDeadline = 2s;
constexpr auto sshGrace = 1s;
constexpr auto vagrantGrace = 10s; // it lets go of its locks

QUrl endpointOf(const PreparedVagrant &app, const GuestAddress &address)
{
    QUrl endpoint = address.endpoint();
    if (app.forwarded)
        endpoint.setPort(*app.forwarded);
    return endpoint;
}

} // namespace

VagrantInstance::VagrantInstance(TargetContext context, std::shared_ptr<PreparedVagrant> app, GuestAddress address)
    : AgentInstance(std::move(context), endpointOf(*app, address))
    , m_app(std::move(app))
    , m_address(std::move(address))
    , m_access(m_app->access)
    , m_connector(m_address.host, m_address.agentPort(), m_address.token, agent())
{
    m_facts.machine = tr("%1, by Vagrant").arg(m_app->machine.provider);
    m_facts.network = m_app->forwarded ? tr("Vagrant's forwarded port") : tr("port forwarded by ssh");
    if (m_app->emulates)
        m_facts.accelerator = Accelerator::Tcg;
    connect(&m_connector, &AgentConnector::connected, this, &VagrantInstance::onConnected);
}

VagrantInstance::~VagrantInstance() = default;

void VagrantInstance::boot()
{
    const ProcessSpec spec = m_app->machine.command({u"up"_s, u"--no-provision"_s, m_app->machine.name});
    tellLog(context(), LogSource::Command, spec.commandLine());
    m_up = context().processes->create(spec);
    connect(m_up.get(), &Process::started, this, &Instance::launched);
    const auto read = [this](const QByteArray &bytes) {
        for (const QString &line : m_upLines.feed(bytes))
            onVagrantLine(line);
    };
    connect(m_up.get(), &Process::standardOutput, this, read);
    connect(m_up.get(), &Process::standardError, this, read);
    connect(m_up.get(), &Process::done, this, &VagrantInstance::onVagrantDone);
    m_began = Clock::system().now();
    m_up->start();
}

void VagrantInstance::onVagrantLine(const QString &line)
{
    m_upWords.add(line);
    tellLog(context(), LogSource::Console, line);
    // A provider may give the machine another address or port at each boot.
    if (const auto told = toldSshAddress(line))
        m_access = m_access.at(told->first, told->second);
}

void VagrantInstance::onVagrantDone(const ProcessResult &result)
{
    for (const QString &line : m_upLines.finish())
        onVagrantLine(line);
    m_isUp = result.succeeded();
    const ProcessSpec spec = m_up->spec();
    m_upEnded.complete(true);
    if (isStopping())
        return;
    if (!m_isUp) {
        emit exited(vagrantProblem(result, vagrantsWords(), spec.commandLine()));
        return;
    }
    QList<SshForward> forwards {{m_address.forwarded->agent, m_address.agent}};
    if (!m_app->forwarded)
        forwards << SshForward {m_address.forwarded->app, m_address.app};
    launch(sshSpec(m_access, luggage::startCommand(m_access), forwards));
    m_connector.start();
}

QString VagrantInstance::vagrantsWords() const
{
    return m_upWords.text();
}

void VagrantInstance::onConnected()
{
    m_reached = true;
    emit phaseReached(phase::firmware, MonotonicTime(agent()->clockOffset()));
}

void VagrantInstance::onLauncherOutput(const QByteArray &bytes)
{
    for (const QString &line : m_guestLines.feed(bytes))
        tellLog(context(), LogSource::Console, line);
}

QCoro::Task<Result<std::unique_ptr<HostSource>>> VagrantInstance::hostSource()
{
    const auto vmm = findVmm(m_app->machine.id());
    if (!vmm)
        co_return Error {tr("No process of this computer could be told to be the machine's."),
            tr("The provider “%1” does not name the machine in what it starts, or runs it elsewhere.")
                .arg(m_app->machine.provider),
            {}};
    if (vmm->accelerator)
        m_facts.accelerator = vmm->accelerator;
    // Not its control group: libvirt puts the threads of one machine into several, and its processors into their own.
    co_return processTreeSource(vmm->pid);
}

QList<qint64> VagrantInstance::sharedProcesses() const
{
    return m_app->machine.provider == u"libvirt"_s ? libvirtDaemons() : QList<qint64>();
}

// The agent's port comes through ssh: it lies on the app's path only where the app's does, too.
QCoro::Task<std::optional<std::chrono::nanoseconds>> VagrantInstance::pathFloor()
{
    if (m_app->forwarded)
        co_return std::nullopt;
    co_return co_await m_connector.medianRoundTrip(floorRoundTrips, floorDeadline);
}

QString VagrantInstance::startReport() const
{
    if (m_reached)
        return {};
    return m_isUp ? tr("The machine is up, and its agent was not heard over ssh.") + lastLines()
                  : tr("“vagrant up” has not come back. Its last lines were:") + u'\n' + vagrantsWords();
}

QCoro::Task<Result<void>> VagrantInstance::end()
{
    if (m_up && !m_upEnded.isComplete()) {
        m_up->stop(vagrantGrace);
        co_await m_upEnded;
    }
    // Without its stream the agent ends the app; ssh ends with it.
    const bool agentHears = m_connector.isConnected();
    m_connector.close();
    if (agentHears)
        co_await endedWithin(appGrace + sshGrace);
    if (!hasEnded() && launcher()) {
        launcher()->stop(sshGrace);
        co_await endedWithin(sshGrace + 5s);
    }
    const bool atOnce = !m_isUp && m_app->machine.ours;
    co_return co_await haltMachine(m_app->machine, atOnce, context());
}

Error VagrantInstance::explain(const ProcessResult &result) const
{
    if (appHasEnded())
        return AgentInstance::explain(result);
    if (!result.failure.isEmpty())
        return {tr("The machine cannot be reached."), tr("ssh %1.").arg(result.text()), tr("Install ssh's client:"),
            u"sudo apt install openssh-client"_s};
    if (m_reached)
        return {tr("The machine has broken off."),
            tr("The connection to its agent ended, and the app's status was not told.") + lastLines(),
            tr("Look at the machine's console for the cause.")};
    constexpr int sshsOwn = 255; // ssh(1), EXIT STATUS
    if (result.exitCode == sshsOwn)
        return {tr("The machine does not let Boxmark in over ssh."), tr("ssh %1.").arg(result.text()) + lastLines(),
            tr("Try “vagrant ssh” in the machine's directory: it must let in without a question.")};
    return {tr("The agent could not be started in the machine."), tr("It %1.").arg(result.text()) + lastLines(),
        tr("The machine's user needs sudo that asks for no password, and its kernel must be able to mount squashfs and "
           "overlayfs.")};
}

} // namespace boxmark
