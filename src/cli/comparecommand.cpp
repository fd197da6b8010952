// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/judging.h"
#include "cli/opensessions.h"
#include "cli/printedreport.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

ExitStatus compare(const QStringList &paths, const JudgingOrder &order, Extent extent)
{
    const auto sessions = OpenSessions::open(paths);
    if (!sessions) {
        complain(sessions.error());
        return ExitStatus::Failed;
    }
    const auto judging = Judging::prepare(order, sessions.value().targets());
    if (!judging) {
        complain(judging.error());
        return ExitStatus::Usage;
    }
    const auto report = makeReport(sessions.value().readers(), order.report);
    if (!report) {
        complain(report.error());
        return ExitStatus::Failed;
    }
    const QList<ConditionResult> conditions = judging.value().judge(report.value());
    const Comparison &comparison = report.value().comparison;
    sayParts({printedComparison(report.value(), extent), verdictsAsText(comparison, report.value().verdicts, extent),
        extent == Extent::Headlines ? leftOutText(comparison, u"“--all”"_s) : QString(),
        conditions.isEmpty() ? QString() : conditionsAsText(conditions)});
    return anyHolds(conditions) ? ExitStatus::ConditionHeld : ExitStatus::Done;
}

} // namespace

ExitStatus compareCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Prints the comparison of saved sessions as one table, and what it allows to "
                                        "say: of the metrics that people ask for first, or of all."));
    parser.addPositionalArgument(u"SESSION"_s, tr("Session files (.boxmark)."), u"SESSION…"_s);
    const QCommandLineOption whole = wholeComparisonOption();
    parser.addOption(whole);
    const JudgingOptions options;
    options.addTo(parser);
    if (const auto ended = parseCommand(parser, u"compare"_s, arguments))
        return *ended;
    const QStringList paths = parser.positionalArguments();
    if (paths.isEmpty()) {
        complain(
            Error {tr("“compare” takes at least one session file."), QString(), tr("See “boxmark compare --help”.")});
        return ExitStatus::Usage;
    }
    const auto order = options.read(parser);
    if (!order)
        return ExitStatus::Usage;
    return compare(paths, *order, parser.isSet(whole) ? Extent::All : Extent::Headlines);
}

} // namespace boxmark
