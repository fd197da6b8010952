// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/cachemanifest.h"

#include "image/filetree.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr auto fileName = "manifest"_L1;
constexpr const char *folderMark = "folder";

Error cannotWrite(const QString &path, const QString &why)
{
    return {QCoreApplication::translate("image", "%1 cannot be written.").arg(path), why, {}};
}

Result<void> flush(const QString &path, int flags)
{
    const int descriptor = open(QFile::encodeName(path).constData(), flags | O_CLOEXEC | O_NOFOLLOW);
    const bool flushed = descriptor >= 0 && fsync(descriptor) == 0;
    const int reason = errno;
    if (descriptor >= 0)
        close(descriptor);
    return flushed ? Result<void>() : cannotWrite(path, QString::fromLocal8Bit(std::strerror(reason)));
}

Result<void> flushEntry(const QFileInfo &entry)
{
    return entry.isDir() ? flushTree(entry.filePath()) : flush(entry.filePath(), O_RDONLY);
}

QByteArray lineOf(const QFileInfo &entry)
{
    const QByteArray size = entry.isDir() ? QByteArray(folderMark) : QByteArray::number(entry.size());
    return size + ' ' + QFile::encodeName(entry.fileName()) + '\n';
}

bool isThere(const QString &folder, const QByteArray &line)
{
    const qsizetype space = line.indexOf(' ');
    const QFileInfo entry(folder + u'/' + QFile::decodeName(line.mid(space + 1)));
    if (line.left(space) == folderMark)
        return entry.isDir();
    return entry.isFile() && QByteArray::number(entry.size()) == line.left(space);
}

} // namespace

Result<void> sealEntry(const QString &folder)
{
    QByteArray manifest;
    for (const QFileInfo &entry : QDir(folder).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::NoDotAndDotDot)) {
        if (const auto flushed = flushEntry(entry); !flushed)
            return flushed;
        manifest += lineOf(entry);
    }
    QFile file(folder + u'/' + fileName);
    if (!file.open(QIODevice::WriteOnly) || file.write(manifest) != manifest.size() || !file.flush())
        return cannotWrite(file.fileName(), file.errorString());
    file.close();
    if (const auto flushed = flush(file.fileName(), O_RDONLY); !flushed)
        return flushed;
    return flushFolder(folder);
}

bool isWholeEntry(const QString &folder)
{
    QFile file(folder + u'/' + fileName);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArrayList lines = file.readAll().split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty() && !isThere(folder, line))
            return false;
    }
    return lines.size() > 1; // an entry without files is none
}

Result<void> flushFolder(const QString &folder)
{
    return flush(folder, O_RDONLY | O_DIRECTORY);
}

} // namespace boxmark
