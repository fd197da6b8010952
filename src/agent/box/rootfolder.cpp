// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/rootfolder.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>

namespace boxmark::agent {

RootFolder::RootFolder(const std::string &path)
    : m_folder(::open(path.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC))
{
}

Descriptor RootFolder::open(const std::string &path, int flags, unsigned mode) const
{
    open_how how = {};
    how.flags = static_cast<std::uint64_t>(flags | O_CLOEXEC);
    how.mode = mode;
    how.resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS;
    return Descriptor(static_cast<int>(syscall(SYS_openat2, m_folder.number(), path.c_str(), &how, sizeof how)));
}

Descriptor RootFolder::makeFolder(const std::string &path) const
{
    Descriptor folder = open(path, O_PATH | O_DIRECTORY);
    if (folder || errno != ENOENT)
        return folder;
    const std::size_t slash = path.rfind('/');
    const Descriptor parent = slash == std::string::npos || slash == 0 ? open("/", O_PATH | O_DIRECTORY)
                                                                       : makeFolder(path.substr(0, slash));
    const std::string name = path.substr(slash == std::string::npos ? 0 : slash + 1);
    if (!parent || (!name.empty() && mkdirat(parent.number(), name.c_str(), 0755) != 0 && errno != EEXIST))
        return {};
    return open(path, O_PATH | O_DIRECTORY);
}

Descriptor RootFolder::makeFile(const std::string &path) const
{
    { // made through one descriptor, given as another that opens nothing: it may be a device
        const Descriptor made = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644);
    }
    return open(path, O_PATH);
}

std::optional<std::string> RootFolder::read(const std::string &path) const
{
    const Descriptor file = open(path, O_RDONLY | O_NONBLOCK);
    struct stat status = {};
    if (!file || fstat(file.number(), &status) != 0 || !S_ISREG(status.st_mode))
        return {};
    std::string text;
    char buffer[4096];
    ssize_t count = 0;
    while ((count = ::read(file.number(), buffer, sizeof buffer)) > 0)
        text.append(buffer, static_cast<std::size_t>(count));
    return text;
}

bool RootFolder::write(const std::string &path, std::string_view text) const
{
    const Descriptor file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK, 0644);
    while (file && !text.empty()) {
        const ssize_t count = ::write(file.number(), text.data(), text.size());
        if (count <= 0)
            return false;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
    return static_cast<bool>(file);
}

std::string pathOf(const Descriptor &file)
{
    return "/proc/self/fd/" + std::to_string(file.number());
}

} // namespace boxmark::agent
