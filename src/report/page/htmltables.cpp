// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/page/htmltables.h"

#include "model/boxtext.h"
#include "model/metricgroup.h"
#include "report/figures/metriccolumn.h"
#include "report/reportfacts.h"
#include "report/verdict/absence.h"
#include "report/verdict/celltext.h"
#include "report/verdict/startup.h"
#include "report/verdict/steps.h"

#include <QCoreApplication>

#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

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

/// Without verdicts.
void writePart(HtmlPage &page, const Report &report, const QString &cssClass, const Comparison &part)
{
    page.open(u"div"_s, u"wide"_s);
    page.open(u"table"_s, cssClass);
    writeTableHeading(page, report, tr("Median [interval]"));
    page.open(u"tbody"_s);
    for (const Comparison::Row &row : part.rows)
        writeRow(page, row, part, {});
    page.close();
    page.close();
    page.close();
}

} // namespace

void writeTableHeading(HtmlPage &page, const Report &report, const QString &corner, const QString &last)
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

void writeFigureTable(HtmlPage &page, const Report &report)
{
    page.element(u"h2"_s, tr("Figures"));
    page.open(u"div"_s, u"wide"_s);
    page.open(u"table"_s, u"figures"_s);
    const bool withImprovement = onlyComparedTarget(report.verdicts);
    writeTableHeading(page, report, tr("Median [interval]"), withImprovement ? tr("Improvement") : QString());
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

void writeStepTables(HtmlPage &page, const Report &report)
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

void writeStartupTable(HtmlPage &page, const Report &report)
{
    const Comparison startup = startupComparison(report.comparison);
    if (startup.rows.isEmpty())
        return;
    page.element(u"h2"_s, tr("Start-up phases"));
    writePart(page, report, u"startup"_s, startup);
}

} // namespace boxmark
