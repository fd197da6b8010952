// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vm/fakeroot.h"

#include <QDir>
#include <QFile>

#include <csignal>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// In a session of its own, so that no signal to a group reaches it: only its arguments tell whose it is.
bool isDaemonOf(const QString &pid, const QByteArray &ownership)
{
    QFile file(u"/proc/%1/cmdline"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArrayList arguments = file.readAll().split('\0');
    return arguments.first().contains("/faked") && arguments.contains(ownership);
}

} // namespace

ProcessSpec underFakeroot(const QString &ownership, const ProcessSpec &spec)
{
    ProcessSpec whole = spec;
    whole.program = u"fakeroot"_s;
    whole.arguments = QStringList {u"-i"_s, ownership, u"-s"_s, ownership, u"--"_s, spec.program} + spec.arguments;
    return whole;
}

void endFakerootDaemon(const QString &ownership)
{
    for (const QString &pid : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
        if (isDaemonOf(pid, QFile::encodeName(ownership)))
            ::kill(pid.toInt(), SIGKILL);
    }
}

} // namespace boxmark
