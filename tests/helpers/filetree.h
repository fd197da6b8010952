// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

namespace boxmark::test {

/// A folder that stands for "/" in a test: what a reader of /proc and /sys would find.
class FileTree
{
public:
    QString root() const { return m_directory.path(); }
    QString path(const QString &file) const { return m_directory.path() + file; }

    void write(const QString &file, const QByteArray &contents)
    {
        QVERIFY(QDir().mkpath(QFileInfo(path(file)).path()));
        QFile out(path(file));
        QVERIFY(out.open(QIODevice::WriteOnly | QIODevice::Truncate));
        QCOMPARE(out.write(contents), contents.size());
    }
    QByteArray read(const QString &file) const
    {
        QFile in(path(file));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }

private:
    QTemporaryDir m_directory;
};

} // namespace boxmark::test
