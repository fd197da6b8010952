// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/descriptor.h"

#include <optional>
#include <string>
#include <string_view>

namespace boxmark::agent {

/// A folder that will be an app's root. Paths are looked up as the app will see them: an image's absolute symbolic link
/// leads into the image, never out of it (openat2(2), RESOLVE_IN_ROOT). errno tells why something failed.
class RootFolder
{
public:
    RootFolder() = default;
    /// isOpen() tells whether it is there.
    explicit RootFolder(const std::string &path);

    bool isOpen() const { return static_cast<bool>(m_folder); }
    int descriptor() const { return m_folder.number(); }

    /// As openat2(2), closed on exec; nothing when it fails.
    Descriptor open(const std::string &path, int flags, unsigned mode = 0) const;
    /// Makes the folder and those above it where they are missing; its descriptor is for mounting on, not for reading.
    Descriptor makeFolder(const std::string &path) const;
    /// An empty file, to mount on, unless something is there.
    Descriptor makeFile(const std::string &path) const;

    /// A regular file as a whole, and nothing else: a device or a FIFO might never end.
    std::optional<std::string> read(const std::string &path) const;
    /// In the place of what is there; 0644 when it is made. False when not all of it could be written.
    bool write(const std::string &path, std::string_view text) const;

private:
    Descriptor m_folder {};
};

/// How to name an open file to a system call that wants a path.
std::string pathOf(const Descriptor &file);

} // namespace boxmark::agent
