// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/portowner.h"

#include "agent/descriptor.h"
#include "agent/number.h"
#include "agent/run/listenwatch.h"

#include <algorithm>
#include <array>
#include <dirent.h>
#include <fcntl.h>
#include <memory>
#include <string>
#include <string_view>
#include <unistd.h>
#include <vector>

namespace boxmark::agent {

namespace {

using Folder = std::unique_ptr<DIR, decltype([](DIR *folder) { closedir(folder); })>;

template <typename Visit> void forEachNumber(const std::string &path, Visit visit)
{
    const Folder folder(opendir(path.c_str()));
    if (!folder)
        return;
    while (const dirent *entry = readdir(folder.get())) {
        if (const auto number = parseNumber(entry->d_name))
            visit(static_cast<pid_t>(*number));
    }
}

std::string contentsOf(const std::string &path)
{
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::string text;
    std::array<char, 16384> buffer {};
    ssize_t count = 0;
    while ((count = read(file.number(), buffer.data(), buffer.size())) > 0)
        text.append(buffer.data(), static_cast<std::size_t>(count));
    return text;
}

// From 0 on; words are apart by any number of spaces.
std::string_view wordOf(std::string_view line, int index)
{
    for (;; --index) {
        line.remove_prefix(std::min(line.find_first_not_of(' '), line.size()));
        const std::string_view word = line.substr(0, line.find(' '));
        if (index == 0 || word.empty())
            return word;
        line.remove_prefix(word.size());
    }
}

// "socket:[4711]" of every listening socket of the port.
std::vector<std::string> listeningSockets(std::uint16_t port)
{
    constexpr int inode = 9;
    std::vector<std::string> sockets;
    const std::string tables = contentsOf("/proc/net/tcp") + contentsOf("/proc/net/tcp6");
    for (std::string_view left = tables; !left.empty();) {
        const std::string_view line = left.substr(0, left.find('\n'));
        left.remove_prefix(std::min(line.size() + 1, left.size()));
        if (tableHasListener(line, port))
            sockets.push_back("socket:[" + std::string(wordOf(line, inode)) + ']');
    }
    return sockets;
}

bool holdsOneOf(pid_t pid, const std::vector<std::string> &sockets)
{
    const std::string folder = "/proc/" + std::to_string(pid) + "/fd";
    bool found = false;
    forEachNumber(folder, [&](pid_t descriptor) {
        std::array<char, 64> target {};
        const std::string path = folder + '/' + std::to_string(descriptor);
        const ssize_t size = readlink(path.c_str(), target.data(), target.size());
        if (size > 0)
            found = found
                || std::find(sockets.begin(), sockets.end(), std::string(target.data(), static_cast<std::size_t>(size)))
                    != sockets.end();
    });
    return found;
}

// The name ends with the last ')' of the line; behind it stand the state and the parent.
pid_t parentOf(pid_t pid)
{
    const std::string stat = contentsOf("/proc/" + std::to_string(pid) + "/stat");
    const std::size_t end = stat.rfind(')');
    if (end == std::string::npos)
        return 0;
    return static_cast<pid_t>(parseNumber(wordOf(std::string_view(stat).substr(end + 1), 1)).value_or(0));
}

} // namespace

std::optional<pid_t> portOwner(std::uint16_t port)
{
    const std::vector<std::string> sockets = listeningSockets(port);
    if (sockets.empty())
        return {};
    std::vector<pid_t> holders;
    forEachNumber("/proc", [&](pid_t pid) {
        if (holdsOneOf(pid, sockets))
            holders.push_back(pid);
    });
    for (const pid_t pid : holders) {
        if (std::find(holders.begin(), holders.end(), parentOf(pid)) == holders.end())
            return pid;
    }
    return {};
}

} // namespace boxmark::agent
