// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/runoptions.h"

#include "base/quantity.h"
#include "cli/commands.h"
#include "cli/formatlist.h"
#include "cli/printedreport.h"
#include "scenario/nearestkey.h"

#include <QCoreApplication>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

struct RunParser
{
    QCommandLineParser parser;
    const QCommandLineOption target {u"target"_s, tr("Run only this target; may be given several times."), u"NAME"_s};
    const QCommandLineOption url {u"url"_s,
        tr("Load the app that already runs there, in the place of the scenario's targets or besides those of "
           "“--target”; may be given several times. NAME is what it is called in the figures."),
        u"[NAME=]http://HOST:PORT"_s};
    const QCommandLineOption trials {
        u"trials"_s, tr("Trials of each target, instead of the scenario's; with “--until”, at most so many."), u"N"_s};
    const QCommandLineOption until {u"until"_s,
        tr("Go on until the interval of every target's median is narrower than this share of it, such as 5%."),
        u"SHARE"_s};
    const QCommandLineOption duration {
        u"duration"_s, tr("Measure for so long (5s, 2m), instead of what the scenario says."), u"TIME"_s};
    const QCommandLineOption requests {
        u"requests"_s, tr("Measure so many requests, instead of what the scenario says."), u"N"_s};
    const QCommandLineOption seed {u"seed"_s, tr("Seed of the order of the targets and of weighted steps."), u"N"_s};
    const QCommandLineOption session {u"session"_s, tr("Save the session in this file."), u"FILE"_s};
    const QCommandLineOption replace {u"replace"_s, tr("Replace the session file when it exists.")};
    const QCommandLineOption exportTo {
        u"export"_s, tr("Export tables and pictures into this folder afterwards."), u"DIR"_s};
    const QCommandLineOption format {u"format"_s,
        tr("With --export: formats as “boxmark export --help” lists them; %1 when not given.").arg(usualFormats()),
        u"FORMATS"_s, usualFormats()};
    const QCommandLineOption whole = wholeComparisonOption();
    const JudgingOptions judging;
    const QCommandLineOption resume {u"resume"_s,
        tr("Instead of a scenario: carry out the trials that this session lacks, with its plan, into the same file."),
        u"SESSION"_s};
    const QCommandLineOption selfCheck {u"self-check"_s,
        tr("Run one target against itself under two names, and tell how often a difference would be claimed.")};
    const QCommandLineOption allowRemote {u"allow-remote"_s,
        tr("Let the load go to other computers, as url targets may name them. Only with their owner's leave.")};
    const QCommandLineOption noFloor {
        u"no-floor"_s, tr("Do not measure beforehand what each target's network path takes by itself.")};
    const QCommandLineOption readyTimeout {
        u"ready-timeout"_s, tr("How long an app may take to its first 200 (default 60s)."), u"TIME"_s};

    /// Empty when there is none.
    QString firstThatChangesThePlan() const
    {
        for (const QCommandLineOption *option :
            {&target, &url, &trials, &until, &duration, &requests, &seed, &session, &replace, &selfCheck, &noFloor}) {
            if (parser.isSet(*option))
                return option->names().first();
        }
        return {};
    }

    RunParser()
    {
        parser.setApplicationDescription(tr("Runs a scenario, saves the session and prints the comparison."));
        parser.addPositionalArgument(u"SCENARIO"_s,
            tr("The scenario file (.yaml), or the name of one that “boxmark scenarios” lists."),
            u"SCENARIO|--resume SESSION"_s);
        parser.addOptions({target, url, trials, until, duration, requests, seed, session, replace, exportTo, format,
            whole, resume, selfCheck, allowRemote, noFloor, readyTimeout});
        judging.addTo(parser);
    }
};

// Each reads one option into `into`; false after a complaint.

