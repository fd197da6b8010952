// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/threadclock.h"

#include <charconv>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <time.h>
#include <unistd.h>

namespace boxmark {

namespace {

std::string taskFile(pid_t thread, const char *file)
{
    return "/proc/self/task/" + std::to_string(thread) + '/' + file;
}

} // namespace

ThreadTimes &ThreadTimes::operator+=(const ThreadTimes &other)
{
    cpu += other.cpu;
    waited += other.waited;
    return *this;
}

ThreadTimes operator-(const ThreadTimes &later, const ThreadTimes &earlier)
{
    return {later.cpu - earlier.cpu, later.waited - earlier.waited};
}

const ThreadTimes &busier(const ThreadTimes &a, const ThreadTimes &b)
{
    return a.cpu < b.cpu ? b : a;
}

std::set<pid_t> threadsOfThisProcess()
{
    std::set<pid_t> threads;
    std::error_code failure;
    for (const auto &entry : std::filesystem::directory_iterator("/proc/self/task", failure)) {
        const std::string name = entry.path().filename().string();
        pid_t thread = 0;
        if (std::from_chars(name.data(), name.data() + name.size(), thread).ec == std::errc {})
            threads.insert(thread);
    }
    return threads;
}

pid_t thisThread()
{
    return ::gettid();
}

std::string threadName(pid_t thread)
{
    std::ifstream file(taskFile(thread, "comm"));
    std::string name;
    std::getline(file, name);
    return name;
}

ThreadTimes threadTimes(pid_t thread)
{
    std::ifstream file(taskFile(thread, "schedstat"));
    std::chrono::nanoseconds::rep onCpu = 0;
    std::chrono::nanoseconds::rep waited = 0;
    file >> onCpu >> waited;
    return {std::chrono::nanoseconds {onCpu}, std::chrono::nanoseconds {waited}};
}

ThreadTimes timesOfThisThread()
{
    timespec used {};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &used);
    ThreadTimes times = threadTimes(thisThread());
    times.cpu = std::chrono::seconds(used.tv_sec) + std::chrono::nanoseconds(used.tv_nsec);
    return times;
}

} // namespace boxmark
