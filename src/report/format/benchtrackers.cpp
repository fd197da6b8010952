// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figures/metriccolumn.h"
#include "report/formats.h"
#include "report/page/markup.h"
#include "report/reportfile.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

// What services read that watch benchmarks from commit to commit. They know a name, a value and perhaps a range: so the
// median of the trials and its interval.

namespace boxmark {

namespace {

QString benchmarkName(const Report &report, const QString &target)
{
    return oneLine(u"%1: %2"_s.arg(report.title(), report.comparison.titleOf(target)));
}

template <typename Visit> void forEachCell(const Report &report, const Visit &visit)
{
    const Comparison &comparison = report.comparison;
    for (qsizetype i = 0; i < comparison.targets.size(); ++i) {
        for (const Comparison::Row &row : comparison.rows) {
            if (row.cells[i].trials > 0)
                visit(comparison.targets[i], row.metric, row.cells[i]);
        }
    }
}

QJsonArray trackedIn(const Report &report, Metric::Better better)
{
    QJsonArray array;
    forEachCell(report, [&](const QString &target, const Metric &metric, const ComparisonCell &cell) {
        if (metric.better != better)
            return;
        QJsonObject entry {{u"name"_s, benchmarkName(report, target) + u": "_s + metric.name},
            {u"unit"_s, unitSymbol(metric.unit)}, {u"value"_s, cell.median},
            {u"extra"_s, u"%1 trials\n%2"_s.arg(cell.trials).arg(metric.title)}};
        if (cell.trials > 1)
            entry[u"range"_s] = QString::fromLatin1(shortestDigits(cell.low) + " to " + shortestDigits(cell.high));
        array.append(entry);
    });
    return array;
}

} // namespace

// Bencher Metric Format: benchmark → measure → value with bounds.
Result<QStringList> writeBencher(const ExportSource &source, const QString &directory)
{
    QJsonObject root;
    forEachCell(source.report, [&](const QString &target, const Metric &metric, const ComparisonCell &cell) {
        const QString name = benchmarkName(source.report, target);
        QJsonObject measures = root[name].toObject();
        QJsonObject value {{u"value"_s, cell.median}};
        if (cell.trials > 1) {
            value[u"lower_value"_s] = cell.low;
            value[u"upper_value"_s] = cell.high;
        }
        measures[nameWithUnit(metric)] = value;
        root[name] = measures;
    });
    return writeReportFile(directory, u"bencher.json"_s, QJsonDocument(root).toJson());
}

// github-action-benchmark's customSmallerIsBetter and customBiggerIsBetter: a file tells one direction only. What has
// none is not for a service that alerts of changes for the worse.
Result<QStringList> writeGithubBenchmark(const ExportSource &source, const QString &directory)
{
    const auto smaller = writeReportFile(directory, u"github-smaller-is-better.json"_s,
        QJsonDocument(trackedIn(source.report, Metric::Better::Lower)).toJson());
    if (!smaller)
        return smaller.error();
    const auto bigger = writeReportFile(directory, u"github-bigger-is-better.json"_s,
        QJsonDocument(trackedIn(source.report, Metric::Better::Higher)).toJson());
    if (!bigger)
        return bigger.error();
    return smaller.value() + bigger.value();
}

} // namespace boxmark