template <typename Number>
bool readNumber(const RunParser &run, const QCommandLineOption &option, quint64 minimum, quint64 maximum, Number &into)
{
    if (!run.parser.isSet(option))
        return true;
    bool ok = false;
    const quint64 value = run.parser.value(option).toULongLong(&ok);
    if (!ok || value < minimum || value > maximum) {
        complain(Error {tr("“--%1 %2” is not possible.").arg(option.names().first(), run.parser.value(option)),
            QString(), tr("Give a whole number from %1 to %2.").arg(minimum).arg(maximum)});
        return false;
    }
    into = static_cast<typename std::remove_reference_t<decltype(into)>>(value);
    return true;
}

bool readDuration(const RunParser &run, const QCommandLineOption &option, std::optional<std::chrono::nanoseconds> &into)
{
    if (!run.parser.isSet(option))
        return true;
    const auto parsed = parseDuration(run.parser.value(option));
    if (!parsed || parsed.value() < 10ms || parsed.value() > 24h) {
        complain(Error {tr("“--%1 %2” is not possible.").arg(option.names().first(), run.parser.value(option)),
            QString(), parsed ? tr("Give a duration from 10 ms to 24 h.") : parsed.error().remedy});
        return false;
    }
    into = parsed.value();
    return true;
}

bool readShare(const RunParser &run, const QCommandLineOption &option, std::optional<double> &into)
{
    if (!run.parser.isSet(option))
        return true;
    const auto share = parseShare(run.parser.value(option));
    if (!share || share.value() < 0.001 || share.value() > 1) {
        complain(Error {tr("“--%1 %2” is not possible.").arg(option.names().first(), run.parser.value(option)),
            QString(), share ? tr("Give a share from 0.1% to 100%.") : share.error().remedy});
        return false;
    }
    into = share.value();
    return true;
}

bool checkShape(const RunParser &run)
{
    QString what;
    const bool resumes = run.parser.isSet(run.resume);
    if (run.parser.positionalArguments().size() != (resumes ? 0 : 1))
        what = resumes ? tr("A session that is resumed brings its scenario with it.")
                       : tr("“run” takes one scenario file, or the name of one that “boxmark scenarios” lists.");
    else if (const QString changing = run.firstThatChangesThePlan(); resumes && !changing.isEmpty())
        what = tr("“--%1” cannot change the plan of a session that is resumed.").arg(changing);
    else if (run.parser.isSet(run.selfCheck)
        && run.parser.values(run.target).size() + run.parser.values(run.url).size() > 1)
        what = tr("“--self-check” runs one target.");
    else if (run.parser.isSet(run.duration) && run.parser.isSet(run.requests))
        what = tr("“--duration” and “--requests” exclude each other.");
    else if (run.parser.isSet(run.format) && !run.parser.isSet(run.exportTo))
        what = tr("“--format” says what “--export DIR” writes, which is not given.");
    else if (run.parser.isSet(run.replace) && !run.parser.isSet(run.session))
        what = tr("“--replace” is of “--session FILE”, which is not given.");
    else if (run.parser.isSet(run.until) && run.parser.isSet(run.trials)
        && run.parser.value(run.trials).toInt() < fewestTrialsForInterval)
        what = tr("“--until” needs at least %1 trials of each target: fewer have no 95 % interval.")
                   .arg(fewestTrialsForInterval);
    if (!what.isEmpty())
        complain(Error {what, QString(), tr("See “boxmark run --help”.")});
    return what.isEmpty();
}

QList<TargetSpec> againstItself(const TargetSpec &target)
{
    const QString suffix = u"-again"_s;
    TargetSpec again = target;
    again.name = target.name.left(longestTargetName - suffix.size()) + suffix;
    return {target, again};
}

} // namespace

