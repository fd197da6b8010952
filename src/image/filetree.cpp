// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/filetree.h"

#include <QCoreApplication>
#include <QFile>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fts.h>
#include <functional>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

// Calls back for every entry; false ends the walk. Links are entries, not ways.
bool walk(const QString &path, const std::function<bool(const FTSENT &)> &visit)
{
    QByteArray name = QFile::encodeName(path);
    std::array<char *, 2> roots {name.data(), nullptr};
    const std::unique_ptr<FTS, decltype(&fts_close)> tree(
        fts_open(roots.data(), FTS_PHYSICAL | FTS_NOCHDIR | FTS_XDEV, nullptr), &fts_close);
    if (!tree)
        return false;
    while (const FTSENT *entry = fts_read(tree.get())) {
        if (!visit(*entry))
            return false;
    }
    return errno == 0;
}

bool removeEntry(const FTSENT &entry)
{
    switch (entry.fts_info) {
    case FTS_D:
        // Before it is read: what an image forbids its owner would keep us out as well.
        if ((entry.fts_statp->st_mode & S_IRWXU) != S_IRWXU)
            chmod(entry.fts_accpath, S_IRWXU);
        return true;
    case FTS_DP:
        return rmdir(entry.fts_accpath) == 0;
    case FTS_DNR: // what keeps us out is the cause, not that the folder is not empty then
        if (rmdir(entry.fts_accpath) == 0)
            return true;
        errno = entry.fts_errno;
        return false;
    case FTS_NS:
        errno = entry.fts_errno;
        return entry.fts_errno == ENOENT;
    default:
        return unlink(entry.fts_accpath) == 0 || errno == ENOENT;
    }
}

} // namespace

Result<void> removeTree(const QString &path)
{
    if (walk(path, removeEntry))
        return {};
    return Error {
        tr("%1 cannot be removed.").arg(path), QString::fromLocal8Bit(std::strerror(errno)), tr("Remove it by hand.")};
}

Bytes sizeOfTree(const QString &path)
{
    Bytes total;
    walk(path, [&total](const FTSENT &entry) {
        if (entry.fts_info == FTS_F && entry.fts_statp->st_nlink > 0)
            total.count += qint64(entry.fts_statp->st_blocks) * 512 / qint64(entry.fts_statp->st_nlink);
        return true;
    });
    return total;
}

Result<void> flushTree(const QString &path)
{
    const int folder = open(QFile::encodeName(path).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool flushed = folder >= 0 && syncfs(folder) == 0;
    const int reason = errno;
    if (folder >= 0)
        close(folder);
    if (flushed)
        return {};
    return Error {tr("%1 cannot be written.").arg(path), QString::fromLocal8Bit(std::strerror(reason)), {}};
}

} // namespace boxmark
