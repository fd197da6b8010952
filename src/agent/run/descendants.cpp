// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/descendants.h"

#include "agent/number.h"

#include <dirent.h>
#include <fcntl.h>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <sys/stat.h>
#include <unistd.h>

namespace boxmark::agent {

namespace {

struct CloseDirectory
{
    void operator()(DIR *directory) const { closedir(directory); }
};

std::vector<pid_t> numericEntries(const std::string &path)
{
    std::vector<pid_t> numbers;
    const std::unique_ptr<DIR, CloseDirectory> directory(opendir(path.c_str()));
    if (!directory)
        return numbers;
    while (const dirent *entry = readdir(directory.get())) {
        if (const auto number = parseNumber(entry->d_name))
            numbers.push_back(static_cast<pid_t>(*number));
    }
    return numbers;
}

std::string processPath(pid_t pid)
{
    return "/proc/" + std::to_string(pid);
}

// Most processes have one thread, and the link count of its folder says so for a sixth of the cost of reading it.
std::vector<pid_t> threadsOf(pid_t pid)
{
    const std::string path = processPath(pid) + "/task";
    struct stat status = {};
    constexpr nlink_t linksOfOneThread = 3;
    if (stat(path.c_str(), &status) == 0 && status.st_nlink == linksOfOneThread)
        return {pid};
    return numericEntries(path);
}

void appendNumbers(std::vector<pid_t> &to, std::string_view text)
{
    while (!text.empty()) {
        const std::size_t end = text.find(' ');
        if (const auto number = parseNumber(text.substr(0, end)))
            to.push_back(static_cast<pid_t>(*number));
        if (end == std::string_view::npos)
            return;
        text.remove_prefix(end + 1);
    }
}

void appendChildren(std::vector<pid_t> &to, pid_t parent)
{
    for (const pid_t thread : threadsOf(parent)) {
        const std::string path = processPath(parent) + "/task/" + std::to_string(thread) + "/children";
        const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
        // A process may have more children than one read gives: a list that is cut would lose some for good.
        std::string text;
        char buffer[4096];
        ssize_t count = 0;
        while ((count = read(file.number(), buffer, sizeof buffer)) > 0)
            text.append(buffer, static_cast<std::size_t>(count));
        appendNumbers(to, text);
    }
}

// proc(5), /proc/PID/stat: the name stands in brackets and may itself hold any character, brackets too.
std::optional<pid_t> parentOf(pid_t pid)
{
    const auto text = readSmallFile(processPath(pid) + "/stat");
    const std::size_t nameEnd = text ? text->rfind(')') : std::string::npos;
    if (nameEnd == std::string::npos)
        return {};
    const auto parent = numberField(std::string_view(*text).substr(nameEnd + 4), 0);
    if (!parent)
        return {};
    return static_cast<pid_t>(*parent);
}

} // namespace

Descendants::Source Descendants::bestSource()
{
    const std::string thread = std::to_string(gettid());
    const bool has = access(("/proc/self/task/" + thread + "/children").c_str(), R_OK) == 0;
    return has ? Source::Children : Source::Parents;
}

Descendants::Descendants(pid_t root, Source source)
    : m_root(root)
    , m_source(source)
    , m_loadAverage("/proc/loadavg")
{
}

bool Descendants::mayHaveNew()
{
    // proc(5), /proc/loadavg: the last field is the pid that was given out last in our pid namespace (gVisor: always
    // 0).
    ProcFile::Buffer buffer;
    const auto text = m_loadAverage.read(buffer);
    const auto lastPid = text ? numberField(*text, 4) : std::nullopt;
    m_lastPidSeen = static_cast<long>(lastPid.value_or(0));
    return m_lastPidSeen <= 0 || m_lastPidSeen != m_lastPid;
}

std::vector<pid_t> Descendants::list()
{
    m_lastPid = m_lastPidSeen;
    return m_source == Source::Children ? listByChildren() : listByParents();
}

std::vector<pid_t> Descendants::listByChildren() const
{
    std::vector<pid_t> found;
    appendChildren(found, m_root);
    for (std::size_t next = 0; next < found.size(); ++next)
        appendChildren(found, found[next]);
    return found;
}

std::vector<pid_t> Descendants::listByParents() const
{
    std::multimap<pid_t, pid_t> children;
    for (const pid_t pid : numericEntries("/proc")) {
        if (const auto parent = parentOf(pid))
            children.emplace(*parent, pid);
    }
    std::vector<pid_t> found;
    const auto append = [&](pid_t parent) {
        const auto [begin, end] = children.equal_range(parent);
        for (auto child = begin; child != end; ++child)
            found.push_back(child->second);
    };
    append(m_root);
    for (std::size_t next = 0; next < found.size(); ++next)
        append(found[next]);
    return found;
}

} // namespace boxmark::agent
