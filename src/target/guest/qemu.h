// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/trial.h"
#include "process/command.h"
#include "target/guest/guestsize.h"

#include <QCoroTask>
#include <QString>
#include <QStringList>

#include <optional>

namespace boxmark {

/// The QEMU of this computer.
struct Qemu
{
    QString version; ///< "7.2.22"

    QString title() const { return QStringLiteral("QEMU ") + version; }
};

inline const QString qemuProgram = QStringLiteral("qemu-system-x86_64");

/// Asks the program for its version; an Error when it is not there.
QCoro::Task<Result<Qemu>> findQemu(WorkContext context);
/// With how to install it; `why` is what was seen.
Error qemuMissing(const QString &why);

/// Two ports of 127.0.0.1 that lead into a guest with user networking.
struct ForwardedPorts
{
    quint16 app = 0; ///< on the host
    quint16 agent = 0; ///< on the host
    int guestApp = 0;
    int guestAgent = 0;
};
/// Free ones of the host.
Result<ForwardedPorts> forwardPorts(int guestApp, int guestAgent);

/// QEMU's user networking as a guest sees it (docs/system/devices/net.rst): one /24 with the guest, a gateway and a
/// name server. The guest's address must be this one: ports are forwarded to it.
namespace usernet {
inline const QString address = QStringLiteral("10.0.2.15/24");
inline const QString gateway = QStringLiteral("10.0.2.2");
inline const QString nameserver = QStringLiteral("10.0.2.3");
} // namespace usernet

/// What every QEMU machine of ours has, whatever its kind: nothing that was not asked for, no display, the serial
/// console on standard output, an end where the guest would reboot, the accelerator and none besides, and a network
/// back end named "net0" for which the kind adds its card.
struct QemuMachine
{
    Accelerator accelerator = Accelerator::Tcg;
    GuestSize size {};
    std::optional<ForwardedPorts> forwarded {}; ///< user networking; else `tap`
    QString tap {}; ///< name of a TAP device that is there
};
/// Without the machine's type, its kernel and its disks, which are the kind's own.
QStringList qemuArguments(const QemuMachine &machine);

/// A value in one of QEMU's comma-separated options: a comma in it is doubled (qemu(1), "-drive file=").
QString qemuValue(QString value);

} // namespace boxmark
