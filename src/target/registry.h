// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/target.h"

#include <QList>
#include <QString>
#include <QStringList>

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
};

/// In the order in which they are shown: from the least isolation to the most.
const QList<TargetKind> &targetKinds();
/// Null when there is none of that id.
const TargetKind *findTargetKind(const QString &id);

/// Ends whatever programs that no longer run have left, as far as the engines answer; returns what could not be ended.
QCoro::Task<QList<Error>> recoverLeftovers(TargetContext context);

} // namespace boxmark
