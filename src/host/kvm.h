// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/trial.h"
#include "process/command.h"

#include <QCoroTask>

#include <optional>

namespace boxmark {

/// What /dev/kvm is good for, found out by running guest code on it in a child that can be killed.
struct KvmVerdict
{
    enum class State {
        Native, ///< guest instructions run at the processor's pace
        Nested, ///< so they do, but this computer is itself a guest: every exit is emulated by another hypervisor
        Unusable, ///< it opens and makes machines, but guest code does not run, or a thousand times too slowly
        Forbidden,
        Absent,
        Busy, ///< another hypervisor holds the processor's virtualisation
    };

    State state = State::Absent;
    std::optional<double> nanosecondsPerInstruction {}; ///< only when guest code ran
    QString detail {}; ///< e.g. "1.1 ns an instruction, 1.9 µs an exit"
    Error problem {}; ///< unless usable()

    bool usable() const { return state == State::Native || state == State::Nested; }
    /// What figures made on it are marked with; Tcg when it cannot be used and everything must be emulated.
    Accelerator accelerator() const;
};

/// "native", "nested", "unusable", "forbidden", "absent", "busy".
QString kvmStateName(KvmVerdict::State state);

/// At most two seconds. `agentPath` is the program that runs the guest code (`boxmark-agent probe-kvm`).
QCoro::Task<KvmVerdict> probeKvm(QString agentPath, WorkContext context, QString device = QStringLiteral("/dev/kvm"));

} // namespace boxmark
