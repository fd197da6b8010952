// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/judging.h"
#include "cli/opensessions.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

ExitStatus compare(const QStringList &paths, const JudgingOrder &order)
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
    QString text = comparisonAsText(report.value().comparison)
        + verdictsAsText(report.value().comparison, report.value().verdicts);
    if (!conditions.isEmpty())
        text += u'\n' + conditionsAsText(conditions);
    say(text);
    return anyHolds(conditions) ? ExitStatus::ConditionHeld : ExitStatus::Done;
}

} // namespace

ExitStatus compareCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Prints the comparison of saved sessions as one table, and what it allows to say."));
    parser.addPositionalArgument(u"SESSION"_s, tr("Session files (.boxmark)."), u"SESSION…"_s);
    const JudgingOptions options;
    options.addTo(parser);
    bool helped = false;
    if (!parseCommand(parser, u"compare"_s, arguments, helped))
        return ExitStatus::Usage;
    if (helped)
        return ExitStatus::Done;
    const QStringList paths = parser.positionalArguments();
    if (paths.isEmpty()) {
        complain(
            Error {tr("“compare” takes at least one session file."), QString(), tr("See “boxmark compare --help”.")});
        return ExitStatus::Usage;
    }
    const auto order = options.read(parser);
    return order ? compare(paths, *order) : ExitStatus::Usage;
}

} // namespace boxmark
