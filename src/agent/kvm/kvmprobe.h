// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace boxmark::agent {

struct KvmProbeOptions
{
    std::string device = "/dev/kvm";
};

/// Runs guest code on the device and says how it went as one line of JSON, for host/kvm.cpp:
///
///     ok             true when guest code ran to its end
///     instruction_ps picoseconds an instruction of a loop in the guest; only when ok
///     exit_ns        nanoseconds a way out of the guest and back; only when ok
///     step, errno, reason   of the KvmFailure; only when not ok
///     hypervisor     whether this computer is itself a guest (CPUID)
///     vendor         "intel", "amd" or "other"
///     extensions     whether the processor offers virtualisation (VMX or SVM in CPUID)
///
/// A few milliseconds where guests run at the processor's pace, some ten where they are a thousand times slower, and
/// for ever on a device that hangs: whoever starts it kills it.
std::string kvmProbeLine(const KvmProbeOptions &options);

} // namespace boxmark::agent
