// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/procfile.h"

#include <fcntl.h>
#include <unistd.h>

namespace boxmark::agent {

ProcFile::ProcFile(const std::string &path)
    : m_descriptor(open(path.c_str(), O_RDONLY | O_CLOEXEC))
{
}

std::optional<std::string_view> ProcFile::read(Buffer &buffer) const
{
    const ssize_t count = pread(m_descriptor.number(), buffer.data(), buffer.size(), 0);
    // An ended process's files read as nothing at all, or fail with ESRCH.
    if (count <= 0)
        return {};
    return std::string_view(buffer.data(), static_cast<std::size_t>(count));
}

std::optional<std::string> readSmallFile(const std::string &path)
{
    ProcFile::Buffer buffer;
    const auto text = ProcFile(path).read(buffer);
    if (!text)
        return {};
    return std::string(*text);
}

} // namespace boxmark::agent
