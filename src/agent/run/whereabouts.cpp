// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/whereabouts.h"

#include "agent/number.h"
#include "agent/procfile.h"

#include <algorithm>
#include <cmath>
#include <sched.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>
#include <vector>

namespace boxmark::agent {

namespace {

bool isFolder(const std::string &path)
{
    struct stat status = {};
    return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

std::string_view nextLine(std::string_view &text, char separator)
{
    const std::string_view line = text.substr(0, text.find(separator));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    return line;
}

// cgroups(7): "4:memory:/user.slice" (v1), "0::/user.slice" (v2). Empty when the controller is not listed.
std::string_view pathOfController(std::string_view membership, std::string_view controller)
{
    while (!membership.empty()) {
        std::string_view line = nextLine(membership, '\n');
        nextLine(line, ':');
        std::string_view controllers = nextLine(line, ':');
        if (controllers == controller)
            return line;
        while (!controllers.empty()) {
            if (nextLine(controllers, ',') == controller)
                return line;
        }
    }
    return {};
}

/// From our own group upwards. `base` is a hierarchy's mount point.
std::vector<std::string> groupsUpwards(const std::string &base, std::string_view path)
{
    std::vector<std::string> groups;
    std::string way(path == "/" ? "" : path);
    if (!isFolder(base + way))
        way.clear();
    for (;;) {
        groups.push_back(base + way);
        if (way.empty())
            return groups;
        way.erase(way.rfind('/') == std::string::npos ? 0 : way.rfind('/'));
    }
}

/// The same for a controller, whichever version of control groups it is under.
std::vector<std::string> groupsOf(const GroupPlaces &places, std::string_view controller)
{
    for (const std::string_view folder : {controller, std::string_view(controller == "cpu" ? "cpu,cpuacct" : "")}) {
        const std::string base = places.mountPoint + '/' + std::string(folder);
        if (!folder.empty() && isFolder(base))
            return groupsUpwards(base, pathOfController(places.membership, controller));
    }
    return groupsUpwards(places.mountPoint, pathOfController(places.membership, ""));
}

template <typename Number> void keepSmaller(std::optional<Number> &smallest, std::optional<Number> number)
{
    if (number && (!smallest || *number < *smallest))
        smallest = number;
}

std::optional<double> quotient(std::optional<std::int64_t> quota, std::optional<std::int64_t> period)
{
    if (!quota || !period || *quota <= 0 || *period <= 0)
        return {};
    return static_cast<double>(*quota) / static_cast<double>(*period);
}

std::string textOf(const std::string &path)
{
    return readSmallFile(path).value_or(std::string());
}

std::int64_t totalMemory()
{
    // proc(5): "MemTotal:       16384 kB"
    const std::string text = textOf("/proc/meminfo");
    return numberField(text, 1).value_or(0) * 1024;
}

int allowedCpus()
{
    cpu_set_t set;
    CPU_ZERO(&set);
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set)
                                                       : static_cast<int>(sysconf(_SC_NPROCESSORS_ONLN));
}

} // namespace

std::optional<std::int64_t> memoryLimit(const GroupPlaces &places)
{
    std::optional<std::int64_t> smallest;
    for (const std::string &group : groupsOf(places, "memory")) {
        keepSmaller(smallest, numberField(textOf(group + "/memory.max"), 0)); // "max" is no number
        keepSmaller(smallest, numberField(textOf(group + "/memory.limit_in_bytes"), 0));
    }
    return smallest;
}

std::optional<double> cpuLimit(const GroupPlaces &places)
{
    std::optional<double> smallest;
    for (const std::string &group : groupsOf(places, "cpu")) {
        const std::string unified = textOf(group + "/cpu.max");
        keepSmaller(smallest, quotient(numberField(unified, 0), numberField(unified, 1)));
        keepSmaller(smallest,
            quotient(numberField(textOf(group + "/cpu.cfs_quota_us"), 0),
                numberField(textOf(group + "/cpu.cfs_period_us"), 0)));
    }
    return smallest;
}

Whereabouts whereabouts()
{
    Whereabouts found;
    found.bootId = textOf("/proc/sys/kernel/random/boot_id");
    found.bootId.erase(std::min(found.bootId.find('\n'), found.bootId.size()));
    found.pid = getpid();
    utsname names = {};
    if (uname(&names) == 0)
        found.kernel = names.release;

    struct stat network = {};
    if (stat("/proc/self/ns/net", &network) == 0)
        found.networkNamespace = static_cast<std::int64_t>(network.st_ino);

    GroupPlaces places;
    places.membership = textOf("/proc/self/cgroup");
    found.cpus = allowedCpus();
    if (const auto limit = cpuLimit(places))
        found.cpus = std::min(found.cpus, std::max(1, static_cast<int>(std::ceil(*limit))));
    found.memoryBytes = totalMemory();
    if (const auto limit = memoryLimit(places); limit && (found.memoryBytes == 0 || *limit < found.memoryBytes))
        found.memoryBytes = *limit;
    return found;
}

} // namespace boxmark::agent
