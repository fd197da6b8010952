// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figures/metriccolumn.h"
#include "report/formats.h"
#include "report/page/markup.h"
#include "report/reportfacts.h"
#include "report/reportfile.h"

#include <QMap>

using namespace Qt::StringLiterals;

// Go's benchmark format (golang.org/design/14313-benchmark-format; units: x/perf's benchfmt): "key: value" lines that
// hold for what follows, "Unit" lines, and a line for each trial. benchstat takes the trials of a name as its sample,
// so its medians are ours.

namespace boxmark {

namespace {

/// "cold_start-sec": base units, which benchstat gives their prefixes.
QString unitOf(const Metric &metric)
{
    static const QMap<QString, QString> names {{u"seconds"_s, u"sec"_s}, {u"bytes"_s, u"B"_s},
        {u"per_second"_s, u"per-sec"_s}, {u"ratio"_s, u"ratio"_s}, {u"cores"_s, u"cores"_s}};
    return metric.name + u'-' + names.value(baseUnitOf(metric.unit).suffix);
}

/// A part of a name: a space would end it, a slash begin another part, and the last -N would be taken for GOMAXPROCS.
QString namePart(const QString &text)
{
    QString part;
    for (const QChar c : oneLine(text)) {
        if (c.isSpace() || c == u'/' || c == u'%' || c == u'=')
            part += u'%' + QString::number(c.unicode(), 16).rightJustified(2, u'0');
        else
            part += c;
    }
    return part.isEmpty() ? u"unnamed"_s : part;
}

/// A key is lower case without spaces; a colon ends it.
QString keyOf(const QString &title)
{
    QString key;
    for (const QChar c : oneLine(title).toLower())
        key += c.isLetterOrNumber() ? c : u'-';
    return !key.isEmpty() && key.front().isLower() ? key : u"x-"_s + key;
}

/// Ends in a character that is no number, so that nothing is cut off as "-8".
QString nameOf(const ReportTrial &trial, const Report &report)
{
    const Session &session = report.sessions[trial.session];
    return u"Benchmark"_s + u"Boxmark/scenario="_s + namePart(session.scenario.name) + u"/target="_s
        + namePart(trial.figures.target) + u"/box"_s;
}

QString unitLines(const Comparison &comparison)
{
    QString text;
    for (const Comparison::Row &row : comparison.rows) {
        if (row.metric.better != Metric::Better::Neither) // which the format says by saying nothing
            text += u"Unit %1 better=%2\n"_s.arg(unitOf(row.metric), row.metric.betterName());
    }
    return text;
}

QString trialLine(const ReportTrial &trial, const Report &report)
{
    QString line = nameOf(trial, report) + u' ' + QString::number(std::max<quint64>(1, trial.figures.measuredRequests));
    bool any = false;
    for (const Comparison::Row &row : report.comparison.rows) {
        const auto value = trial.figures.value(row.metric.name);
        if (!value)
            continue;
        any = true;
        line += u' ' + QString::fromLatin1(shortestDigits(*value / baseUnitOf(row.metric.unit).divisor)) + u' '
            + unitOf(row.metric);
    }
    return any ? line + u'\n' : QString();
}

} // namespace

Result<QStringList> writeBenchfmt(const ExportSource &source, const QString &directory)
{
    const Report &report = source.report;
    QString text = unitLines(report.comparison);
    for (qsizetype i = 0; i < report.sessions.size(); ++i) {
        text += u'\n';
        for (const ReportFact &fact : sessionFacts(report, i))
            text += keyOf(fact.title) + u": "_s + oneLine(fact.value) + u'\n';
        text += u"session-file: "_s + oneLine(report.sessionNames[i]) + u'\n';
        for (const ReportTrial &trial : report.trials) {
            if (trial.session == i && counts(trial.trial))
                text += trialLine(trial, report);
        }
    }
    return writeReportFile(directory, u"benchmarks.txt"_s, text.toUtf8());
}

} // namespace boxmark
