// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>
#include <QTemporaryDir>

#include <cerrno>
#include <cstring>
#include <sys/mount.h>

namespace boxmark::test {

/// A file system in memory that is full after so many bytes. Needs the right to mount: ask isThere(), and skip with
/// reason() when it is not.
class SmallDisk
{
public:
    explicit SmallDisk(qint64 bytes)
    {
        const QByteArray size = "size=" + QByteArray::number(bytes);
        m_mounted = ::mount("tmpfs", encodedPath().constData(), "tmpfs", 0, size.constData()) == 0;
        if (!m_mounted)
            m_reason = QStringLiteral("a small disk cannot be mounted here: ")
                + QString::fromLocal8Bit(std::strerror(errno));
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(encodedPath().constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    bool isThere() const { return m_mounted; }
    QString reason() const { return m_reason; }
    QString path() const { return m_folder.path(); }

private:
    QByteArray encodedPath() const { return QFile::encodeName(m_folder.path()); }

    QTemporaryDir m_folder;
    bool m_mounted = false;
    QString m_reason;
};

} // namespace boxmark::test
