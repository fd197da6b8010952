// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/reportfacts.h"

#include "model/boxtext.h"
#include "report/verdict/headlines.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

QString trialsText(const Report &report, qsizetype session)
{
    qsizetype counted = 0;
    qsizetype all = 0;
    for (const ReportTrial &trial : report.trials) {
        all += trial.session == session ? 1 : 0;
        counted += trial.session == session && counts(trial.trial) ? 1 : 0;
    }
    return tr("%1 of %2 completed and count").arg(counted).arg(all);
}

} // namespace

QList<ReportFact> sessionFacts(const Report &report, qsizetype index)
{
    const Session &session = report.sessions[index];
    QList<ReportFact> facts {{tr("scenario"), session.scenario.name}, {tr("about it"), session.scenario.description},
        {tr("recorded"), tr("%1 UTC").arg(session.createdUtc.toUTC().toString(u"yyyy-MM-dd hh:mm:ss"_s))},
        {tr("by Boxmark"), session.boxmarkVersion}, {tr("session"), session.id},
        {tr("trials"), trialsText(report, index)}, {tr("order drawn from seed"), QString::number(session.seed)},
        {tr("rounds"), session.ending}, {tr("notes"), session.notes}};
    for (const auto &[name, value] : session.environment.facts) {
        if (name != u"boxmark"_s || value != session.boxmarkVersion)
            facts.append({name, value});
    }
    facts.removeIf([](const ReportFact &fact) { return fact.value.isEmpty(); });
    return facts;
}

const TargetVerdicts *onlyComparedTarget(const Verdicts &verdicts)
{
    return verdicts.targets.size() == 1 ? &verdicts.targets.first() : nullptr;
}

const MetricVerdict *findVerdict(const Verdicts &verdicts, const QString &target, const QString &metric)
{
    for (const TargetVerdicts &candidate : verdicts.targets) {
        if (candidate.target != target)
            continue;
        for (const MetricVerdict &verdict : candidate.metrics) {
            if (verdict.metric.name == metric)
                return &verdict;
        }
    }
    return nullptr;
}

Tendency tendencyOf(const MetricVerdict &verdict)
{
    const Verdict word = verdict.judgement.verdict;
    if ((word != Verdict::Lower && word != Verdict::Higher) || verdict.metric.better == Metric::Better::Neither)
        return Tendency::Neither;
    const bool lower = word == Verdict::Lower;
    return lower == (verdict.metric.better == Metric::Better::Lower) ? Tendency::Better : Tendency::Worse;
}

QStringList verdictSentences(const Report &report)
{
    QStringList sentences;
    for (const TargetVerdicts &target : report.verdicts.targets) {
        for (const Comparison::Row &row : headlineRows(report.comparison)) {
            const MetricVerdict *verdict = findVerdict(report.verdicts, target.target, row.metric.name);
            if (!verdict)
                continue;
            sentences.append(
                tr("%1 against %2, %3: %4, %5")
                    .arg(report.comparison.titleOf(target.target), report.comparison.titleOf(report.verdicts.baseline),
                        row.metric.title, effectText(*verdict), verdictText(*verdict, report.verdicts.rule)));
        }
    }
    return sentences;
}

QStringList methodNotes(const Report &report)
{
    QStringList notes {
        tr("A figure is the median of its target's trials; in brackets where the true median lies, by order statistics "
           "(with fewer than six trials their range)."),
        tr("The trial is the unit: requests only make a trial's figures. Only requests that ended well within the "
           "measured window enter latencies; a percentile is the nearest rank of a histogram with at most 0.05 % "
           "error."),
        tr("Inside is what the agent sees in the box; on the host is what the host pays for it. What could not be "
           "read is not measured, never zero.")};
    if (!report.verdicts.targets.isEmpty())
        notes += verdictNotes(report.verdicts);
    return notes;
}

QStringList markNotes(const Report &report)
{
    QStringList notes;
    for (const QString &target : report.comparison.targets) {
        const auto accelerator = report.comparison.boxOf(target).accelerator;
        if (const QString meaning = acceleratorMeaning(accelerator); !meaning.isEmpty())
            notes.append(u"%1: %2"_s.arg(report.comparison.titleOf(target), meaning));
    }
    return notes;
}

} // namespace boxmark
