// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/boxtext.h"
#include "report/verdict/absence.h"
#include "report/verdict/celltext.h"
#include "report/verdict/comparison.h"
#include "report/verdict/headlines.h"
#include "report/verdict/startup.h"
#include "report/verdict/steps.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

QList<QStringList> tableOf(const Comparison &comparison, const QString &corner = {})
{
    QStringList heading {corner};
    for (const QString &target : comparison.targets)
        heading.append(comparison.titleOf(target));
    QList<QStringList> table {heading + QStringList {QString()}};
    for (const Comparison::Row &row : comparison.rows) {
        QStringList line {row.metric.title};
        for (const ComparisonCell &cell : row.cells)
            line.append(cellText(row.metric, cell));
        line.append(row.metric.betterText());
        table.append(line);
    }
    return table;
}

/// The first column to the left, the figures to the right.
QStringList aligned(const QList<QStringList> &table)
{
    QStringList lines(table.size());
    const qsizetype columns = table.first().size();
    for (qsizetype column = 0; column < columns; ++column) {
        qsizetype width = 0;
        for (const QStringList &row : table)
            width = std::max(width, row[column].size());
        const bool isText = column == 0 || column == columns - 1;
        for (qsizetype i = 0; i < table.size(); ++i) {
            const QString &cell = table[i][column];
            lines[i] += column == 0 ? QString() : u"  "_s;
            lines[i] += isText ? cell.leftJustified(width) : cell.rightJustified(width);
        }
    }
    for (QString &line : lines) {
        while (line.endsWith(u' '))
            line.chop(1);
    }
    return lines;
}

/// How many trials stand behind the figures, and what the brackets are worth.
QString legendOf(const Comparison &comparison)
{
    QStringList counts;
    int most = 0;
    double confidence = 1;
    for (const QString &target : comparison.targets) {
        const auto trials = static_cast<int>(std::count_if(comparison.trials.begin(), comparison.trials.end(),
            [&](const TrialFigures &figures) { return figures.target == target; }));
        counts.append(u"%1 %2"_s.arg(target).arg(trials));
        most = std::max(most, trials);
    }
    for (const Comparison::Row &row : comparison.rows) {
        for (const ComparisonCell &cell : row.cells)
            confidence = cell.trials > 1 ? std::min(confidence, cell.confidence) : confidence;
    }
    const QString trials = tr("Completed trials: %1.").arg(counts.join(u", "_s));
    if (most < 2)
        return trials;
    return trials + u' '
        + tr("Medians of the trials; in brackets where the true median lies with at least %1 confidence.")
              .arg(formatQuantity(100 * confidence, Unit::Percent));
}

QStringList startupLines(const Comparison &comparison)
{
    const Comparison startup = startupComparison(comparison);
    if (startup.rows.isEmpty())
        return {};
    return QStringList {QString()} + aligned(tableOf(startup, tr("Start-up phases")));
}

/// Of a mix of steps each by itself; no table where nothing failed.
QStringList stepLines(const Comparison &comparison)
{
    if (stepsOf(comparison).isEmpty())
        return {};
    QStringList lines;
    for (const Metric &metric : headlineStepMetrics()) {
        const Comparison bySteps = comparisonBySteps(comparison, {metric});
        if (!isAllZero(bySteps))
            lines += QStringList {QString()} + aligned(tableOf(bySteps, tr("%1, by step").arg(metric.title)));
    }
    return lines;
}

QStringList boxLines(const Comparison &comparison)
{
    QStringList lines;
    for (const QString &target : comparison.targets) {
        if (const QString facts = boxFactsAsText(comparison.boxOf(target)); !facts.isEmpty())
            lines.append(u"%1: %2"_s.arg(target, facts));
    }
    return lines.isEmpty() ? lines : QStringList {QString()} + lines;
}

} // namespace

QString comparisonAsText(const Comparison &comparison, Extent extent)
{
    if (comparison.targets.isEmpty())
        return tr("There is no trial.") + u'\n';
    const bool whole = extent == Extent::All;
    const Comparison shown = whole ? comparison : headlineComparison(comparison);
    QStringList lines = shown.rows.isEmpty() ? QStringList(tr("Nothing was measured.")) : aligned(tableOf(shown));
    if (whole)
        lines += stepLines(shown) + startupLines(shown);
    lines += boxLines(shown);
    lines.append({QString(), legendOf(shown)});
    for (const QString &remark : remarksOn(shown))
        lines.append(u"! "_s + QString(remark).replace(u'\n', u"\n  "_s));
    return lines.join(u'\n') + u'\n';
}

QString leftOutByHeadlines(const Comparison &comparison)
{
    QStringList parts;
    const qsizetype metrics = comparison.rows.size() - headlineRows(comparison).size();
    if (metrics == 1)
        parts.append(tr("one more metric"));
    else if (metrics > 1)
        parts.append(tr("%1 more metrics").arg(metrics));
    if (!stepsOf(comparison).isEmpty())
        parts.append(tr("the figures of each step"));
    if (!startupComparison(comparison).rows.isEmpty())
        parts.append(tr("the phases of the start"));
    return parts.join(u", "_s);
}

} // namespace boxmark
