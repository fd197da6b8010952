// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/command.h"
#include "target/vagrant/sshaccess.h"
#include "target/vagrant/vagrantoptions.h"

#include <QCoroTask>
#include <QMap>

#include <chrono>

namespace boxmark {

/// A machine of a Vagrantfile, for as long as we use it. It is a value: copies are the same machine.
struct VagrantMachine
{
    QString directory; ///< absolute, with the Vagrantfile
    QString name; ///< as the Vagrantfile calls it
    QString provider {};
    QMap<QString, QString> environment {}; ///< what the Vagrantfile may read: see machineEnvironment()
    bool ours = false; ///< made by us, and to be destroyed by us; else it was there, and only halted

    /// "vagrant WORDS…" in the directory, in plain text that no person is asked in.
    ProcessSpec command(const QStringList &words) const;
    /// Where Vagrant keeps what it knows of it. Emptied by Vagrant when the machine is destroyed.
    QString dataFolder() const;
    /// As its provider calls it; empty when it is not made.
    QString id() const;
};

/// What a Vagrantfile can go by: BOXMARK_CPUS, BOXMARK_MEMORY (MiB), BOXMARK_DRIVER ("kvm" or "qemu", as libvirt calls
/// what was found to work here).
QMap<QString, QString> machineEnvironment(int cpus, Bytes memory, bool kvmWorks);

/// Runs Vagrant to its end, with each line that it writes in the log. An Error also when it fails.
QCoro::Task<Result<ProcessOutput>> runVagrant(
    WorkContext context, VagrantMachine machine, QStringList words, std::chrono::milliseconds deadline);

/// Asks Vagrant which machine the options mean and in what state it is. An Error when that is one which must not be
/// touched: it runs, or is suspended, or another Boxmark has it.
QCoro::Task<Result<VagrantMachine>> findMachine(
    VagrantOptions options, QMap<QString, QString> environment, WorkContext context);

/// Notes in the journal, and in a mark beside Vagrant's own notes of the machine, that it is in use by us. To be called
/// before the first `up`.
Result<void> claimMachine(const VagrantMachine &machine, WorkContext context);
/// After the first `up`: from now on only this very machine is ended on the journal's word, and none that somebody has
/// made in its place.
Result<void> markAsMade(const VagrantMachine &machine);
/// Halts it. `atOnce`: without asking the guest, which may not have come so far as to hear.
QCoro::Task<Result<void>> haltMachine(VagrantMachine machine, bool atOnce, WorkContext context);
/// Destroys it if it is ours, else halts it; it is not in use any more then. Not ended by Stop.
QCoro::Task<Result<void>> giveMachineBack(VagrantMachine machine, WorkContext context);
/// The same for what a killed program left.
QCoro::Task<Result<void>> recoverMachines(QList<JournalEntry> entries, WorkContext context);

/// How the machine, which runs, is reached.
QCoro::Task<Result<SshAccess>> askSshAccess(VagrantMachine machine, WorkContext context);

} // namespace boxmark
