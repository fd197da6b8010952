// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "model/noise.h"
#include "model/record.h"

#include <QDateTime>
#include <QString>

#include <cstdint>
#include <optional>

namespace boxmark {

/// How far a trial has come. The numbers are written into session files: append, never renumber.
enum class TrialState : std::uint8_t {
    Planned = 0,
    Running = 1, ///< in a file that nobody writes any more: the program was killed
    Completed = 2,
    Failed = 3,
    Cancelled = 4,
};

/// "planned", "running", "completed", "failed", "cancelled".
QString trialStateName(TrialState state);

using TrialId = int;

/// What executes the app's instructions. The numbers are written into session files: append, never renumber.
enum class Accelerator : std::uint8_t {
    None = 0, ///< this computer's processor, without a machine in between: process, container
    Kvm = 1, ///< hardware virtualisation, proved by running guest code
    NestedKvm = 2, ///< the same inside another hypervisor, which emulates every exit
    Tcg = 3, ///< every instruction is emulated in software
};

/// "none", "kvm", "nested-kvm", "tcg": as in files.
QString acceleratorName(Accelerator accelerator);
/// Figures of emulated machines are marked everywhere and are never ranked beside native ones without the mark.
inline bool isEmulated(Accelerator accelerator)
{
    return accelerator == Accelerator::Tcg;
}

/// What ran the app in a trial, as it was proved: from the agent inside and from whoever started the box. What nobody
/// told is absent or empty.
struct BoxFacts
{
    std::optional<Accelerator> accelerator {};
    QString machine {}; ///< what made the box, with its version: "QEMU 7.2.22 microvm", "Docker 20.10.24 (runsc)"
    QString network {}; ///< the path that the requests took: "loopback", "docker-proxy", "user networking", "TAP"
    QString kernel {}; ///< release of the kernel that the agent ran on
    QString bootId {}; ///< of that kernel: differs from the host's when it is another
    std::optional<int> cpus {}; ///< processors that the agent may use
    std::optional<Bytes> memory {}; ///< that the agent's kernel, or its control group's limit, leaves to the app
    bool operator==(const BoxFacts &) const = default;
};

/// What the load generator knows of itself over a trial.
struct LoaderFacts
{
    std::optional<CorePercent> busiestThread {}; ///< CPU of the busiest of its threads, warm-up included
    std::optional<std::chrono::nanoseconds> latenessP99 {}; ///< from planned to actual send; open loop only
    bool operator==(const LoaderFacts &) const = default;
};

/// One start → ready → warm-up → load → stop of one target. What happened in it is in its records.
struct Trial
{
    TrialId id = 0; ///< unique in a session, from 1, in the order of execution
    QString target; ///< TargetSpec::name
    /// The round, which is also the trial of this target: from 1; 0 = a first round that does not count.
    int number = 1;
    TrialState state = TrialState::Planned;
    QString reason {}; ///< why it failed or was cancelled
    QDateTime startedUtc {};

    std::optional<std::chrono::nanoseconds> coldStart {}; ///< origin → first complete 200
    std::optional<TrialTime> measureStart {}; ///< when the measured window opened; requests planned earlier are warm-up
    std::optional<TrialTime> measureEnd {};
    std::optional<Bytes> imageSize {};
    std::optional<Bytes> diskSize {};
    quint64 silentResends = 0; ///< sends that the HTTP library made without being asked, over the whole trial
    std::optional<Rate> ceiling {}; ///< successful responses a second in a closed loop; of a trial that looked for it
    BoxFacts box {}; ///< known once the app is ready
    NoiseEvidence noise {}; ///< known once the load has ended
    LoaderFacts loader {}; ///< known once the load has ended
    std::optional<std::chrono::nanoseconds> pathFloor {}; ///< median of the agent's smallest response on this path

    bool operator==(const Trial &) const = default;
};

/// Whether the trial's figures are part of a comparison: it completed, and its round is not discarded.
inline bool counts(const Trial &trial)
{
    return trial.state == TrialState::Completed && trial.number > 0;
}

} // namespace boxmark
