// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartscene.h"
#include "model/boxtext.h"
#include "report/chart/reportcharts.h"
#include "report/formats.h"
#include "report/page/htmlpage.h"
#include "report/page/htmltables.h"
#include "report/reportfacts.h"
#include "report/reportfile.h"
#include "report/verdict/absence.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int chartWidth = 900;

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
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
    writeTableHeading(page, report, tr("Box"));
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
    writeFigureTable(page, report);
    if (const QStringList remarks = remarksOn(report.comparison); !remarks.isEmpty()) {
        page.element(u"h2"_s, tr("To be known"));
        page.list(remarks);
    }
    writeCharts(page, report);
    writeStepTables(page, report);
    writeStartupTable(page, report);
    writeBoxes(page, report);
    writeSessions(page, report);
    writeMethod(page, report);
    return writeReportFile(directory, u"report.html"_s, page.finish());
}

} // namespace boxmark
