// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "host/cgrouphierarchy.h"
#include "model/scenario.h"
#include "process/command.h"
#include "process/journal.h"
#include "target/group/grouplimits.h"

#include <QCoroTask>
#include <QList>
#include <QStringList>

#include <chrono>

namespace boxmark {

/// The control group that what we start gets for itself: it counts what the host pays, and bears the scenario's limits
/// where nothing else does. In v1 it is one directory in each of the mounted controllers cpu, cpuacct and memory; in v2
/// one directory. Below the group that we are in, as far as that is allowed; what is not allowed is told, not failed.
class ControlGroup
{
public:
    ControlGroup() = default;

    /// Every directory is in the journal before it is made, under the target kind that will end it. `pid` is who will
    /// start the target: we.
    static ControlGroup make(const CgroupHierarchy &hierarchy, qint64 pid, const QString &kind, const QString &name,
        const ResourceLimits &limits, Journal &journal);

    /// What the child enters: ProcessSpec::cgroupDirectories. May be empty.
    const QStringList &directories() const { return m_directories; }
    /// Limits that the scenario asks for and that do not hold: why, and what would mend it.
    const QStringList &unmetLimits() const { return m_unmetLimits; }

    /// Kills whatever is still in it, removes it and its journal entries. Ends it once; then it is empty.
    QCoro::Task<Result<void>> end(Journal *journal);
    /// The same without an event loop, for destructors: waits a fraction of a second. What is not gone then stays in
    /// the journal for the next start.
    void endAtOnce(Journal *journal);

private:
    struct Part
    {
        QString title; ///< of the limit, for people; empty when the part only counts
        QString controller;
        QString directory;
        QList<GroupSetting> settings;
    };

    static QList<Part> plan(
        const CgroupHierarchy &hierarchy, qint64 pid, const QString &name, const ResourceLimits &limits);
    void makePart(const Part &part, Journal &journal);
    Result<void> makeDirectory(const QString &directory, Journal &journal);
    void unmet(const Part &part, const QString &why, const QString &remedy = {});

    QString m_kind;
    QStringList m_directories;
    QStringList m_unmetLimits;
};

/// The journal's entry for a group's directory.
JournalEntry groupEntry(const QString &kind, const QString &directory);

/// Kills every process in a group and below it, and removes it, within `deadline`. Ok also when it is not there. Only a
/// group whose name is an instanceName() is touched.
QCoro::Task<Result<void>> endControlGroup(QString directory, std::chrono::milliseconds deadline);
/// All that journal entries of a kind name: TargetKind::recover of kinds that leave nothing but groups.
QCoro::Task<Result<void>> endControlGroups(QList<JournalEntry> entries, WorkContext context);
/// One attempt of that. True when nothing of the group is left; else errno tells why.
bool killAndRemoveGroup(const QString &directory);

} // namespace boxmark
