// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"

#include <QString>
#include <QStringList>

namespace boxmark {

/// What a scenario says of a machine of Vagrant's.
struct VagrantOptions
{
    QString directory; ///< absolute; where the Vagrantfile is
    QString machine {}; ///< of a Vagrantfile with several; empty: its only one
    QString provider {}; ///< empty: Vagrant chooses
    /// Starts an app that the Vagrantfile has provisioned. Empty: the scenario's own app is brought in.
    QStringList command {};

    bool operator==(const VagrantOptions &) const = default;
};

/// The names of the options, as in a scenario.
namespace vagrantoption {
inline const QString directory = QStringLiteral("directory");
inline const QString machine = QStringLiteral("machine");
inline const QString provider = QStringLiteral("provider");
inline const QString command = QStringLiteral("command");
} // namespace vagrantoption

/// A relative directory is relative to the scenario's file. Reads no file.
Result<VagrantOptions> readVagrantOptions(const TargetSpec &spec, const QString &scenarioFile);

/// Whether there is a Vagrantfile, as Vagrant calls it, in the directory.
Result<void> checkVagrantfile(const QString &directory);

} // namespace boxmark
