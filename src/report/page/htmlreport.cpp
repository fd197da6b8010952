// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartscene.h"
#include "model/boxtext.h"
#include "model/metricgroup.h"
#include "report/chart/reportcharts.h"
#include "report/figures/metriccolumn.h"
#include "report/formats.h"
#include "report/page/htmlpage.h"
#include "report/reportfacts.h"
#include "report/reportfile.h"
#include "report/verdict/absence.h"
#include "report/verdict/celltext.h"
#include "report/verdict/startup.h"
#include "report/verdict/steps.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int chartWidth = 900;

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

/// A name with its mark set apart, so that nobody overlooks it.
void writeTarget(HtmlPage &page, const Report &report, const QString &target)
{
    page.open(u"th"_s);
    page.attribute(u"scope"_s, u"col"_s);
    page.text(target);
    const QString mark = acceleratorMark(report.comparison.boxOf(target).accelerator);
    if (!mark.isEmpty()) {
        page.text(u" "_s);
        page.element(u"span"_s, mark, u"mark"_s);
    }
    page.close();
}

void writeHeading(HtmlPage &page, const Report &report, const QString &corner, const QString &last = {})
{
    page.open(u"thead"_s);
    page.open(u"tr"_s);
    page.element(u"th"_s, corner);
    for (const ReportTarget &target : report.targets)
        writeTarget(page, report, target.name);
    if (!last.isEmpty())
        page.element(u"th"_s, last);
    page.close();
    page.close();
}

void writeVerdict(HtmlPage &page, const MetricVerdict &verdict, const VerdictRule &rule)
{
    const Tendency tendency = tendencyOf(verdict);
    const QString cssClass = tendency == Tendency::Better ? u"better"_s
        : tendency == Tendency::Worse                     ? u"worse"_s
                                                          : u"neither"_s;
    page.element(u"small"_s, effectText(verdict));
    page.open(u"small"_s, cssClass);
    page.text(verdictSign(verdict.judgement.verdict) + u' ' + verdictText(verdict, rule));
    page.close();
}

/// The number stands in the element too, for programs.
void writeFigure(HtmlPage &page, const Metric &metric, const ComparisonCell &cell)
{
    page.open(u"data"_s);
    page.attribute(u"value"_s, QString::fromLatin1(shortestDigits(cell.median)));
    page.attribute(u"title"_s, tr("%1 trials").arg(cell.trials));
    page.text(cellText(metric, cell));
    page.close();
}

void writeCell(HtmlPage &page, const Comparison::Row &row, qsizetype target, const Comparison &comparison,
    const Verdicts &verdicts)
{
    const ComparisonCell &cell = row.cells[target];
    page.open(u"td"_s);
    if (cell.trials > 0) {
        writeFigure(page, row.metric, cell);
    } else {
        if (const QString why = whyNotMeasured(comparison, comparison.targets[target], row.metric); !why.isEmpty())
            page.attribute(u"title"_s, tr("Not measured: %1.").arg(why));
        page.text(cellText(row.metric, cell));
    }
    if (const MetricVerdict *verdict = findVerdict(verdicts, comparison.targets[target], row.metric.name))
        writeVerdict(page, *verdict, verdicts.rule);
    page.close();
}

/// The interval below the figure, as it stands below an effect.
void writeImprovement(HtmlPage &page, const MetricVerdict *verdict)
{
    const QString text = verdict ? improvementText(*verdict) : QString();
    const qsizetype interval = text.indexOf(u'[');
    page.open(u"td"_s);
    page.text(text.left(interval).trimmed());
    if (interval >= 0)
        page.element(u"small"_s, text.mid(interval));
    page.close();
}

void writeRow(HtmlPage &page, const Comparison::Row &row, const Comparison &comparison, const Verdicts &verdicts)
{
    page.open(u"tr"_s);
    page.attribute(u"id"_s, row.metric.name);
    page.open(u"th"_s);
    page.attribute(u"scope"_s, u"row"_s);
    page.attribute(u"title"_s, row.metric.meaning);
    page.text(row.metric.title + u' ');
    page.element(u"small"_s, row.metric.betterText());
    page.close();
    for (qsizetype i = 0; i < row.cells.size(); ++i)
        writeCell(page, row, i, comparison, verdicts);
    if (const TargetVerdicts *only = onlyComparedTarget(verdicts))
        writeImprovement(page, findVerdict(verdicts, only->target, row.metric.name));
    page.close();
}

void writeGroupTitle(HtmlPage &page, const QString &title, qsizetype columns)
{
    page.open(u"tr"_s, u"group"_s);
    page.open(u"th"_s);
    page.attribute(u"colspan"_s, QString::number(columns));
    page.text(title);
    page.close();
    page.close();
}

void writeFigures(HtmlPage &page, const Report &report)
{
    page.element(u"h2"_s, tr("Figures"));
    page.open(u"div"_s, u"wide"_s);
    page.open(u"table"_s, u"figures"_s);
    const bool withImprovement = onlyComparedTarget(report.verdicts);
    writeHeading(page, report, tr("Median [interval]"), withImprovement ? tr("Improvement") : QString());
    page.open(u"tbody"_s);
    for (const MetricGroup group : allMetricGroups()) {
        bool first = true;
        for (const Comparison::Row &row : report.comparison.rows) {
            if (groupOf(row.metric) != group)
                continue;
            if (std::exchange(first, false))
                writeGroupTitle(page, groupTitle(group), report.targets.size() + (withImprovement ? 2 : 1));
            writeRow(page, row, report.comparison, report.verdicts);
        }
    }
    page.close();
    page.close();
    page.close();
}

