// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/diskfinder.h"

#include "agent/box/virtio.h"
#include "agent/descriptor.h"

#include <cstring>
#include <fcntl.h>
#include <vector>

namespace boxmark::agent {

namespace {

// Linux numbers virtio disks vda, vdb…; a guest of ours has three at most.
std::vector<std::string> diskPaths(const std::string &devices)
{
    std::vector<std::string> paths;
    for (char letter = 'a'; letter <= 'h'; ++letter) {
        const std::string path = devices + "/vd" + letter;
        if (access(path.c_str(), F_OK) == 0)
            paths.push_back(path);
    }
    return paths;
}

// squashfs's superblock begins with this (Documentation/filesystems/squashfs.rst; fs/squashfs/squashfs_fs.h).
bool isSquashfs(const std::string &path)
{
    char magic[4] = {};
    const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC));
    return file && read(file.number(), magic, sizeof magic) == sizeof magic && memcmp(magic, "hsqs", 4) == 0;
}

Failure noDisk(const std::vector<std::string> &others)
{
    if (others.empty())
        return {"The app's disk did not come.", virtioProblem(VirtioDevice::Block),
            "Attach the disk, and use a kernel with virtio_blk (built in, or as a module in its initramfs)."};
    std::string names;
    for (const std::string &path : others)
        names += (names.empty() ? "" : ", ") + path;
    return {"The app's disk is damaged.", "None of the disks (" + names + ") begins like a squashfs image.",
        "Remove it from Boxmark's cache; it is made again from the image."};
}

} // namespace

std::variant<std::string, Failure> findAppDisk(nanoseconds patience, const std::string &devices)
{
    const nanoseconds deadline = monotonicNow() + patience;
    for (;;) {
        const std::vector<std::string> paths = diskPaths(devices);
        for (const std::string &path : paths) {
            if (isSquashfs(path))
                return path;
        }
        if (monotonicNow() >= deadline)
            return noDisk(paths);
        const timespec pause {0, 1'000'000};
        nanosleep(&pause, nullptr);
    }
}

} // namespace boxmark::agent
