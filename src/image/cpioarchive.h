// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

struct archive;

namespace boxmark {

/// An initramfs as it grows: a newc cpio archive in memory, not packed, since unpacking takes a guest longer than
/// reading (Documentation/driver-api/early-userspace/buffer-format.rst). The same calls give the same bytes. Paths have
/// no leading slash; a folder comes before what is in it.
class CpioArchive
{
public:
    CpioArchive();
    ~CpioArchive();
    CpioArchive(const CpioArchive &) = delete;
    CpioArchive &operator=(const CpioArchive &) = delete;

    void addFolder(const QString &path);
    void addFile(const QString &path, const QByteArray &contents, unsigned permissions = 0644);
    /// /dev/console: what the kernel gives its first program as standard output.
    void addConsole();

    /// The archive, ended.
    QByteArray take();

private:
    struct Kind;
    void add(const QString &path, const Kind &kind, const QByteArray &contents = {});

    archive *m_archive;
    QByteArray m_bytes {};
    qint64 m_number = 0;
};

} // namespace boxmark
