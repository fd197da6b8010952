// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QUrl>

#include <sys/types.h>

namespace boxmark::bench {

/// `boxmark-agent serve` on a free port of 127.0.0.1, on the processor core given. Ends with this object.
class AgentServer
{
public:
    /// Ends the program when the agent is not found or does not start.
    explicit AgentServer(int core);
    ~AgentServer();

    pid_t processId() const { return static_cast<pid_t>(m_process.processId()); }
    QUrl url(const QString &pathAndQuery) const { return QUrl(m_base + pathAndQuery); }

private:
    QProcess m_process;
    QString m_base;
};

/// Ties this process, and what it starts from now on, to the core.
void stayOnCore(int core);

} // namespace boxmark::bench
