// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/cpioarchive.h"

#include <QFile>

#include <archive.h>
#include <archive_entry.h>
#include <memory>

namespace boxmark {

namespace {

la_ssize_t append(archive *, void *bytes, const void *piece, size_t size)
{
    static_cast<QByteArray *>(bytes)->append(static_cast<const char *>(piece), qsizetype(size));
    return la_ssize_t(size);
}

} // namespace

struct CpioArchive::Kind
{
    unsigned type = 0;
    unsigned permissions = 0;
    unsigned majorNumber = 0;
    unsigned minorNumber = 0;
};

// Writing to memory does not fail, so what libarchive returns tells nothing here.
CpioArchive::CpioArchive()
    : m_archive(archive_write_new())
{
    archive_write_set_format_cpio_newc(m_archive);
    archive_write_add_filter_none(m_archive);
    archive_write_set_bytes_in_last_block(m_archive, 1);
    archive_write_open(m_archive, &m_bytes, nullptr, append, nullptr);
}

CpioArchive::~CpioArchive()
{
    archive_write_free(m_archive);
}

void CpioArchive::addFolder(const QString &path)
{
    add(path, {.type = AE_IFDIR, .permissions = 0755});
}

void CpioArchive::addFile(const QString &path, const QByteArray &contents, unsigned permissions)
{
    add(path, {.type = AE_IFREG, .permissions = permissions}, contents);
}

void CpioArchive::addConsole()
{
    add(QStringLiteral("dev/console"), {.type = AE_IFCHR, .permissions = 0600, .majorNumber = 5, .minorNumber = 1});
}

void CpioArchive::add(const QString &path, const Kind &kind, const QByteArray &contents)
{
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(), &archive_entry_free);
    archive_entry_set_pathname(entry.get(), QFile::encodeName(path).constData());
    archive_entry_set_filetype(entry.get(), kind.type);
    archive_entry_set_perm(entry.get(), kind.permissions);
    archive_entry_set_rdevmajor(entry.get(), kind.majorNumber);
    archive_entry_set_rdevminor(entry.get(), kind.minorNumber);
    archive_entry_set_size(entry.get(), contents.size());
    archive_entry_set_mtime(entry.get(), 0, 0);
    archive_entry_set_nlink(entry.get(), 1);
    archive_entry_set_ino64(entry.get(), ++m_number);
    archive_write_header(m_archive, entry.get());
    archive_write_data(m_archive, contents.constData(), size_t(contents.size()));
}

QByteArray CpioArchive::take()
{
    archive_write_close(m_archive);
    return m_bytes;
}

} // namespace boxmark
