// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "cli/printedjson.h"
#include "run/runner.h"
#include "target/computer/computerfacts.h"
#include "target/registry.h"

#include <QCoreApplication>
#include <QCoroTask>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

constexpr int stateWidth = 11;

struct Status
{
    TargetSpec spec;
    Readiness readiness;
};

QList<Status> probeAll(Runner &runner)
{
    QList<Status> all;
    for (const TargetSpec &spec : QCoro::waitFor(runner.discover()))
        all.append({spec, QCoro::waitFor(runner.probe(spec, std::nullopt))});
    return all;
}

QJsonObject toJson(const Status &status)
{
    QJsonObject object {{u"name"_s, status.spec.name}, {u"kind"_s, status.spec.kind},
        {u"title"_s, targetTitle(status.spec)}, {u"ready"_s, status.readiness.ready}};
    for (auto it = status.spec.options.begin(); it != status.spec.options.end(); ++it)
        object.insert(it.key(), it.value());
    if (status.readiness.ready)
        object.insert(u"detail"_s, status.readiness.detail);
    else
        insertError(object, status.readiness.problem);
    return object;
}

void printTable(const QList<Status> &all)
{
    qsizetype nameWidth = 10;
    for (const Status &status : all)
        nameWidth = std::max(nameWidth, status.spec.name.size() + 2);
    const QString margin(nameWidth + stateWidth, u' ');
    for (const Status &status : all) {
        const QString name = status.spec.name.leftJustified(nameWidth);
        if (status.readiness.ready) {
            say(name + tr("ready      %1").arg(status.readiness.detail).trimmed());
            continue;
        }
        say(name + tr("not ready  %1").arg(status.readiness.problem.what));
        const Error &problem = status.readiness.problem;
        for (const QString &line : {problem.why, problem.remedy, problem.command}) {
            if (!line.isEmpty())
                say(margin + QString(line).replace(u'\n', u'\n' + margin));
        }
    }
}

void printKvm(const KvmVerdict &verdict)
{
    say(u'\n' + tr("KVM is %1").arg(kvmText(verdict)));
    for (const QString &line : {verdict.problem.why, verdict.problem.remedy, verdict.problem.command}) {
        if (!line.isEmpty())
            say(u"  "_s + line);
    }
}

} // namespace

ExitStatus targetsCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Lists each target: ready or not, and what mends it."));
    const QCommandLineOption json(u"json"_s, tr("Print JSON."));
    parser.addOption(json);
    if (const auto ended = parseOptionsOnly(parser, u"targets"_s, arguments))
        return *ended;
    Runner runner;
    const QList<Status> all = probeAll(runner);
    if (!parser.isSet(json)) {
        printTable(all);
        printKvm(QCoro::waitFor(runner.kvmVerdict()));
        return ExitStatus::Done;
    }
    QJsonArray array;
    for (const Status &status : all)
        array.append(toJson(status));
    sayJson(array);
    return ExitStatus::Done;
}

} // namespace boxmark
