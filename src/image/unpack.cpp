// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/unpack.h"

#include "image/cache.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <archive.h>
#include <archive_entry.h>
#include <cerrno>
#include <cstring>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr std::size_t readAtOnce = std::size_t(1) << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;
using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;

QString reasonOf(archive *archive)
{
    const char *text = archive_error_string(archive);
    return text ? QString::fromLocal8Bit(text) : QString();
}

// An archive's path below the folder. An Error for one that would leave it: no image has such a file.
Result<QByteArray> pathBelow(const QByteArray &folder, const char *name)
{
    QByteArray path(name ? name : "");
    while (path.startsWith('/') || path.startsWith("./"))
        path.remove(0, path.startsWith('/') ? 1 : 2);
    if (name && !path.split('/').contains(".."))
        return folder + '/' + path;
    return Error {tr("The image holds a file with a path that leads out of it."), QString::fromLocal8Bit(name), {}};
}

// What the engine itself puts into every container that it makes; no file of the image.
bool isEngines(const char *name)
{
    return name && std::strcmp(name, ".dockerenv") == 0;
}

bool isDevice(archive_entry *entry)
{
    const auto type = archive_entry_filetype(entry);
    return type == AE_IFCHR || type == AE_IFBLK;
}

// One archive on its way into one folder.
class Unpacking
{
public:
    Unpacking(const QString &tarFile, const QString &folder)
        : m_tarFile(tarFile)
        , m_folder(QFile::encodeName(QFileInfo(folder).canonicalFilePath())) // no link in it: those are refused below
        , m_isRoot(geteuid() == 0)
    {
        m_loss.owners = !m_isRoot;
        archive_read_support_format_tar(m_reader.get());
        archive_write_disk_set_options(m_writer.get(),
            ARCHIVE_EXTRACT_TIME | ARCHIVE_EXTRACT_PERM | ARCHIVE_EXTRACT_XATTR | ARCHIVE_EXTRACT_SECURE_SYMLINKS
                | ARCHIVE_EXTRACT_SECURE_NODOTDOT | (m_isRoot ? ARCHIVE_EXTRACT_OWNER : 0));
    }

    Result<UnpackLoss> run(const std::atomic_bool &stop)
    {
        if (archive_read_open_filename(m_reader.get(), QFile::encodeName(m_tarFile).constData(), readAtOnce)
            != ARCHIVE_OK)
            return cannotRead();
        archive_entry *entry = nullptr;
        int status = ARCHIVE_OK;
        while ((status = archive_read_next_header(m_reader.get(), &entry)) >= ARCHIVE_WARN && status != ARCHIVE_EOF) {
            if (stop)
                return Error {tr("Stopped."), tr("The image's files were still being unpacked."), {}};
            if (const auto unpacked = unpack(entry); !unpacked)
                return unpacked.error();
        }
        if (status != ARCHIVE_EOF)
            return cannotRead();
        // Folders get their modes and times last, or nothing could be put into those that are closed.
        if (archive_write_close(m_writer.get()) < ARCHIVE_WARN)
            return cannotWrite();
        return m_loss;
    }

private:
    Result<void> unpack(archive_entry *entry)
    {
        if (isEngines(archive_entry_pathname(entry)))
            return {};
        if (const auto moved = moveBelow(entry); !moved)
            return moved;
        dropWhatIsNotPermitted(entry);
        const int status = archive_write_header(m_writer.get(), entry);
        if (status < ARCHIVE_WARN && isDevice(entry) && archive_errno(m_writer.get()) == EPERM) {
            ++m_loss.devices; // not for users, and in a container not for root either (mknod(2))
            return {};
        }
        if (const auto made = note(status); !made)
            return made;
        if (archive_entry_size(entry) > 0) {
            if (const auto copied = copyContents(); !copied)
                return copied;
        }
        return note(archive_write_finish_entry(m_writer.get()));
    }

    Result<void> moveBelow(archive_entry *entry) const
    {
        const auto path = pathBelow(m_folder, archive_entry_pathname(entry));
        if (!path)
            return path.error();
        if (const char *target = archive_entry_hardlink(entry)) {
            const auto other = pathBelow(m_folder, target);
            if (!other)
                return other.error();
            archive_entry_copy_hardlink(entry, other.value().constData());
        }
        archive_entry_copy_pathname(entry, path.value().constData());
        return {};
    }

    void dropWhatIsNotPermitted(archive_entry *entry)
    {
        if (m_isRoot)
            return;
        archive_entry_xattr_reset(entry);
        const char *name = nullptr;
        const void *value = nullptr;
        std::size_t size = 0;
        while (archive_entry_xattr_next(entry, &name, &value, &size) == ARCHIVE_OK)
            m_loss.capabilities += std::strcmp(name, "security.capability") == 0 ? 1 : 0;
        archive_entry_xattr_clear(entry);
    }

    Result<void> copyContents()
    {
        const void *bytes = nullptr;
        std::size_t size = 0;
        la_int64_t offset = 0;
        while (true) {
            const int status = archive_read_data_block(m_reader.get(), &bytes, &size, &offset);
            if (status == ARCHIVE_EOF)
                return {};
            if (status < ARCHIVE_WARN)
                return cannotRead();
            if (archive_write_data_block(m_writer.get(), bytes, size, offset) < ARCHIVE_WARN)
                return cannotWrite();
        }
    }

    Result<void> note(int status)
    {
        if (status == ARCHIVE_OK)
            return {};
        if (status < ARCHIVE_WARN)
            return cannotWrite();
        if (m_loss.other.isEmpty())
            m_loss.other = reasonOf(m_writer.get());
        return {};
    }

    Error cannotRead() const
    {
        return {tr("The image's files could not be unpacked."), reasonOf(m_reader.get()),
            tr("What the engine exported is not whole: run again.")};
    }
    Error cannotWrite() const
    {
        if (archive_errno(m_writer.get()) == ENOSPC)
            return cacheIsFull(tr("the image's files"), reasonOf(m_writer.get()));
        return {tr("The image's files could not be unpacked."), reasonOf(m_writer.get()), {}};
    }

    QString m_tarFile;
    QByteArray m_folder;
    bool m_isRoot;
    UnpackLoss m_loss {};
    Reader m_reader {archive_read_new(), &archive_read_free};
    Writer m_writer {archive_write_disk_new(), &archive_write_free};
};

} // namespace

QString UnpackLoss::text() const
{
    QStringList parts;
    if (owners)
        parts << tr("Without root every file of the image belongs to you.");
    if (devices > 0)
        parts << tr("Its device nodes are left out: %1.").arg(devices);
    if (capabilities > 0)
        parts << tr("Programs have lost their capabilities: %1.").arg(capabilities);
    if (!other.isEmpty())
        parts << tr("Not everything could be kept: %1.").arg(other);
    return parts.join(u' ');
}

Result<UnpackLoss> unpackTar(
    const QString &tarFile, const QString &folder, const std::shared_ptr<std::atomic_bool> &stop)
{
    return Unpacking(tarFile, folder).run(*stop);
}

} // namespace boxmark
