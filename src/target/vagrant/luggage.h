// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/appdisk.h"
#include "image/runfile.h"
#include "target/target.h"
#include "target/vagrant/sshaccess.h"

#include <QCoroTask>

#include <optional>

/// What is put into a machine of Vagrant's, over ssh: a folder with the agent, its run file, and the app's files when
/// the scenario brings an image.
namespace boxmark::luggage {

/// Where it lies in the guest: what is there stays over a reboot.
inline const QString folder = QStringLiteral("/var/tmp/boxmark");

/// How the app is started, and what of it is brought in.
struct Contents
{
    RunFile run {};
    std::optional<AppDisk> disk {}; ///< a squashfs that becomes the app's root
};

/// The built-in workload and the images' apps as in every other box; a command for an app that is in the guest already,
/// to be run by the user that ssh lets in. `image` and `disk` are absent for those that need none.
Contents contentsOf(const Scenario &scenario, const QStringList &command, const SshAccess &access,
    const std::optional<AppImage> &image, const std::optional<AppDisk> &disk);

/// Shell script for the guest that starts the agent; a reboot undoes what it mounts.
QByteArray startScript(bool withDisk);
/// The command line for the guest that runs it, as root.
QString startCommand(const SshAccess &access);

/// An Error when the guest cannot take it.
QCoro::Task<Result<void>> bringIn(Contents contents, SshAccess access, QString scratchFolder, TargetContext context);

} // namespace boxmark::luggage
