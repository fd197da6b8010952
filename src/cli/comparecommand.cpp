// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/opensessions.h"
#include "report/report.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

} // namespace

ExitStatus compareCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Prints the comparison of saved sessions as one table, and what it allows to say."));
    parser.addPositionalArgument(u"SESSION"_s, tr("Session files (.boxmark)."), u"SESSION…"_s);
    const QCommandLineOption baselineOption {
        u"baseline"_s, tr("The target that the others are held against (the first when not given)."), u"NAME"_s};
    parser.addOption(baselineOption);
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
    const auto sessions = OpenSessions::open(paths);
    if (!sessions) {
        complain(sessions.error());
        return ExitStatus::Failed;
    }
    const QString baseline = parser.value(baselineOption);
    if (const auto known = sessions.value().checkBaseline(baseline); !known) {
        complain(known.error());
        return ExitStatus::Usage;
    }
    const auto report = makeReport(sessions.value().readers(), {baseline});
    if (!report) {
        complain(report.error());
        return ExitStatus::Failed;
    }
    say(comparisonAsText(report.value().comparison)
        + verdictsAsText(report.value().comparison, report.value().verdicts));
    return ExitStatus::Done;
}

} // namespace boxmark
