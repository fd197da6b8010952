// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/formats.h"
#include "report/page/markup.h"
#include "report/reportfacts.h"
#include "report/reportfile.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

QString underlined(const QString &title)
{
    return u'\n' + title + u'\n' + QString(title.size(), u'-') + u'\n';
}

QString factsText(const QList<ReportFact> &facts)
{
    qsizetype width = 0;
    for (const ReportFact &fact : facts)
        width = std::max(width, fact.title.size());
    QString text;
    for (const ReportFact &fact : facts)
        text += fact.title.leftJustified(width) + u"  "_s + oneLine(fact.value) + u'\n';
    return text;
}

QString differencesText(const Report &report)
{
    QString text;
    for (const EnvironmentRow &row : report.environment) {
        if (row.differs)
            text += u"%1: %2\n"_s.arg(row.name, row.values.join(u" | "_s));
    }
    return text.isEmpty() ? text : underlined(tr("What differs between the sessions")) + text;
}

} // namespace

Result<QStringList> writeText(const ExportSource &source, const QString &directory)
{
    const Report &report = source.report;
    QString text = report.title() + u'\n' + QString(report.title().size(), u'=') + u'\n';
    text += differencesText(report);
    text += underlined(tr("Figures")) + comparisonAsText(report.comparison);
    if (const QString verdicts = verdictsAsText(report.comparison, report.verdicts); !verdicts.isEmpty())
        text += underlined(tr("Verdicts")) + verdicts;
    if (!source.conditions.isEmpty())
        text += underlined(tr("Conditions to fail on")) + conditionsAsText(source.conditions);
    for (const QString &note : markNotes(report))
        text += u'\n' + note + u'\n';
    for (qsizetype i = 0; i < report.sessions.size(); ++i) {
        text += underlined(tr("Session %1").arg(report.sessionNames[i])) + factsText(sessionFacts(report, i));
        text += underlined(tr("Scenario of %1").arg(report.sessionNames[i]))
            + QString::fromUtf8(report.sessions[i].scenario.source);
    }
    return writeReportFile(directory, u"summary.txt"_s, printable(text).toUtf8());
}

} // namespace boxmark
