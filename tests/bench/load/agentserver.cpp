// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agentserver.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <sched.h>

namespace boxmark::bench {

namespace {

// From the environment, as for the tests, or in the build folder above this program's.
QString agentProgram()
{
    const QString named = qEnvironmentVariable("BOXMARK_AGENT");
    return named.isEmpty() ? QCoreApplication::applicationDirPath() + QStringLiteral("/../boxmark-agent") : named;
}

} // namespace

AgentServer::AgentServer(int core)
{
    m_process.setChildProcessModifier([core] { stayOnCore(core); });
    m_process.start(
        agentProgram(), {QStringLiteral("serve"), QStringLiteral("--listen"), QStringLiteral("127.0.0.1:0")});
    const QString greeting = QStringLiteral("Serving at ");
    QString line;
    while (!line.startsWith(greeting)) {
        if (!m_process.canReadLine() && !m_process.waitForReadyRead(5000))
            qFatal("%s does not serve: %s", qPrintable(agentProgram()), m_process.readAllStandardError().constData());
        line = QString::fromLocal8Bit(m_process.readLine()).trimmed();
    }
    m_base = line.mid(greeting.size());
}

AgentServer::~AgentServer()
{
    m_process.terminate();
    m_process.waitForFinished();
}

void stayOnCore(int core)
{
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(static_cast<std::size_t>(core), &cores);
    ::sched_setaffinity(0, sizeof cores, &cores);
}

} // namespace boxmark::bench
