// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/terminationsignal.h"
#include "cli/commands.h"
#include "cli/judging.h"
#include "cli/printedreport.h"
#include "cli/runoptions.h"
#include "cli/runreporter.h"
#include "process/processspec.h"
#include "report/export.h"
#include "report/exportfolder.h"
#include "report/verdict/selfcheck.h"
#include "report/verdict/verdicts.h"
#include "resume/resumption.h"
#include "run/runner.h"
#include "run/vocabulary.h"
#include "session/sessionreader.h"
#include "session/sessionstore.h"
#include "session/sessionwriter.h"

#include <QCoreApplication>
#include <QCoroTask>
#include <QDir>
#include <QEventLoop>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

// Made before the run, so that a folder that cannot be written costs no measurement.
Result<void> checkExportDirectory(const QString &directory)
{
    return directory.isEmpty() ? Result<void>() : makeExportFolder(directory);
}

Result<std::unique_ptr<SessionWriter>> createSession(const RunOrder &order, const Scenario &scenario)
{
    if (!order.replaceSession && QFileInfo(order.sessionPath).isFile())
        return Error {tr("There is a file “%1” already.").arg(order.sessionPath),
            tr("A session is not written over another unasked."),
            tr("Choose another name, or replace it with “--replace”.")};
    if (!order.sessionPath.isEmpty())
        return SessionWriter::create(order.sessionPath, order.replaceSession);
    const QString folder = sessionFolder();
    if (!QDir().mkpath(folder))
        return Error {tr("The folder “%1” cannot be made.").arg(folder), QString(),
            tr("Name a session file with “--session FILE”.")};
    return SessionWriter::create(newSessionPath(folder, scenario.name, QDateTime::currentDateTime()));
}

/// `resumption` is null for a run that begins anew.
Result<void> carryOut(
    const Scenario &scenario, const RunOrder &order, const Resumption *resumption, SessionWriter &writer)
{
    const std::unique_ptr<RoundsJudge> judge = makeJudge(scenario, resumption);
    Runner runner;
    RunReporter reporter(runner);
    for (const Error &leftover : QCoro::waitFor(runner.recover()))
        complain(leftover);
    runner.addSink(&writer);
    runner.addSink(&reporter);
    RunOptions options = order.options;
    if (judge) {
        runner.addSink(judge.get());
        options.judgeRounds = [&judge] { return judge->judgement(); };
    }
    TerminationSignal termination;
    QObject::connect(&termination, &TerminationSignal::received, &runner, &Runner::cancel);
    // What cannot be kept need not be measured.
    QObject::connect(&writer, &SessionWriter::failed, &runner, &Runner::cancel);

    Result<void> outcome;
    QEventLoop loop;
    QObject::connect(&runner, &Runner::finished, &loop, [&](const Result<void> &result) {
        outcome = result;
        loop.quit();
    });
    runner.start(scenario, options);
    loop.exec();
    return writer.status() ? outcome : writer.status();
}

void tell(const Report &report, const QList<ConditionResult> &conditions, const RunOrder &order)
{
    const Comparison &comparison = report.comparison;
    const Session &session = report.sessions.first();
    const ProcessSpec whole {u"boxmark"_s, {u"compare"_s, session.filePath, u"--all"_s}};
    const bool isShort = order.extent == Extent::Headlines;
    sayParts({printedComparison(report, order.extent),
        order.selfCheck ? selfCheckAsText(checkSelf(comparison))
                        : verdictsAsText(comparison, report.verdicts, order.extent),
        isShort ? leftOutText(comparison, u"“%1”"_s.arg(whole.commandLine())) : QString(),
        conditions.isEmpty() ? QString() : conditionsAsText(conditions)});
    complain(tr("Session: %1").arg(session.filePath));
    complain(tr("The targets took turns in an order that “--seed %1” repeats.").arg(session.seed));
}

/// What the report of a run comes to.
struct Ending
{
    bool conditionHolds = false;
    QStringList incomplete; ///< incompleteTargets()
};

