// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/printedjson.h"
#include "run/runner.h"
#include "target/computer/computercheck.h"

#include <QCoreApplication>
#include <QCoroTask>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int nameWidth = 26;
constexpr int stateWidth = 9;

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

QJsonObject toJson(const HostCheck &check)
{
    QJsonObject object {{u"group"_s, checkGroupTitle(check.group)}, {u"name"_s, check.name},
        {u"purpose"_s, check.purpose}, {u"required"_s, check.required}, {u"found"_s, check.found}};
    if (check.found)
        object.insert(u"detail"_s, check.detail);
    else
        insertError(object, check.problem);
    return object;
}

void printProblem(const Error &problem)
{
    const QString margin(2 + nameWidth + stateWidth, u' ');
    for (const QString &part : {problem.what, problem.why, problem.remedy}) {
        if (!part.isEmpty())
            say(margin + QString(part).replace(u'\n', u'\n' + margin));
    }
    if (!problem.command.isEmpty())
        say(margin + u"  "_s + problem.command);
}

void printTable(const QList<HostCheck> &checks)
{
    std::optional<CheckGroup> group;
    for (const HostCheck &check : checks) {
        if (group != check.group)
            say((group ? u"\n"_s : QString()) + checkGroupTitle(check.group));
        group = check.group;
        const QString state = check.found ? tr("ok") : check.required ? tr("MISSING") : tr("no");
        const QString detail = check.found && !check.detail.isEmpty() ? check.detail + u"; "_s : QString();
        say(u"  "_s + check.name.leftJustified(nameWidth) + state.leftJustified(stateWidth) + detail + check.purpose);
        if (!check.found)
            printProblem(check.problem);
    }
}

void printJson(const QList<HostCheck> &checks)
{
    QJsonArray array;
    for (const HostCheck &check : checks)
        array.append(toJson(check));
    sayJson(array);
}

void printConclusion(qsizetype missing)
{
    if (missing == 0)
        say(u'\n' + tr("Every target that comes with Boxmark has what it needs here."));
    else
        say(u'\n'
            + (missing == 1 ? tr("One of the things above is MISSING: some targets cannot run until that is mended.")
                            : tr("%1 of the things above are MISSING: some targets cannot run until that is mended.")
                                  .arg(missing)));
}

} // namespace

ExitStatus doctorCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Tells what this computer lacks, and the commands that mend it. "
                                        "Exit status: 0 when every target that comes with Boxmark has what it needs."));
    const QCommandLineOption json(u"json"_s, tr("Print JSON."));
    parser.addOption(json);
    if (const auto ended = parseOptionsOnly(parser, u"doctor"_s, arguments))
        return *ended;
    Runner runner;
    const QList<HostCheck> checks = QCoro::waitFor(runner.check());
    const auto missing = std::ranges::count_if(checks, [](const HostCheck &c) { return c.required && !c.found; });
    if (parser.isSet(json)) {
        printJson(checks);
    } else {
        printTable(checks);
        printConclusion(missing);
    }
    return missing == 0 ? ExitStatus::Done : ExitStatus::Failed;
}

} // namespace boxmark
