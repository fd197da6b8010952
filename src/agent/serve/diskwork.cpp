// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/descriptor.h"
#include "agent/serve/work.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace boxmark::agent {

namespace {

// A nameless file where the file system can make one, else a file that loses its name at once.
Descriptor temporaryFileIn(const std::string &folder)
{
    Descriptor nameless(open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600));
    if (nameless)
        return nameless;
    std::string path = folder + "/boxmark-XXXXXX";
    Descriptor named(mkostemp(path.data(), O_CLOEXEC));
    if (named)
        unlink(path.c_str());
    return named;
}

Descriptor temporaryFile()
{
    const char *chosen = getenv("TMPDIR");
    // An image made from nothing has no /tmp.
    for (const char *folder : {chosen != nullptr ? chosen : "/tmp", "/tmp", "/var/tmp", "."}) {
        Descriptor file = temporaryFileIn(folder);
        if (file)
            return file;
    }
    return {};
}

using Block = std::array<char, 65'536>;

bool writeFile(int file, std::int64_t bytes, const Block &block)
{
    while (bytes > 0) {
        const ssize_t count
            = write(file, block.data(), std::min<std::size_t>(block.size(), static_cast<std::size_t>(bytes)));
        if (count <= 0)
            return false;
        bytes -= count;
    }
    return true;
}

bool readFile(int file, std::int64_t bytes, Block &block)
{
    std::int64_t done = 0;
    while (done < bytes) {
        const ssize_t count = pread(file, block.data(), block.size(), done);
        if (count <= 0)
            return false;
        done += count;
    }
    return true;
}

Failure diskFailure(const char *what)
{
    return {
        what, errorText(errno) + '.', "Give this target a folder that can be written to: /tmp, or what TMPDIR names."};
}

} // namespace

std::variant<DiskTimes, Failure> writeAndRead(std::int64_t bytes)
{
    const Descriptor file = temporaryFile();
    if (!file)
        return diskFailure("No temporary file could be made.");
    static_assert(sizeof(Block) <= 65'536, "lies on the stack");
    Block block;
    block.fill('b');
    DiskTimes times;
    const nanoseconds begin = monotonicNow();
    if (!writeFile(file.number(), bytes, block))
        return diskFailure("The temporary file could not be written.");
    const nanoseconds written = monotonicNow();
    if (fsync(file.number()) != 0)
        return diskFailure("The temporary file could not be brought to disk.");
    const nanoseconds synced = monotonicNow();
    if (!readFile(file.number(), bytes, block))
        return diskFailure("The temporary file could not be read back.");
    return DiskTimes {written - begin, synced - written, monotonicNow() - synced};
}

} // namespace boxmark::agent