std::variant<RunOrder, ExitStatus> parseRunOrder(const QStringList &arguments)
{
    RunParser run;
    if (const auto ended = parseCommand(run.parser, u"run"_s, arguments))
        return *ended;
    if (!checkShape(run))
        return ExitStatus::Usage;
    RunOrder order;
    order.scenarioPath = run.parser.positionalArguments().value(0);
    order.resumePath = run.parser.value(run.resume);
    order.selfCheck = run.parser.isSet(run.selfCheck);
    order.noFloor = run.parser.isSet(run.noFloor);
    order.sessionPath = run.parser.value(run.session);
    order.replaceSession = run.parser.isSet(run.replace);
    order.exportDirectory = run.parser.value(run.exportTo);
    order.extent = run.parser.isSet(run.whole) ? Extent::All : Extent::Headlines;
    order.options.targets = run.parser.values(run.target);
    for (const QString &url : run.parser.values(run.url))
        order.runningApps.append(RunningApp::fromText(url));
    order.options.allowRemote = run.parser.isSet(run.allowRemote);
    order.options.seed = QRandomGenerator::system()->generate();
    std::optional<quint64> trials;
    std::optional<std::chrono::nanoseconds> readyTimeout;
    const bool fits = readNumber(run, run.trials, 1, 1000, trials)
        && readNumber(run, run.requests, 1, 1'000'000'000, order.requests)
        && readNumber(run, run.seed, 0, std::numeric_limits<quint64>::max(), order.options.seed)
        && readShare(run, run.until, order.until) && readDuration(run, run.duration, order.duration)
        && readDuration(run, run.readyTimeout, readyTimeout);
    const auto judging = run.judging.read(run.parser);
    order.exportFormats = formatsOf(run.parser.values(run.format));
    if (!fits || !judging || order.exportFormats.isEmpty())
        return ExitStatus::Usage;
    order.judging = *judging;
    if (trials)
        order.trials = static_cast<int>(*trials);
    if (readyTimeout)
        order.options.readyDeadline = std::chrono::duration_cast<std::chrono::milliseconds>(*readyTimeout);
    return order;
}

TargetSpec RunOrder::chosenTarget(const Scenario &scenario) const
{
    for (const TargetSpec &target : scenario.targets) {
        if (options.targets.contains(target.name))
            return target;
    }
    return scenario.targets.first();
}

// A number of trials alone is meant as it stands, whatever the scenario says of going on.
void RunOrder::changeRounds(Scenario &scenario) const
{
    if (judging.report.margin)
        scenario.equivalence = *judging.report.margin;
    if (trials && !until) {
        scenario.trials = *trials;
        scenario.until.reset();
    }
    if (!until)
        return;
    if (!scenario.until)
        scenario.until.emplace();
    scenario.until->interval = *until;
    if (trials)
        scenario.until->trials = *trials;
    scenario.trials = std::min(scenario.trials, scenario.until->trials);
}

// They stand in the place of the scenario's targets, whose names are free then.
Result<void> RunOrder::addRunningApps(Scenario &scenario)
{
    if (!runningApps.isEmpty())
        scenario.targets.removeIf([this](const TargetSpec &target) { return !options.targets.contains(target.name); });
    for (const RunningApp &app : std::as_const(runningApps)) {
        const auto target = targetOfRunningApp(app, scenario.targets);
        if (!target)
            return target.error();
        scenario.targets.append(target.value());
        options.targets.append(target.value().name);
    }
    return {};
}

Result<Scenario> RunOrder::applyTo(Scenario scenario)
{
    QStringList known;
    for (const TargetSpec &target : scenario.targets)
        known.append(target.name);
    for (const QString &target : options.targets) {
        if (known.contains(target))
            continue;
        const QString nearest = nearestKey(target, known);
        return Error {tr("The scenario has no target “%1”.").arg(target),
            nearest.isEmpty() ? QString() : tr("Did you mean “%1”?").arg(nearest),
            tr("Its targets: %1.").arg(known.join(u", "_s))};
    }
    if (const auto added = addRunningApps(scenario); !added)
        return added.error();
    changeRounds(scenario);
    if ((requests || duration) && !scenario.load.stages.isEmpty())
        return Error {tr("“--duration” and “--requests” cannot change this scenario."),
            tr("The stages of its load say how long to measure."), tr("Change the stages in the scenario.")};
    if (requests || duration) {
        scenario.load.requests = requests;
        scenario.load.duration = duration;
    }
    if (noFloor)
        scenario.pathFloor = false;
    if (selfCheck)
        scenario.targets = againstItself(chosenTarget(scenario));
    return scenario;
}

} // namespace boxmark
