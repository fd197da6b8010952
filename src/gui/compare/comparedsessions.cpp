// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/comparedsessions.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Compare", text);
}

} // namespace

void ComparedSessions::setOnly(const ReportedSession &session)
{
    m_sessions = {session};
    makeReportAgain();
}

Result<void> ComparedSessions::add(const ReportedSession &session)
{
    const bool known = std::any_of(m_sessions.begin(), m_sessions.end(),
        [&session](const ReportedSession &other) { return other.session.id == session.session.id; });
    if (known)
        return Error {tr("%1 is compared already.").arg(QFileInfo(session.session.filePath).fileName()),
            tr("It is the same session as one of those that are shown, or a copy of it."),
            tr("Choose the session of another run.")};
    m_sessions.append(session);
    makeReportAgain();
    return {};
}

void ComparedSessions::remove(qsizetype index)
{
    if (index < 0 || index >= m_sessions.size() || m_sessions.size() == 1)
        return;
    m_sessions.removeAt(index);
    makeReportAgain();
}

void ComparedSessions::setBaseline(const QString &target)
{
    m_withBaseline = !target.isEmpty();
    for (const ReportTarget &candidate : std::as_const(m_report.targets)) {
        if (candidate.name == target)
            m_baseline = placeOf(candidate);
    }
    makeReportAgain();
}

void ComparedSessions::setMargin(double margin)
{
    m_margin = margin;
    makeReportAgain();
}

ComparedSessions::Place ComparedSessions::placeOf(const ReportTarget &target) const
{
    return {m_report.sessions[target.session].id, target.spec.name};
}

QString ComparedSessions::nameOfBaseline() const
{
    for (const ReportTarget &target : m_report.targets) {
        if (placeOf(target) == m_baseline)
            return target.name;
    }
    return m_report.targets.isEmpty() ? QString() : m_report.targets.first().name;
}

QString ComparedSessions::baseline() const
{
    return m_withBaseline ? m_report.verdicts.baseline : QString();
}

QStringList ComparedSessions::paths() const
{
    QStringList paths;
    for (const ReportedSession &session : m_sessions)
        paths.append(session.session.filePath);
    return paths;
}

void ComparedSessions::makeReportAgain()
{
    ReportOptions options;
    options.margin = m_margin;
    auto made = makeReport(m_sessions, options);
    if (!made)
        return; // there is no baseline in the options that could be unknown
    m_report = made.take();
    if (const QString baseline = nameOfBaseline(); baseline != m_report.verdicts.baseline)
        m_report.verdicts = verdictsOf(m_report.comparison, baseline, m_report.verdicts.rule);
}

} // namespace boxmark
