// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "report/comparison.h"
#include "report/verdicts.h"
#include "session/sessionreader.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

Result<Comparison> readComparison(const QString &path)
{
    const auto session = SessionReader::open(path);
    if (!session)
        return session.error();
    if (!session.value()->notice().isEmpty())
        complain(session.value()->notice());
    return compareSession(*session.value());
}

/// In the order of the targets, not of execution, which the seed has drawn.
QList<TrialFigures> figuresOf(const Comparison &comparison, const QString &session, const QString &suffix)
{
    QList<TrialFigures> figures;
    for (const QString &target : comparison.targets) {
        for (TrialFigures trial : comparison.trials) {
            if (trial.target != target)
                continue;
            trial.target += suffix;
            trial.session = session;
            figures.append(trial);
        }
    }
    return figures;
}

/// With one session the targets' names are enough; with several each column says whose it is.
Result<Comparison> readComparisons(const QStringList &paths)
{
    QList<TrialFigures> figures;
    QStringList caveats;
    for (const QString &path : paths) {
        const auto comparison = readComparison(path);
        if (!comparison)
            return comparison.error();
        const QString suffix = paths.size() > 1 ? u" ("_s + QFileInfo(path).completeBaseName() + u')' : QString();
        figures += figuresOf(comparison.value(), path, suffix);
        caveats += comparison.value().caveats;
    }
    return compareFigures(figures, caveats);
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
    const auto read = readComparisons(paths);
    if (!read) {
        complain(read.error());
        return ExitStatus::Failed;
    }
    const Comparison &comparison = read.value();
    const QString baseline = parser.isSet(baselineOption) ? parser.value(baselineOption) : comparison.targets.value(0);
    if (!comparison.targets.contains(baseline) && parser.isSet(baselineOption)) {
        complain(Error {tr("There is no target “%1” to compare with.").arg(baseline), QString(),
            tr("There are: %1.").arg(comparison.targets.join(u", "_s))});
        return ExitStatus::Usage;
    }
    say(comparisonAsText(comparison) + verdictsAsText(comparison, baseline));
    return ExitStatus::Done;
}

} // namespace boxmark
