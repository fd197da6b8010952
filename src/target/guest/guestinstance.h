// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agentlink/agentconnector.h"
#include "target/agentinstance.h"
#include "target/group/controlgroup.h"
#include "target/guest/guestfolder.h"

#include <QHostAddress>

#include <functional>

namespace boxmark {

/// A guest that is ready to be launched, and how it is reached then.
struct GuestLaunch
{
    ProcessSpec vmm; ///< its standard output is the guest's serial console
    QString vmmTitle; ///< "QEMU", as people call it
    Error vmmMissing {}; ///< what to say when the program is not there
    /// What the VMM's own exit status and words mean, where they mean something; may be null.
    std::function<std::optional<Error>(const ProcessResult &, const QString &lastLines)> verdict {};

    QUrl endpoint {}; ///< of the app
    QHostAddress agentAddress {};
    quint16 agentPort = 0;
    QString token {};

    /// The phase that ends when the guest's clock begins: phase::vmm, or phase::firmware where there is one.
    QString clockPhase = phase::vmm;
    /// From the end of the app's grace until the VMM is ended in place of a guest that cannot end its own machine.
    std::chrono::milliseconds shutdownGrace {2000};
    BoxFacts facts {};
    QString networkDevice {}; ///< of the host, whose other end is the guest's; empty when there is none of its own
};

/// A virtual machine of either kind: the launcher is its VMM, in a control group of its own, and the agent is reached
/// over the network.
class GuestInstance : public AgentInstance
{
    Q_OBJECT
public:
    /// The folder holds what only this guest needs; it may be empty, and goes with the guest.
    GuestInstance(TargetContext context, GuestLaunch launch, ControlGroup group, GuestFolder folder = {});
    ~GuestInstance() override;

    /// Spawns the VMM and begins to look for the agent; once.
    void boot();

    QCoro::Task<Result<std::unique_ptr<HostSource>>> hostSource() override;
    BoxFacts facts() const override { return m_launch.facts; }
    QCoro::Task<std::optional<std::chrono::nanoseconds>> pathFloor() override;
    std::chrono::milliseconds startAllowance() const override;
    QString startReport() const override;

protected:
    QCoro::Task<Result<void>> end() override;
    Error explain(const ProcessResult &result) const override;
    void onLauncherLine(const QString &line) override;
    void onLauncherOutput(const QByteArray &bytes) override;

private:
    void onConsoleLine(const QString &line);
    void onConnected();
    void onDisconnected();
    QString consoleText() const;
    Error explainEnd(const ProcessResult &result) const;

    GuestLaunch m_launch;
    ControlGroup m_group;
    GuestFolder m_folder;
    AgentConnector m_connector;
    LineSplitter m_consoleLines;
    RecentLines m_console;
    RecentLines m_vmmLines;
    bool m_agentListens = false; ///< it says so on the console
    bool m_reached = false; ///< it answered once
    bool m_lost = false; ///< and its connection ended before it was asked to
    bool m_endedByUs = false; ///< because the machine did not end itself
    bool m_panicked = false;
};

} // namespace boxmark
