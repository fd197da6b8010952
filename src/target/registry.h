// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/target.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <chrono>
#include <memory>

namespace boxmark {

/// One kind of target: one folder of target/ and one line in registry.cpp.
struct TargetKind
{
    QString id; ///< "process", "docker": as in a scenario
    QString title; ///< "Process", "Docker"
    QString summary; ///< a sentence for the window and the README
    QStringList optionKeys; ///< what a scenario may say of a target of this kind
    std::unique_ptr<Target> (*make)(TargetSpec spec);
    /// Ends what a killed program left. Null when nothing can be left.
    QCoro::Task<Result<void>> (*recover)(QList<JournalEntry> entries, TargetContext context);
    /// Says what is wrong with the options, which are whatever text a scenario gives. Null when none can be wrong.
    Result<void> (*check)(const TargetSpec &spec) = nullptr;
    /// The ways to run a target of this kind that this computer has, the plain one first. Without side effects; quick.
    /// Null when there is only the plain one.
    QCoro::Task<QList<TargetSpec>> (*discover)(TargetContext context) = nullptr;
    /// "Docker (runsc)", "Podman": what a spec with options is called. Null when that is always `title`.
    QString (*titleOf)(const TargetSpec &spec) = nullptr;
    QString needs {}; ///< what must be installed for it, as a person calls it: "Docker"; empty: nothing
    std::chrono::seconds usualStart {2}; ///< to start and to stop, on an ordinary computer
};

/// In the order in which they are shown: from the least isolation to the most.
const QList<TargetKind> &targetKinds();
/// Null when there is none of that id.
const TargetKind *findTargetKind(const QString &id);

/// Whether there is such a kind and its options are right; an Error names what would be.
Result<void> checkTarget(const TargetSpec &spec);
/// The title of its kind or of the variant that its options make; the kind's id when there is no such kind.
QString targetTitle(const TargetSpec &spec);
/// Every kind in its order, each with the variants that this computer has; names are unique.
QCoro::Task<QList<TargetSpec>> discoverTargets(TargetContext context);

/// Ends whatever programs that no longer run have left, as far as the engines answer; returns what could not be ended.
QCoro::Task<QList<Error>> recoverLeftovers(TargetContext context);

} // namespace boxmark
