// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/work.h"

#include <algorithm>
#include <numeric>
#include <sys/mman.h>
#include <system_error>
#include <thread>
#include <unistd.h>
#include <vector>

namespace boxmark::agent {

std::int64_t countPrimes(std::int64_t limit, const StopFlag &stopping)
{
    if (limit < 2)
        return 0;
    // Entry i stands for 2i + 1; entry 0, which would be 1, stands for 2.
    const std::int64_t entries = (limit + 1) / 2;
    std::vector<char> isPrime(static_cast<std::size_t>(entries), 1);
    const auto at = [&](std::int64_t index) -> char & { return isPrime[static_cast<std::size_t>(index)]; };
    for (std::int64_t i = 1; 2 * i * (i + 1) < entries && !stopping; ++i) {
        if (at(i) == 0)
            continue;
        for (std::int64_t multiple = 2 * i * (i + 1); multiple < entries; multiple += 2 * i + 1)
            at(multiple) = 0;
    }
    return std::count(isPrime.begin(), isPrime.end(), 1);
}

nanoseconds burnCpu(nanoseconds amount, const StopFlag &stopping)
{
    const nanoseconds begin = threadCpuTime();
    nanoseconds spent {0};
    volatile std::uint64_t state = 1;
    while (spent < amount && !stopping) {
        for (int round = 0; round < 1000; ++round)
            state = state * 6364136223846793005U + 1442695040888963407U;
        spent = threadCpuTime() - begin;
    }
    return spent;
}

std::optional<nanoseconds> burnInParallel(int threads, nanoseconds amount, const StopFlag &stopping)
{
    std::vector<nanoseconds> spent(static_cast<std::size_t>(threads));
    std::vector<std::thread> others;
    bool complete = true;
    try {
        for (std::size_t i = 1; i < spent.size(); ++i)
            others.emplace_back([&, i] { spent[i] = burnCpu(amount, stopping); });
    } catch (const std::system_error &) {
        complete = false; // a limit on processes
    }
    if (complete)
        spent[0] = burnCpu(amount, stopping);
    for (std::thread &other : others)
        other.join();
    if (!complete)
        return {};
    return std::accumulate(spent.begin(), spent.end(), nanoseconds {0});
}

bool holdMemory(std::int64_t bytes, nanoseconds hold, const StopFlag &stopping)
{
    const auto size = static_cast<std::size_t>(bytes);
    void *memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED)
        return false;
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    for (std::size_t offset = 0; offset < size && !stopping; offset += page)
        static_cast<volatile char *>(memory)[offset] = 1;
    const nanoseconds until = monotonicNow() + hold;
    while (!stopping && monotonicNow() < until)
        std::this_thread::sleep_for(std::min<nanoseconds>(until - monotonicNow(), std::chrono::milliseconds(10)));
    munmap(memory, size);
    return true;
}

} // namespace boxmark::agent
