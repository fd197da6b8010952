// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/kvm/kvmguest.h"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <linux/kvm.h>
#include <sys/ioctl.h>
#include <sys/mman.h>

namespace boxmark::agent {

namespace {

constexpr std::size_t pageSize = 4096;
constexpr std::uint64_t guestAddress = 0x1000;
// Where Intel's processors want three pages of their own for real mode: below 4 GiB, beside the guest's memory.
constexpr unsigned long taskStateAddress = 0xfffbd000;

// KVM_CREATE_VM can be interrupted while the kernel waits for another one.
template <typename Argument> int request(const Descriptor &descriptor, unsigned long code, Argument argument)
{
    int result = -1;
    do {
        result = ioctl(descriptor.number(), code, argument);
    } while (result < 0 && errno == EINTR);
    return result;
}

void *mapShared(std::size_t size, int descriptor)
{
    const int flags = MAP_SHARED | (descriptor < 0 ? MAP_ANONYMOUS : 0);
    void *address = mmap(nullptr, size, PROT_READ | PROT_WRITE, flags, descriptor, 0);
    return address == MAP_FAILED ? nullptr : address;
}

} // namespace

KvmGuest::~KvmGuest()
{
    if (m_run)
        munmap(m_run, m_runSize);
    m_processor.reset();
    m_machine.reset();
    if (m_page)
        munmap(m_page, pageSize);
}

std::optional<KvmFailure> KvmGuest::make(const std::string &device)
{
    m_system = Descriptor(open(device.c_str(), O_RDWR | O_CLOEXEC));
    if (!m_system)
        return KvmFailure {"open", errno};
    const int version = request(m_system, KVM_GET_API_VERSION, 0UL);
    if (version != KVM_API_VERSION)
        return KvmFailure {"version", version < 0 ? errno : 0, version};
    m_machine = Descriptor(request(m_system, KVM_CREATE_VM, 0UL));
    if (!m_machine)
        return KvmFailure {"machine", errno};
    // Only some processors want it, and the others may refuse it.
    (void)request(m_machine, KVM_SET_TSS_ADDR, taskStateAddress);
    if (const auto failure = addMemory())
        return failure;
    return addProcessor();
}

std::optional<KvmFailure> KvmGuest::addMemory()
{
    m_page = mapShared(pageSize, -1);
    if (!m_page)
        return KvmFailure {"memory", errno};
    kvm_userspace_memory_region region = {};
    region.guest_phys_addr = guestAddress;
    region.memory_size = pageSize;
    region.userspace_addr = reinterpret_cast<std::uint64_t>(m_page);
    if (request(m_machine, KVM_SET_USER_MEMORY_REGION, &region) < 0)
        return KvmFailure {"memory", errno};
    return {};
}

std::optional<KvmFailure> KvmGuest::addProcessor()
{
    m_processor = Descriptor(request(m_machine, KVM_CREATE_VCPU, 0UL));
    if (!m_processor)
        return KvmFailure {"processor", errno};
    const int size = request(m_system, KVM_GET_VCPU_MMAP_SIZE, 0UL);
    if (size < static_cast<int>(sizeof(kvm_run)))
        return KvmFailure {"processor", size < 0 ? errno : 0};
    m_runSize = static_cast<std::size_t>(size);
    m_run = static_cast<kvm_run *>(mapShared(m_runSize, m_processor.number()));
    if (!m_run)
        return KvmFailure {"processor", errno};
    return {};
}

std::optional<KvmFailure> KvmGuest::setRegisters(std::uint32_t count)
{
    kvm_sregs special = {};
    if (request(m_processor, KVM_GET_SREGS, &special) < 0)
        return KvmFailure {"processor", errno};
    special.cs.base = 0;
    special.cs.selector = 0;
    kvm_regs registers = {};
    registers.rip = guestAddress;
    registers.rcx = count;
    registers.rflags = 2; // the one bit that is always set
    if (request(m_processor, KVM_SET_SREGS, &special) < 0 || request(m_processor, KVM_SET_REGS, &registers) < 0)
        return KvmFailure {"processor", errno};
    return {};
}

std::optional<KvmFailure> KvmGuest::runUntilHalt()
{
    for (;;) {
        if (request(m_processor, KVM_RUN, 0UL) < 0)
            return KvmFailure {"run", errno};
        if (m_run->exit_reason == KVM_EXIT_HLT)
            return {};
        if (m_run->exit_reason != KVM_EXIT_IO)
            return KvmFailure {"run", 0, m_run->exit_reason};
    }
}

std::optional<KvmFailure> KvmGuest::run(
    const std::vector<std::uint8_t> &code, std::uint32_t count, nanoseconds &elapsed)
{
    std::memcpy(m_page, code.data(), std::min(code.size(), pageSize));
    if (const auto failure = setRegisters(count))
        return failure;
    const nanoseconds begin = monotonicNow();
    const auto failure = runUntilHalt();
    elapsed = monotonicNow() - begin;
    return failure;
}

} // namespace boxmark::agent
