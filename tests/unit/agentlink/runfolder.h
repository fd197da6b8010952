// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agentprocess.h"

#include <QDir>
#include <QTemporaryDir>

#include <sys/stat.h>
#include <unistd.h>

namespace boxmark::test {

/// A run file, as the host writes it.
inline QByteArray runFileOf(const QList<std::pair<QByteArray, QByteArray>> &entries)
{
    QByteArray bytes;
    for (const auto &[key, value] : entries)
        bytes += key + '=' + value + '\0';
    return bytes;
}

/// An image's root file system as small as can be: this computer's shell with the libraries that it needs, and the
/// files that name users. Everybody may read it.
class RunFolder
{
public:
    RunFolder()
    {
        m_directory.setAutoRemove(true);
        chmod(QFile::encodeName(m_directory.path()).constData(), 0755);
        for (const char *folder : {"/root/bin", "/root/etc", "/root/tmp", "/root/app"})
            QDir().mkpath(path(QString::fromLatin1(folder)));
        chmod(QFile::encodeName(path(QStringLiteral("/root/tmp"))).constData(), 01777);
        QFile::copy(QStringLiteral("/bin/sh"), path(QStringLiteral("/root/bin/sh")));
        copyLibraries();
        QFile::copy(agentProgram(), path(QStringLiteral("/agent")));
        write(QStringLiteral("/root/etc/passwd"), "root:x:0:0::/root:/bin/sh\nweb:x:1234:4321::/app:/bin/sh\n");
        write(QStringLiteral("/root/etc/group"), "root:x:0:\nweb:x:4321:\nextra:x:77:web\n");
        write(QStringLiteral("/root/etc/resolv.conf"), "");
    }

    QString path(const QString &inside) const { return m_directory.path() + inside; }
    QString root() const { return path(QStringLiteral("/root")); }
    /// boxmark-agent, where any user can execute it.
    QString agent() const { return path(QStringLiteral("/agent")); }

    void write(const QString &inside, const QByteArray &text) const
    {
        QFile file(path(inside));
        if (file.open(QFile::WriteOnly | QFile::Truncate))
            file.write(text);
    }

    /// "run --file" for a shell script in this root; later entries come on top.
    QStringList script(const QByteArray &text, const QList<std::pair<QByteArray, QByteArray>> &entries = {}) const
    {
        return command({"sh", "-c", text}, entries);
    }
    QStringList command(const QByteArrayList &words, const QList<std::pair<QByteArray, QByteArray>> &entries = {}) const
    {
        QList<std::pair<QByteArray, QByteArray>> all {{"folder", QFile::encodeName(root())}};
        for (const QByteArray &word : words)
            all.append({"argument", word});
        write(QStringLiteral("/run"), runFileOf(all + entries));
        return {QStringLiteral("run"), QStringLiteral("--file"), path(QStringLiteral("/run"))};
    }

    /// Gives everything to somebody.
    void chownAll(unsigned user) const
    {
        QProcess::execute(
            QStringLiteral("chown"), {QStringLiteral("-R"), QStringLiteral("%1:%1").arg(user), m_directory.path()});
    }

private:
    // ldd: "libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x…)", "/lib64/ld-linux-x86-64.so.2 (0x…)".
    void copyLibraries() const
    {
        QProcess ldd;
        ldd.start(QStringLiteral("ldd"), {QStringLiteral("/bin/sh")});
        ldd.waitForFinished();
        for (const QByteArray &word : ldd.readAllStandardOutput().simplified().split(' ')) {
            if (!word.startsWith('/'))
                continue;
            const QString file = QFile::decodeName(word);
            QDir().mkpath(QFileInfo(root() + file).path());
            QFile::copy(file, root() + file);
        }
    }

    QTemporaryDir m_directory {};
};

} // namespace boxmark::test