/// Without verdicts.
void writePart(HtmlPage &page, const Report &report, const QString &cssClass, const Comparison &part)
{
    page.open(u"div"_s, u"wide"_s);
    page.open(u"table"_s, cssClass);
    writeHeading(page, report, tr("Median [interval]"));
    page.open(u"tbody"_s);
    for (const Comparison::Row &row : part.rows)
        writeRow(page, row, part, {});
    page.close();
    page.close();
    page.close();
}

void writeStartup(HtmlPage &page, const Report &report)
{
    const Comparison startup = startupComparison(report.comparison);
    if (startup.rows.isEmpty())
        return;
    page.element(u"h2"_s, tr("Start-up phases"));
    writePart(page, report, u"startup"_s, startup);
}

void writeSteps(HtmlPage &page, const Report &report)
{
    if (stepsOf(report.comparison).isEmpty())
        return;
    for (const Metric &metric : headlineStepMetrics()) {
        const Comparison bySteps = comparisonBySteps(report.comparison, {metric});
        if (isAllZero(bySteps))
            continue;
        page.element(u"h2"_s, tr("%1, by step").arg(metric.title));
        writePart(page, report, u"steps"_s, bySteps);
    }
}

void writeCharts(HtmlPage &page, const Report &report)
{
    page.element(u"h2"_s, tr("Charts"));
    page.open(u"div"_s, u"charts"_s);
    for (const NamedChart &chart : reportCharts(report)) {
        if (chart.main)
            page.svg(chartAsSvg(chart.spec, chartPictureSize(chart.spec, chartWidth)), chart.spec.title);
    }
    page.close();
}

void writeBoxes(HtmlPage &page, const Report &report)
{
    page.element(u"h2"_s, tr("What ran the app"));
    page.open(u"div"_s, u"wide"_s);
    page.open(u"table"_s, u"boxes"_s);
    writeHeading(page, report, tr("Box"));
    page.open(u"tbody"_s);
    const QList<BoxFact> titles = boxFactsAsRows({});
    for (qsizetype i = 0; i < titles.size(); ++i) {
        page.open(u"tr"_s);
        page.element(u"th"_s, titles[i].title);
        for (const ReportTarget &target : report.targets)
            page.element(u"td"_s, boxFactsAsRows(report.comparison.boxOf(target.name))[i].value);
        page.close();
    }
    page.close();
    page.close();
    page.close();
}

void writeConditions(HtmlPage &page, const QList<ConditionResult> &conditions)
{
    if (conditions.isEmpty())
        return;
    page.element(u"h2"_s, tr("Conditions to fail on"));
    page.open(u"table"_s, u"facts"_s);
    page.open(u"tbody"_s);
    for (const ConditionResult &condition : conditions) {
        page.open(u"tr"_s);
        page.element(u"td"_s, condition.condition);
        page.element(u"td"_s, outcomeWord(condition.outcome),
            condition.outcome == ConditionResult::Outcome::Holds ? u"worse"_s : QString());
        page.element(u"td"_s, condition.explanation);
        page.close();
    }
    page.close();
    page.close();
    if (const QString note = severalConditionsNote(conditions.size()); !note.isEmpty())
        page.element(u"p"_s, note);
}

void writeTwoColumns(HtmlPage &page, const QList<ReportFact> &facts)
{
    page.open(u"table"_s, u"facts"_s);
    page.open(u"tbody"_s);
    for (const ReportFact &fact : facts) {
        page.open(u"tr"_s);
        page.element(u"th"_s, fact.title);
        page.element(u"td"_s, fact.value);
        page.close();
    }
    page.close();
    page.close();
}

void writeDifferences(HtmlPage &page, const Report &report)
{
    QList<ReportFact> facts;
    for (const EnvironmentRow &row : report.environment) {
        if (row.differs)
            facts.append({row.name, row.values.join(u" | "_s)});
    }
    if (facts.isEmpty())
        return;
    page.element(u"h2"_s, tr("What differs between the sessions"));
    writeTwoColumns(page, facts);
}

void writeSessions(HtmlPage &page, const Report &report)
{
    for (qsizetype i = 0; i < report.sessions.size(); ++i) {
        page.element(u"h2"_s, tr("Session %1").arg(report.sessionNames[i]));
        writeTwoColumns(page, sessionFacts(report, i));
        page.element(u"pre"_s, QString::fromUtf8(report.sessions[i].scenario.source));
    }
}

void writeMethod(HtmlPage &page, const Report &report)
{
    page.element(u"h2"_s, tr("How the figures come about"));
    page.list(methodNotes(report));
    QList<ReportFact> meanings;
    for (const Comparison::Row &row : report.comparison.rows)
        meanings.append({row.metric.title, row.metric.meaning});
    writeTwoColumns(page, meanings);
}

} // namespace

Result<QStringList> writeHtml(const ExportSource &source, const QString &directory)
{
    const Report &report = source.report;
    HtmlPage page(report.title());
    page.element(u"h1"_s, report.title());
    page.element(u"p"_s,
        tr("What isolation costs: a comparison by Boxmark %1.").arg(report.sessions.first().boxmarkVersion), u"sub"_s);
    writeDifferences(page, report);
    if (const QStringList sentences = verdictSentences(report); !sentences.isEmpty()) {
        page.element(u"h2"_s, tr("In short"));
        page.list(sentences);
    }
    page.list(markNotes(report));
    writeConditions(page, source.conditions);
    writeFigures(page, report);
    if (const QStringList remarks = remarksOn(report.comparison); !remarks.isEmpty()) {
        page.element(u"h2"_s, tr("To be known"));
        page.list(remarks);
    }
    writeCharts(page, report);
    writeSteps(page, report);
    writeStartup(page, report);
    writeBoxes(page, report);
    writeSessions(page, report);
    writeMethod(page, report);
    return writeReportFile(directory, u"report.html"_s, page.finish());
}

} // namespace boxmark
