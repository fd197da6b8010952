// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

namespace boxmark::test {

/// A shell that does what it is told and waits to be told more: a process whose costs are known.
class Shell
{
public:
    Shell()
    {
        m_process.start(QStringLiteral("/bin/sh"), {});
        m_ok = m_process.waitForStarted();
    }
    ~Shell() { end(); }
    Shell(const Shell &) = delete;
    Shell &operator=(const Shell &) = delete;

    bool isOk() const { return m_ok; }
    qint64 pid() const { return m_process.processId(); }
    /// The first line that the command writes; it must write one.
    QByteArray run(const QByteArray &command)
    {
        m_process.write(command + '\n');
        while (!m_process.canReadLine() && m_process.waitForReadyRead()) { }
        return m_process.readLine().trimmed();
    }
    void end()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

private:
    QProcess m_process;
    bool m_ok = false;
};

} // namespace boxmark::test
