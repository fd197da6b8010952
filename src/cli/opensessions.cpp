// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/opensessions.h"

#include "cli/commands.h"

using namespace Qt::StringLiterals;

namespace boxmark {

Result<OpenSessions> OpenSessions::open(const QStringList &paths)
{
    OpenSessions sessions;
    for (const QString &path : paths) {
        auto session = SessionReader::open(path);
        if (!session)
            return session.error();
        if (!session.value()->notice().isEmpty())
            complain(session.value()->notice());
        sessions.m_sessions.push_back(session.take());
    }
    return sessions;
}

QList<const SessionReader *> OpenSessions::readers() const
{
    QList<const SessionReader *> readers;
    for (const auto &session : m_sessions)
        readers.append(session.get());
    return readers;
}

QStringList OpenSessions::targets() const
{
    QList<Session> sessions;
    for (const auto &session : m_sessions)
        sessions.append(session->session());
    QStringList names;
    for (const ReportTarget &target : reportTargets(sessions))
        names.append(target.name);
    return names;
}

} // namespace boxmark