Result<Ending> report(const QString &sessionPath, const RunOrder &order, const Judging &judging)
{
    const auto session = SessionReader::open(sessionPath);
    if (!session)
        return session.error();
    const bool exports = !order.exportDirectory.isEmpty();
    auto made = SessionExport::read({session.value().get()}, order.exportDirectory,
        exports ? order.exportFormats : QStringList(), {order.judging.report});
    if (!made)
        return made.error();
    made.value().setConditions(judging.judge(made.value().report()));
    const QList<ConditionResult> &conditions = made.value().source().conditions;
    tell(made.value().report(), conditions, order);
    const auto written = made.value().carryOutAll();
    if (!written)
        return written.error();
    if (exports)
        complain(tr("Exported %1 files into %2").arg(written.value().size()).arg(order.exportDirectory));
    return Ending {anyHolds(conditions), incompleteTargets(made.value().report())};
}

ExitStatus statusOf(const Result<void> &outcome, const Result<Ending> &ending, const QString &sessionPath)
{
    if (!outcome)
        complain(outcome.error());
    if (!ending)
        complain(ending.error());
    else if (!outcome && !ending.value().incomplete.isEmpty())
        complain(tr("Not everything was measured:") + u"\n  "_s + ending.value().incomplete.join(u"\n  "_s) + u'\n'
            + tr("To measure what is missing: “%1”.").arg(resumingCommand(sessionPath)));
    if (!outcome || !ending)
        return ExitStatus::Failed;
    return ending.value().conditionHolds ? ExitStatus::ConditionHeld : ExitStatus::Done;
}

ExitStatus carryOutAndReport(const Scenario &scenario, const RunOrder &order, const Judging &judging,
    const Resumption *resumption, Result<std::unique_ptr<SessionWriter>> writer)
{
    if (!writer) {
        complain(writer.error());
        return ExitStatus::Failed;
    }
    const QString sessionPath = writer.value()->filePath();
    const Result<void> outcome = carryOut(scenario, order, resumption, *writer.value());
    writer.take().reset();
    return statusOf(outcome, report(sessionPath, order, judging), sessionPath);
}

ExitStatus resumeRun(RunOrder order)
{
    const auto read = readResumption(order.resumePath);
    if (!read) {
        complain(read.error());
        return ExitStatus::Failed;
    }
    const Resumption &resumption = read.value();
    if (!resumption.notice.isEmpty())
        complain(resumption.notice);
    if (const auto writable = checkExportDirectory(order.exportDirectory); !writable) {
        complain(writable.error());
        return ExitStatus::Failed;
    }
    const auto judging = Judging::prepare(order.judging, resumption.session.plannedTargets());
    if (!judging) {
        complain(judging.error());
        return ExitStatus::Usage;
    }
    if (resumption.complete) {
        complain(tr("Every trial of this session has completed: there is nothing to resume."));
        return statusOf({}, report(order.resumePath, order, judging.value()), order.resumePath);
    }
    order.options.resumed = resumption.session;
    order.options.seed = resumption.session.seed;
    return carryOutAndReport(resumption.session.scenario, order, judging.value(), &resumption,
        SessionWriter::resume(order.resumePath, resumption.again));
}

/// That will have trials.
QStringList targetsOf(const Scenario &scenario, const RunOrder &order)
{
    QStringList names;
    for (const TargetSpec &target : scenario.targets) {
        if (order.selfCheck || order.options.targets.isEmpty() || order.options.targets.contains(target.name))
            names.append(target.name);
    }
    return names;
}

ExitStatus beginRun(RunOrder order)
{
    const auto path = findScenario(order.scenarioPath);
    if (!path) {
        complain(path.error());
        return ExitStatus::Usage;
    }
    const auto read = readScenario(path.value(), knownVocabulary());
    const auto scenario = read ? order.applyTo(read.value()) : read;
    if (!scenario) {
        complain(scenario.error());
        return ExitStatus::Usage;
    }
    const auto judging = Judging::prepare(order.judging, targetsOf(scenario.value(), order));
    if (!judging) {
        complain(judging.error());
        return ExitStatus::Usage;
    }
    if (const auto writable = checkExportDirectory(order.exportDirectory); !writable) {
        complain(writable.error());
        return ExitStatus::Failed;
    }
    if (order.selfCheck)
        order.options.targets.clear(); // the scenario has but the two
    return carryOutAndReport(scenario.value(), order, judging.value(), nullptr, createSession(order, scenario.value()));
}

} // namespace

ExitStatus runCommand(const QStringList &arguments)
{
    const auto parsed = parseRunOrder(arguments);
    if (const auto *ended = std::get_if<ExitStatus>(&parsed))
        return *ended;
    const auto &order = std::get<RunOrder>(parsed);
    return order.resumePath.isEmpty() ? beginRun(order) : resumeRun(order);
}

} // namespace boxmark
