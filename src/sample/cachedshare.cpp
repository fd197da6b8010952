// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/cachedshare.h"

#include <QFile>

#include <algorithm>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace boxmark {

namespace {

struct Pages
{
    std::size_t all = 0;
    std::size_t cached = 0;
};

bool isTold(const QByteArray &path, const struct stat &status)
{
    return geteuid() == 0 || status.st_uid == geteuid() || access(path.constData(), W_OK) == 0;
}

/// Mapping a file and asking reads nothing of it. What was never written has no place on the disk (a sparse image) and
/// does not count.
std::optional<Pages> pagesOf(int file, const struct stat &status)
{
    const auto size = static_cast<std::size_t>(status.st_size);
    const auto pageSize = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    void *const mapped = mmap(nullptr, size, PROT_READ, MAP_SHARED, file, 0);
    if (mapped == MAP_FAILED)
        return {};
    std::vector<unsigned char> states((size + pageSize - 1) / pageSize);
    const bool told = mincore(mapped, size, states.data()) == 0;
    munmap(mapped, size);
    if (!told)
        return {};
    const auto cached = std::count_if(states.begin(), states.end(), [](unsigned char state) { return state & 1; });
    const auto onDisk = (static_cast<std::size_t>(status.st_blocks) * 512 + pageSize - 1) / pageSize; // stat(2): of 512
    return Pages {std::min(states.size(), onDisk), std::min(static_cast<std::size_t>(cached), onDisk)};
}

std::optional<Pages> pagesOf(const QString &name)
{
    const QByteArray path = QFile::encodeName(name);
    const int file = open(path.constData(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return {};
    struct stat status = {};
    std::optional<Pages> pages;
    if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && isTold(path, status))
        pages = status.st_size > 0 ? pagesOf(file, status) : Pages {};
    close(file);
    return pages;
}

} // namespace

std::optional<double> cachedShare(const QStringList &files)
{
    Pages sum;
    for (const QString &name : files) {
        const auto pages = pagesOf(name);
        if (!pages)
            return {};
        sum.all += pages->all;
        sum.cached += pages->cached;
    }
    if (sum.all == 0)
        return {};
    return 100.0 * static_cast<double>(sum.cached) / static_cast<double>(sum.all);
}

} // namespace boxmark
