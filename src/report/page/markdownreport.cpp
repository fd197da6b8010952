// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page/markdownreport.h"

#include "model/boxtext.h"
#include "report/formats.h"
#include "report/page/markup.h"
#include "report/reportfacts.h"
#include "report/reportfile.h"
#include "report/verdict/absence.h"
#include "report/verdict/celltext.h"
#include "report/verdict/headlines.h"
#include "report/verdict/startup.h"
#include "report/verdict/steps.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

/// Cells are Markdown already: names and messages escaped, our own words and figures as they are.
QString rowOf(const QStringList &cells)
{
    return u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
}

QString tableOf(const QStringList &heading, const QList<QStringList> &rows)
{
    QStringList rule;
    for (qsizetype i = 0; i < heading.size(); ++i)
        rule.append(i == 0 ? u":--"_s : u"--:"_s);
    QString text = rowOf(heading) + rowOf(rule);
    for (const QStringList &row : rows)
        text += rowOf(row);
    return text + u'\n';
}

QString listOf(const QStringList &lines)
{
    QString text;
    for (const QString &line : lines)
        text += u"- "_s + markdownText(line) + u'\n';
    return lines.isEmpty() ? text : text + u'\n';
}

QString figuresTable(const Comparison &comparison, const Verdicts &verdicts, const QString &corner)
{
    QStringList heading {corner};
    for (const QString &target : comparison.targets)
        heading.append(markdownText(comparison.titleOf(target)));
    const TargetVerdicts *only = onlyComparedTarget(verdicts);
    if (only)
        heading.append(tr("Improvement"));
    QList<QStringList> rows;
    for (const Comparison::Row &row : comparison.rows) {
        QStringList cells {u"%1 (%2)"_s.arg(row.metric.title, row.metric.betterText())};
        for (qsizetype i = 0; i < row.cells.size(); ++i) {
            QString cell = cellText(row.metric, row.cells[i]);
            if (const auto *verdict = findVerdict(verdicts, comparison.targets[i], row.metric.name))
                cell += u"<br>"_s + effectText(*verdict) + u" **"_s + verdictWord(*verdict) + u"**"_s;
            cells.append(cell);
        }
        if (only) {
            const MetricVerdict *verdict = findVerdict(verdicts, only->target, row.metric.name);
            cells.append(verdict ? improvementText(*verdict) : QString());
        }
        rows.append(cells);
    }
    return tableOf(heading, rows);
}

QString heading(int level, const QString &text)
{
    return QString(level, u'#') + u' ' + markdownText(text) + u"\n\n"_s;
}

QString conditionsTable(const QList<ConditionResult> &conditions)
{
    QList<QStringList> rows;
    for (const ConditionResult &condition : conditions)
        rows.append({markdownText(condition.condition), markdownText(outcomeWord(condition.outcome)),
            markdownText(condition.explanation)});
    QString text = tableOf({tr("Fail if"), tr("Outcome"), tr("Figures")}, rows);
    if (const QString note = severalConditionsNote(conditions.size()); !note.isEmpty())
        text += markdownText(note) + u"\n\n"_s;
    return text;
}

/// Every part that a summary has, with headings of that level.
QString figuresPart(const ExportSource &source, const Comparison &shown, int level)
{
    const Report &report = source.report;
    QString text = figuresTable(shown, report.verdicts, tr("Median [interval]"));
    if (!report.verdicts.targets.isEmpty())
        text += tr("Below each figure: target ÷ %1, with its 95 % interval, and the verdict.")
                    .arg(markdownText(report.comparison.titleOf(report.verdicts.baseline)))
            + u"\n\n"_s;
    text += listOf(markNotes(report));
    if (!source.conditions.isEmpty())
        text += heading(level, tr("Conditions to fail on")) + conditionsTable(source.conditions);
    if (const QStringList remarks = remarksOn(shown); !remarks.isEmpty())
        text += heading(level, tr("To be known")) + listOf(remarks);
    return text;
}

