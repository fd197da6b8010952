// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "process/processspec.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>
#include <utility>

namespace boxmark {

/// How ssh gets into a machine, as `vagrant ssh-config` says it.
struct SshAccess
{
    QString alias; ///< what stands behind "Host"
    QList<std::pair<QString, QString>> settings {}; ///< as ssh_config(5) has them, in their order; values as written

    /// Of the first setting of that name, without its quotes; names are the same in any case.
    QString value(const QString &name) const;
    bool isRoot() const { return value(QStringLiteral("User")) == QLatin1String("root"); }
    /// The same machine where a later start has told another address.
    SshAccess at(const QString &host, int port) const;

    bool operator==(const SshAccess &) const = default;
};

/// `machine` is chosen where several are told; empty: the first. An Error when there is no address.
Result<SshAccess> parseSshConfig(const QString &text, const QString &machine);

/// "192.168.121.5:22": where a `vagrant up` said in one of its lines that the machine is. Empty in any other line.
std::optional<std::pair<QString, int>> toldSshAddress(const QString &line);

/// Ports of this computer's loopback that lead to the guest's.
struct SshForward
{
    int host = 0;
    int guest = 0;
};

/// Runs a command line of the guest's shell. Asks nobody anything: where it would, it fails. ~/.ssh/config is not read.
ProcessSpec sshSpec(const SshAccess &access, const QString &guestCommand, const QList<SshForward> &forwards = {});

} // namespace boxmark
