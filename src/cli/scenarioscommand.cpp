// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "process/processspec.h"
#include "run/plan/scenariotext.h"
#include "run/vocabulary.h"
#include "scenario/nearestkey.h"
#include "scenario/scenarioreader.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

QString nameOf(const QString &filePath)
{
    return QFileInfo(filePath).completeBaseName();
}

/// Where scenarios are looked for, those that a person may fill included when they are not there yet.
QString foldersText()
{
    QStringList folders = scenarioFolders();
    if (const QString own = ownScenarioFolder(); !folders.contains(own))
        folders.append(own);
    return folders.join(u", "_s);
}

void print(const QString &filePath, qsizetype nameWidth)
{
    const auto scenario = readScenario(filePath, knownVocabulary());
    const QString margin(nameWidth, u' ');
    const QString name = nameOf(filePath).leftJustified(nameWidth);
    if (!scenario) {
        say(name + QString(scenario.error().text()).replace(u'\n', u'\n' + margin));
        return;
    }
    say(name + scenario.value().name);
    for (const QString &line : {scenario.value().description,
             u"%1 %2."_s.arg(scenarioNeeds(scenario.value()), scenarioExtent(scenario.value())), filePath}) {
        if (!line.isEmpty())
            say(margin + line);
    }
}

} // namespace

QString resumingCommand(const QString &sessionPath)
{
    return ProcessSpec {u"boxmark"_s, {u"run"_s, u"--resume"_s, sessionPath}}.commandLine();
}

Result<QString> findScenario(const QString &given)
{
    if (given.endsWith(u".boxmark"_s)) {
        return Error {tr("“%1” is a session, and no scenario.").arg(given),
            tr("“run” takes a scenario file (.yaml), or the name of one."),
            tr("To carry out the trials that the session lacks: “%1”.").arg(resumingCommand(given))};
    }
    if (QFileInfo(given).isFile() || given.contains(u'/') || given.endsWith(u".yaml"_s) || given.endsWith(u".yml"_s))
        return given;
    QStringList names;
    for (const QString &file : findScenarioFiles()) {
        if (nameOf(file) == given)
            return file;
        names.append(nameOf(file));
    }
    if (names.isEmpty())
        return Error {tr("There is no scenario “%1”.").arg(given),
            tr("There is no such file, and no scenario in %1.").arg(foldersText()),
            tr("Name a scenario file (.yaml).")};
    const QString nearest = nearestKey(given, names);
    return Error {tr("There is no scenario “%1”.").arg(given),
        tr("It is neither a file nor one of those that “boxmark scenarios” lists."),
        nearest.isEmpty() ? tr("Name a scenario file (.yaml), or one of: %1.").arg(names.join(u", "_s))
                          : tr("Did you mean “%1”?").arg(nearest)};
}

ExitStatus scenariosCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(
        tr("Lists the scenarios that “boxmark run NAME” finds by their names, with what they need."));
    if (const auto ended = parseOptionsOnly(parser, u"scenarios"_s, arguments))
        return *ended;
    const QStringList files = findScenarioFiles();
    if (files.isEmpty()) {
        complain(Error {tr("No scenario was found."), tr("There is none in %1.").arg(foldersText()),
            tr("Put one there, set BOXMARK_SCENARIOS to a folder that holds some, or name a file with “boxmark run "
               "FILE”.")});
        return ExitStatus::Failed;
    }
    qsizetype width = 0;
    for (const QString &file : files)
        width = std::max(width, nameOf(file).size() + 2);
    for (const QString &file : files)
        print(file, width);
    return ExitStatus::Done;
}

} // namespace boxmark
