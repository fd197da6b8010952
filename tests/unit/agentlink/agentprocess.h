// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agentlink/agentlink.h"

#include <QCoreApplication>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStringList>
#include <QTest>

#include <functional>
#include <signal.h>

namespace boxmark::test {

inline QString agentProgram()
{
    const QString given = qEnvironmentVariable("BOXMARK_AGENT");
    return given.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/boxmark-agent") : given;
}

/// Whether a process runs: zombies do not.
inline bool isRunning(qint64 pid)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(pid));
    if (!file.open(QFile::ReadOnly))
        return false;
    const QByteArray text = file.readAll();
    const char state = text.mid(text.lastIndexOf(')') + 2, 1).at(0);
    return state != 'Z' && state != 'X';
}

/// The real boxmark-agent with a link at its standard output, and everything it said.
class AgentProcess
{
public:
    /// `inChild` is run in the child before the agent is executed; nothing but system calls.
    explicit AgentProcess(const QStringList &arguments, const std::function<void()> &inChild = {},
        const QString &program = agentProgram())
    {
        QObject::connect(&link, &AgentLink::appWrote, &link,
            [this](int stream, const QString &line) { (stream == 1 ? output : errors) << line; });
        QObject::connect(&link, &AgentLink::phaseReached, &link, [this](const QString &name) { phases << name; });
        QObject::connect(&link, &AgentLink::note, &link, [this](const QString &text) { notes << text; });
        QObject::connect(&link, &AgentLink::sampled, &link, [this](const AgentSample &sample) { samples << sample; });
        QObject::connect(&link, &AgentLink::failed, &link, [this](const Error &error) { failure = error; });
        QObject::connect(
            &link, &AgentLink::appExited, &link, [this](std::optional<int> status, std::optional<int> signal) {
                exitStatus = status;
                exitSignal = signal;
            });
        link.attach(&process);
        process.setChildProcessModifier(inChild);
        process.start(program, arguments);
        process.waitForStarted();
    }

    ~AgentProcess()
    {
        process.kill();
        process.waitForFinished();
    }

    void signal(int number) const { ::kill(static_cast<pid_t>(process.processId()), number); }

    bool hasEnded() const { return process.state() == QProcess::NotRunning; }

    /// The numbers that the app printed, each on a line behind `name`.
    QList<qint64> printedPids() const
    {
        QList<qint64> pids;
        for (const QString &line : output) {
            if (line.startsWith(QStringLiteral("pid ")))
                pids << line.mid(4).toLongLong();
        }
        return pids;
    }

    QProcess process;
    AgentLink link;
    QStringList output {};
    QStringList errors {};
    QStringList phases {};
    QStringList notes {};
    QList<AgentSample> samples {};
    std::optional<Error> failure {};
    std::optional<int> exitStatus {};
    std::optional<int> exitSignal {};
};

} // namespace boxmark::test
