// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/kvm/kvmprobe.h"

#include "agent/json.h"
#include "agent/kvm/kvmguest.h"

#include <algorithm>
#include <cpuid.h>
#include <cstring>

namespace boxmark::agent {

namespace {

// dec ecx; jnz back; hlt
const std::vector<std::uint8_t> countDown {0x66, 0x49, 0x75, 0xfc, 0xf4};
constexpr std::int64_t instructionsPerTurn = 2;
// out 0x80, al; dec ecx; jnz back; hlt: every turn leaves the guest once
const std::vector<std::uint8_t> leaveAndReturn {0xe6, 0x80, 0x66, 0x49, 0x75, 0xfa, 0xf4};

constexpr std::uint32_t fewTurns = 1000; // 1 ms where a turn takes a microsecond
constexpr std::uint32_t manyTurns = 1'000'000; // on hardware some hundred microseconds: many ways in and out
constexpr nanoseconds loopBudget = std::chrono::milliseconds(5);
constexpr std::uint32_t exits = 200;
constexpr int attempts = 3;

struct Processor
{
    bool isGuest = false;
    bool hasExtensions = false;
    std::string vendor = "other";
};

// Intel SDM volume 2, CPUID: leaf 1, ECX bit 5 VMX, bit 31 set by hypervisors; AMD APM volume 3, leaf 8000_0001h, ECX
// bit 2 SVM.
Processor describeProcessor()
{
    Processor processor;
    unsigned eax = 0;
    unsigned ebx = 0;
    unsigned ecx = 0;
    unsigned edx = 0;
    if (__get_cpuid(0, &eax, &ebx, &ecx, &edx) != 0) {
        char name[12] = {};
        std::memcpy(name, &ebx, 4);
        std::memcpy(name + 4, &edx, 4);
        std::memcpy(name + 8, &ecx, 4);
        const std::string_view vendor(name, sizeof name);
        processor.vendor = vendor == "GenuineIntel" ? "intel" : vendor == "AuthenticAMD" ? "amd" : "other";
    }
    if (__get_cpuid(1, &eax, &ebx, &ecx, &edx) != 0) {
        processor.isGuest = (ecx >> 31 & 1) != 0;
        processor.hasExtensions = (ecx >> 5 & 1) != 0;
    }
    if (__get_cpuid(0x80000001, &eax, &ebx, &ecx, &edx) != 0)
        processor.hasExtensions = processor.hasExtensions || (ecx >> 2 & 1) != 0;
    return processor;
}

struct Pace
{
    std::int64_t picosecondsPerInstruction = 0;
    std::int64_t nanosecondsPerExit = 0;
};

// The fastest of some: on a busy computer any of them may be interrupted for longer than it takes.
std::optional<KvmFailure> fastest(
    KvmGuest &guest, const std::vector<std::uint8_t> &code, std::uint32_t turns, nanoseconds &elapsed)
{
    elapsed = nanoseconds::max();
    for (int attempt = 0; attempt < attempts; ++attempt) {
        nanoseconds once {};
        if (const auto failure = guest.run(code, turns, once))
            return failure;
        elapsed = std::min(elapsed, once);
    }
    return {};
}

std::optional<KvmFailure> measure(KvmGuest &guest, Pace &pace)
{
    nanoseconds elapsed {};
    // The first turn pays for the pages; what follows does not.
    if (const auto failure = guest.run(countDown, 1, elapsed))
        return failure;
    if (const auto failure = guest.run(countDown, fewTurns, elapsed))
        return failure;
    const std::int64_t affordable = loopBudget * fewTurns / std::max(elapsed, nanoseconds(1));
    const auto turns
        = static_cast<std::uint32_t>(std::clamp(affordable, std::int64_t {fewTurns}, std::int64_t {manyTurns}));
    if (const auto failure = fastest(guest, countDown, turns, elapsed))
        return failure;
    pace.picosecondsPerInstruction = elapsed.count() * 1000 / (turns * instructionsPerTurn);
    if (const auto failure = fastest(guest, leaveAndReturn, exits, elapsed))
        return failure;
    pace.nanosecondsPerExit = elapsed.count() / exits;
    return {};
}

} // namespace

std::string kvmProbeLine(const KvmProbeOptions &options)
{
    KvmGuest guest;
    Pace pace;
    auto failure = guest.make(options.device);
    if (!failure)
        failure = measure(guest, pace);

    JsonObject line;
    line.boolean("ok", !failure);
    if (failure) {
        line.text("step", failure->step).number("errno", failure->errorNumber).number("reason", failure->reason);
    } else {
        line.number("instruction_ps", pace.picosecondsPerInstruction).number("exit_ns", pace.nanosecondsPerExit);
    }
    const Processor processor = describeProcessor();
    line.boolean("hypervisor", processor.isGuest).text("vendor", processor.vendor);
    line.boolean("extensions", processor.hasExtensions);
    return line.take() + '\n';
}

} // namespace boxmark::agent
