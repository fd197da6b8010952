// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <sys/types.h>

namespace boxmark {

/// A TAP device of ours, "boxmark0" to "boxmark9": made once by the helper program boxmark-tap, with root's rights, and
/// the user's from then on. The two ends have addresses of 198.18.0.0/15, which RFC 2544 sets apart for benchmarks: the
/// host 198.18.N.1, the guest 198.18.N.2.
struct Tap
{
    int number = 0;

    QString name() const { return QStringLiteral("boxmark%1").arg(number); }
    QString guestAddress() const { return QStringLiteral("198.18.%1.2").arg(number); }
    /// The helper lets the host know it beforehand, so that no time goes into asking for it.
    QString guestMac() const { return QStringLiteral("52:54:00:b0:0c:0%1").arg(number); }
};
/// "boxmark3" → 3.
std::optional<Tap> tapNamed(const QString &name);

/// What this computer says of a network device.
struct TapState
{
    bool exists = false;
    bool isTap = false;
    bool isUp = false;
    bool isBusy = false; ///< a program has it open
    std::optional<uid_t> owner {};
    QStringList addresses {};
};
/// From sysfs and the network interfaces of our network namespace. `root` stands before /sys; a test gives its own.
TapState readTapState(const QString &name, const QString &root = {});

/// Whether `user` can give the device to a VMM; if not, why, and the command that mends it.
Result<void> checkTap(const Tap &tap, const TapState &state, uid_t user);

/// The device that a scenario names, else the first that this user can use now.
Result<Tap> findTap(const QString &wanted);

/// Where the program that makes TAP devices is, or would be.
QString tapHelperPath();
/// For a shell: what makes the device, with root's rights.
QString commandThatMakes(const Tap &tap);

} // namespace boxmark