/// Of a mix each step by itself, in the figures that people ask for first.
QString stepsPart(const Comparison &comparison, int level)
{
    QString text;
    if (stepsOf(comparison).isEmpty())
        return text;
    for (const Metric &metric : headlineStepMetrics()) {
        const Comparison bySteps = comparisonBySteps(comparison, {metric});
        if (!isAllZero(bySteps))
            text += heading(level, tr("%1, by step").arg(metric.title))
                + figuresTable(bySteps, {}, tr("Median [interval]"));
    }
    return text;
}

QString boxesTable(const Report &report)
{
    QStringList headings {QString()};
    QList<QStringList> rows;
    for (const BoxFact &fact : boxFactsAsRows({}))
        rows.append({markdownText(fact.title)});
    for (const ReportTarget &target : report.targets) {
        headings.append(markdownText(report.comparison.titleOf(target.name)));
        const QList<BoxFact> facts = boxFactsAsRows(report.comparison.boxOf(target.name));
        for (qsizetype i = 0; i < facts.size(); ++i)
            rows[i].append(markdownText(facts[i].value));
    }
    return tableOf(headings, rows);
}

QString differencesPart(const Report &report)
{
    QStringList headings {QString()};
    for (const QString &name : report.sessionNames)
        headings.append(markdownText(name));
    QList<QStringList> rows;
    for (const EnvironmentRow &row : report.environment) {
        if (!row.differs)
            continue;
        QStringList cells {markdownText(row.name)};
        for (const QString &value : row.values)
            cells.append(markdownText(value));
        rows.append(cells);
    }
    return rows.isEmpty() ? QString() : heading(2, tr("What differs between the sessions")) + tableOf(headings, rows);
}

QString sessionPart(const Report &report, qsizetype session)
{
    QString text = heading(2, tr("Session %1").arg(report.sessionNames[session]));
    QList<QStringList> rows;
    for (const ReportFact &fact : sessionFacts(report, session))
        rows.append({markdownText(fact.title), markdownText(fact.value)});
    text += tableOf({QString(), QString()}, rows);
    const QByteArray scenario = report.sessions[session].scenario.source;
    return text + markdownFence(QString::fromUtf8(scenario), u"yaml"_s) + u'\n';
}

} // namespace

QString markdownSummary(const ExportSource &source)
{
    QString text = figuresPart(source, headlineComparison(source.report.comparison), 3);
    for (qsizetype i = 0; i < source.report.sessions.size(); ++i) {
        const Session &session = source.report.sessions[i];
        const QStringList facts {session.scenario.name, session.createdUtc.toUTC().toString(u"yyyy-MM-dd"_s),
            u"Boxmark "_s + session.boxmarkVersion, session.environment.value(u"cpu"_s),
            session.environment.value(u"kernel"_s)};
        text += markdownText(facts.join(u", "_s)) + u"\n\n"_s;
    }
    return text.trimmed() + u'\n';
}

Result<QStringList> writeMarkdown(const ExportSource &source, const QString &directory)
{
    const Report &report = source.report;
    QString text = heading(1, report.title()) + differencesPart(report);
    text += heading(2, tr("Figures")) + figuresPart(source, report.comparison, 2);
    text += stepsPart(report.comparison, 2);
    const Comparison startup = startupComparison(report.comparison);
    if (!startup.rows.isEmpty())
        text += heading(2, tr("Start-up phases")) + figuresTable(startup, {}, tr("Median [interval]"));
    text += heading(2, tr("What ran the app")) + boxesTable(report);
    for (qsizetype i = 0; i < report.sessions.size(); ++i)
        text += sessionPart(report, i);
    text += heading(2, tr("How the figures come about")) + listOf(methodNotes(report));
    return writeReportFile(directory, u"report.md"_s, (text.trimmed() + u'\n').toUtf8());
}

} // namespace boxmark
