// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/printedreport.h"

#include "cli/commands.h"

#include <QCoreApplication>
#include <QMap>
#include <QSet>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

/// Notes are each of their own; of what marks figures the first, and how many trials have the like.
QStringList shortCaveatsOf(const QString &target, const QList<TargetCaveat> &caveats)
{
    QMap<CaveatKind, QSet<TrialId>> trials; // one trial may have several of a kind
    for (const TargetCaveat &caveat : caveats) {
        if (caveat.target == target)
            trials[caveat.caveat.kind] += QSet<TrialId>(caveat.trials.begin(), caveat.trials.end());
    }
    QStringList texts;
    for (const TargetCaveat &caveat : caveats) {
        if (caveat.target != target)
            continue;
        if (caveat.caveat.kind == CaveatKind::Note) {
            texts.append(caveat.text());
            continue;
        }
        const qsizetype all = trials.take(caveat.caveat.kind).size();
        const qsizetype others = all - caveat.trials.size();
        if (others > 0)
            texts.append(tr("%1 %2 of its trials bear this mark.").arg(caveat.text()).arg(all));
        else if (all > 0)
            texts.append(caveat.text());
    }
    return texts;
}

QString withoutNewlinesAround(QString text)
{
    while (text.startsWith(u'\n'))
        text.remove(0, 1);
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

} // namespace

QCommandLineOption wholeComparisonOption()
{
    return QCommandLineOption(u"all"_s,
        tr("Print every metric, the figures of each step and the phases of the start, and not the headlines alone."));
}

QString printedComparison(const Report &report, Extent extent)
{
    Comparison comparison = report.comparison;
    if (extent == Extent::Headlines) {
        comparison.caveats.clear();
        for (const ReportTarget &target : report.targets)
            comparison.caveats += shortCaveatsOf(target.name, report.caveats);
    }
    return comparisonAsText(comparison, extent);
}

QString leftOutText(const Comparison &comparison, const QString &wordsThatPrintIt)
{
    const QString leftOut = leftOutByHeadlines(comparison);
    return leftOut.isEmpty() ? QString() : tr("Not shown: %1. See %2.").arg(leftOut, wordsThatPrintIt);
}

QStringList incompleteTargets(const Report &report)
{
    QStringList lines;
    for (const ReportTarget &target : report.targets) {
        int planned = 0;
        int completed = 0;
        QString reason;
        for (const ReportTrial &trial : report.trials) {
            if (trial.figures.target != target.name)
                continue;
            ++planned;
            completed += trial.trial.state == TrialState::Completed ? 1 : 0;
            if (reason.isEmpty())
                reason = trial.trial.reason.section(u'\n', 0, 0);
        }
        if (completed < planned)
            lines.append(
                tr("%1: %2 of %3 trials completed. %4").arg(target.name).arg(completed).arg(planned).arg(reason));
    }
    return lines;
}

void sayParts(const QStringList &parts)
{
    QStringList said;
    for (const QString &part : parts) {
        if (const QString text = withoutNewlinesAround(part); !text.isEmpty())
            said.append(text);
    }
    say(said.join(u"\n\n"_s));
}

} // namespace boxmark
