// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "run/runner.h"
#include "target/registry.h"

#include <QCoreApplication>
#include <QCoroTask>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

struct Status
{
    const TargetKind *kind;
    Readiness readiness;
};

QList<Status> probeAll()
{
    Runner runner;
    QList<Status> all;
    for (const TargetKind &kind : targetKinds())
        all.append({&kind, QCoro::waitFor(runner.probe({kind.id, kind.id, {}}, std::nullopt))});
    return all;
}

QJsonObject toJson(const Status &status)
{
    QJsonObject object {
        {u"kind"_s, status.kind->id}, {u"title"_s, status.kind->title}, {u"ready"_s, status.readiness.ready}};
    if (status.readiness.ready) {
        object.insert(u"detail"_s, status.readiness.detail);
    } else {
        const Error &problem = status.readiness.problem;
        object.insert(u"problem"_s, problem.what);
        object.insert(u"cause"_s, problem.why);
        object.insert(u"remedy"_s, problem.remedy);
        object.insert(u"command"_s, problem.command);
    }
    return object;
}

void printTable(const QList<Status> &all)
{
    for (const Status &status : all) {
        const QString name = status.kind->id.leftJustified(10);
        if (status.readiness.ready) {
            say(name + tr("ready      %1").arg(status.readiness.detail).trimmed());
            continue;
        }
        say(name + tr("not ready  %1").arg(status.readiness.problem.what));
        const Error &problem = status.readiness.problem;
        for (const QString &line : {problem.why, problem.remedy, problem.command}) {
            if (!line.isEmpty())
                say(QString(21, u' ') + QString(line).replace(u'\n', u'\n' + QString(21, u' ')));
        }
    }
}

} // namespace

ExitStatus targetsCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Lists each target: ready or not, and what mends it."));
    const QCommandLineOption json(u"json"_s, tr("Print JSON."));
    parser.addOption(json);
    bool helped = false;
    if (!parseCommand(parser, u"targets"_s, arguments, helped))
        return ExitStatus::Usage;
    if (helped)
        return ExitStatus::Done;
    if (!parser.positionalArguments().isEmpty()) {
        complain(Error {tr("“targets” takes no names."), QString(), tr("See “boxmark targets --help”.")});
        return ExitStatus::Usage;
    }
    const QList<Status> all = probeAll();
    if (!parser.isSet(json)) {
        printTable(all);
        return ExitStatus::Done;
    }
    QJsonArray array;
    for (const Status &status : all)
        array.append(toJson(status));
    say(QString::fromUtf8(QJsonDocument(array).toJson()).trimmed());
    return ExitStatus::Done;
}

} // namespace boxmark
