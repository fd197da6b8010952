// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/descriptor.h"
#include "agent/monotonic.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

struct kvm_run;

namespace boxmark::agent {

/// Where making or running a guest came to an end.
struct KvmFailure
{
    std::string_view step; ///< "open", "version", "machine", "memory", "processor", "run": told to the host
    int errorNumber = 0; ///< 0 when the system call itself succeeded
    std::int64_t reason = 0; ///< "version": the version; "run": the exit reason (KVM_EXIT_… in linux/kvm.h)
};

/// A machine with one page of memory and one processor in real mode: the least that runs guest code. Its guest has no
/// devices and sees nothing of this computer. See Documentation/virt/kvm/api.rst of Linux.
class KvmGuest
{
public:
    KvmGuest() = default;
    KvmGuest(const KvmGuest &) = delete;
    KvmGuest &operator=(const KvmGuest &) = delete;
    ~KvmGuest();

    /// Once, before run().
    std::optional<KvmFailure> make(const std::string &device);

    /// Runs machine code (16 bit, at most a page) with `count` in ECX until it halts. Every write to a port is
    /// answered by going on. `elapsed` is what it took.
    std::optional<KvmFailure> run(const std::vector<std::uint8_t> &code, std::uint32_t count, nanoseconds &elapsed);

private:
    std::optional<KvmFailure> addMemory();
    std::optional<KvmFailure> addProcessor();
    std::optional<KvmFailure> setRegisters(std::uint32_t count);
    std::optional<KvmFailure> runUntilHalt();

    Descriptor m_system {};
    Descriptor m_machine {};
    Descriptor m_processor {};
    void *m_page = nullptr; ///< the guest's memory
    kvm_run *m_run = nullptr; ///< shared with the kernel
    std::size_t m_runSize = 0;
};

} // namespace boxmark::agent
