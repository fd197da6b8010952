// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agentlink/agentconnector.h"
#include "target/agentinstance.h"
#include "target/guest/guestaddress.h"
#include "target/vagrant/vagrantmachine.h"

namespace boxmark {

/// What all starts of one machine share.
struct PreparedVagrant final : PreparedApp
{
    VagrantMachine machine {};
    SshAccess access {};
    GuestAddress address {}; ///< as it is inside; each start has ports of its own on this computer
    std::optional<int> forwarded {}; ///< the port of this computer that Vagrant itself forwards to the app
    bool emulates = false; ///< what libvirt was told to use
};

/// A cold boot of a machine: `vagrant up`, then ssh, which starts the agent there and brings its port and the app's to
/// this computer's loopback. The launcher of the base is that ssh.
class VagrantInstance final : public AgentInstance
{
    Q_OBJECT
public:
    /// `address` has the ports of this start.
    VagrantInstance(TargetContext context, std::shared_ptr<PreparedVagrant> app, GuestAddress address);
    ~VagrantInstance() override;

    /// Spawns `vagrant up`; once.
    void boot();

    MonotonicTime origin() const override { return m_began; }
    QCoro::Task<Result<std::unique_ptr<HostSource>>> hostSource() override;
    QList<qint64> sharedProcesses() const override;
    BoxFacts facts() const override { return m_facts; }
    QCoro::Task<std::optional<std::chrono::nanoseconds>> pathFloor() override;
    std::chrono::milliseconds startAllowance() const override { return std::chrono::minutes(10); }
    QString startReport() const override;

protected:
    QCoro::Task<Result<void>> end() override;
    Error explain(const ProcessResult &result) const override;
    void onLauncherOutput(const QByteArray &bytes) override;

private:
    void onVagrantLine(const QString &line);
    void onVagrantDone(const ProcessResult &result);
    void onConnected();
    QString vagrantsWords() const;

    std::shared_ptr<PreparedVagrant> m_app;
    GuestAddress m_address;
    MonotonicTime m_began {};
    BoxFacts m_facts {};
    SshAccess m_access; ///< as this boot has told
    std::unique_ptr<Process> m_up;
    LineSplitter m_upLines; ///< its two streams say one thing after the other
    RecentLines m_upWords;
    Completion<bool> m_upEnded;
    bool m_isUp = false;
    AgentConnector m_connector;
    LineSplitter m_guestLines;
    bool m_reached = false; ///< the agent has answered once
};

} // namespace boxmark
