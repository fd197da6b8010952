// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandline.h"

#include "cli/commands.h"
#include "report/page/markup.h"
#include "scenario/nearestkey.h"

#include <QCoreApplication>
#include <QMap>
#include <QRegularExpression>

#include <cstdio>
#include <map>
#include <optional>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Command = ExitStatus (*)(const QStringList &);

ExitStatus helpCommand(const QStringList &arguments);

const std::map<QString, Command> &commands()
{
    static const std::map<QString, Command> all {{u"scenarios"_s, scenariosCommand}, {u"targets"_s, targetsCommand},
        {u"doctor"_s, doctorCommand}, {u"run"_s, runCommand}, {u"export"_s, exportCommand},
        {u"compare"_s, compareCommand}, {u"histogram"_s, histogramCommand}, {u"metrics"_s, metricsCommand},
        {u"clean"_s, cleanCommand}, {u"help"_s, helpCommand}};
    return all;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

QString helpText()
{
    return tr(R"(Boxmark shows what isolation costs: it runs one app as a process, in a container, in a
virtual machine and in a microVM, drives the same load at each, and compares what they take.

  boxmark [FILE…]              open the window, with a scenario or saved sessions side by side
  boxmark scenarios            the scenarios that “run” finds by name, and what they need
  boxmark targets [--json]     each target: ready or not, and what mends it
  boxmark doctor [--json]      what this computer lacks, and the commands that mend it
  boxmark run SCENARIO         run a scenario (a file or a name) and print the comparison
  boxmark run --resume SESSION go on with a run that was killed, stopped or failed
  boxmark compare SESSION…     print the comparison of saved sessions
  boxmark export SESSION… --to DIR [--format csv,png,html…]
                               write tables, pictures, pages, and files for other tools
  boxmark export SESSION… --update README.md
                               refresh the part of a Markdown file between two markers
  boxmark metrics              what is measured: names for conditions, units, meanings
  boxmark histogram LOG        print the figures of an HdrHistogram interval log
  boxmark clean [--all]        what is kept on disk for later runs, and its removal
  boxmark COMMAND --help       the options of a command, and examples
  boxmark --version

A first look:
  boxmark targets
  boxmark run quick --session quick.boxmark --export report
  boxmark quick.boxmark

Exit status: 0 done; 1 the run failed; 2 usage or scenario error; 3 a condition of --fail-if holds.)");
}

QString examplesOf(const QString &command)
{
    static const QMap<QString, QString> examples {
        {u"run"_s, uR"(  boxmark run app.yaml --trials 5 --export report --format html,png
  boxmark run app.yaml --target docker --target vm --duration 10s
  boxmark run app.yaml --until 5% --trials 20
  boxmark run app.yaml --fail-if 'p95(microvm) > 1.2 * p95(docker)'
  boxmark run --resume app.boxmark)"_s},
        {u"compare"_s, uR"(  boxmark compare app.boxmark --baseline docker
  boxmark compare app.boxmark --all | less
  boxmark compare monday.boxmark tuesday.boxmark
  boxmark compare new.boxmark --against old.boxmark --fail-if 'p99(docker) > 1.1 * baseline(p99(docker))')"_s},
        {u"export"_s, uR"(  boxmark export app.boxmark --to report --format html,pdf,csv
  boxmark export app.boxmark --to slides --format png --chart latency --width 1920 --scale 2
  boxmark export app.boxmark --update README.md)"_s},
        {u"histogram"_s, u"  boxmark histogram latencies.hlog\n  boxmark histogram latencies.hlog --percentiles"_s},
        {u"clean"_s, u"  boxmark clean\n  boxmark clean --unused-for 30d\n  boxmark clean --all"_s}};
    return examples.value(command);
}

/// The option that was probably meant by the first one that the parser does not know; empty when none is near.
QString nearestOption(const QCommandLineParser &parser)
{
    const QStringList unknown = parser.unknownOptionNames();
    if (unknown.isEmpty())
        return {};
    const QString help = parser.helpText();
    static const QRegularExpression longOption(u"--([a-z-]+)"_s);
    QStringList known;
    for (auto matches = longOption.globalMatch(help); matches.hasNext();)
        known.append(matches.next().captured(1));
    return nearestKey(unknown.first(), known);
}

/// What is wrong with how often, or how empty, arguments were given; null when nothing is. An empty value is that of a
/// script's variable which is not set: to pass over it would drop a condition, or a baseline.
std::optional<Error> oddArgument(const QCommandLineParser &parser)
{
    static const QStringList repeatable {u"target"_s, u"url"_s, u"fail-if"_s, u"format"_s, u"chart"_s};
    for (const QString &name : parser.optionNames()) {
        const QStringList values = parser.values(name);
        if (values.contains(QString()))
            return Error {
                tr("“--%1” was given nothing.").arg(name), {}, tr("Give it a value, or leave the option out.")};
        if (values.size() > 1 && !repeatable.contains(name))
            return Error {tr("“--%1” was given more than once: %2.").arg(name, values.join(u", "_s)), {},
                tr("Leave all but one out.")};
    }
    if (parser.positionalArguments().contains(QString()))
        return Error {tr("One of the arguments is empty."), {}, tr("Give it a value, or leave it out.")};
    return std::nullopt;
}

ExitStatus helpCommand(const QStringList &arguments)
{
    if (arguments.isEmpty()) {
        say(helpText());
        return ExitStatus::Done;
    }
    return runCommandLine({arguments.first(), u"--help"_s});
}

/// A session file of somebody else must not speak to the terminal: a carriage return would write over what stands in
/// the line, and the marks that turn the direction of writing (Unicode TR 36) would show words in another order.
QString forTerminal(const QString &text)
{
    static const QRegularExpression deceiving(u"[\\r\\x{202a}-\\x{202e}\\x{2066}-\\x{2069}]"_s);
    return printable(text).replace(deceiving, QString(QChar::ReplacementCharacter));
}

void write(std::FILE *stream, const QString &text)
{
    const QByteArray bytes = forTerminal(text).toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

} // namespace

void say(const QString &text)
{
    write(stdout, text);
}

void complain(const QString &text)
{
    write(stderr, text);
}

void complain(const Error &error)
{
    complain(u"boxmark: "_s + error.text());
}

std::optional<ExitStatus> parseCommand(QCommandLineParser &parser, const QString &command, const QStringList &arguments)
{
    const QCommandLineOption help({u"h"_s, u"help"_s}, tr("Print this help."));
    parser.addOption(help);
    if (!parser.parse(QStringList {u"boxmark "_s + command} + arguments)) {
        const QString nearest = nearestOption(parser);
        complain(Error {parser.errorText(), QString(),
            nearest.isEmpty() ? tr("See “boxmark %1 --help”.").arg(command)
                              : tr("Did you mean “--%1”? See “boxmark %2 --help”.").arg(nearest, command)});
        return ExitStatus::Usage;
    }
    if (parser.isSet(help)) {
        QString text = parser.helpText().trimmed();
        const QString started
            = QCoreApplication::arguments().constFirst(); // as which Qt's first line names the program
        text.replace(text.indexOf(started), started.size(), u"boxmark "_s + command);
        if (const QString examples = examplesOf(command); !examples.isEmpty())
            text += u"\n\n"_s + tr("Examples:") + u'\n' + examples;
        say(text);
        return ExitStatus::Done;
    }
    if (const std::optional<Error> odd = oddArgument(parser)) {
        complain(*odd);
        return ExitStatus::Usage;
    }
    return std::nullopt;
}

std::optional<ExitStatus> parseOptionsOnly(
    QCommandLineParser &parser, const QString &command, const QStringList &arguments)
{
    if (const auto ended = parseCommand(parser, command, arguments))
        return ended;
    if (parser.positionalArguments().isEmpty())
        return std::nullopt;
    complain(Error {tr("“%1” takes no names.").arg(command), QString(), tr("See “boxmark %1 --help”.").arg(command)});
    return ExitStatus::Usage;
}

bool isCommandLine(const QStringList &arguments)
{
    if (arguments.isEmpty())
        return false;
    const QString &first = arguments.first();
    return first.startsWith(u'-') || commands().contains(first);
}

QString nearestCommand(const QString &argument)
{
    QStringList names;
    for (const auto &[name, command] : commands())
        names.append(name);
    return nearestKey(argument, names);
}

namespace {

ExitStatus carryOut(const QStringList &arguments)
{
    const QString first = arguments.value(0);
    if (first == u"--help"_s || first == u"-h"_s) {
        say(helpText());
        return ExitStatus::Done;
    }
    if (first == u"--version"_s || first == u"-v"_s) {
        say(u"boxmark "_s + QCoreApplication::applicationVersion());
        return ExitStatus::Done;
    }
    const auto command = commands().find(first);
    if (command == commands().end()) {
        const QString nearest = nearestCommand(first);
        complain(Error {
            (first.startsWith(u'-') ? tr("There is no option “%1”.") : tr("There is no command “%1”.")).arg(first),
            QString(),
            nearest.isEmpty() ? tr("See “boxmark --help”.") : tr("Did you mean “boxmark %1”?").arg(nearest)});
        return ExitStatus::Usage;
    }
    return command->second(arguments.sliced(1));
}

} // namespace

ExitStatus runCommandLine(const QStringList &arguments)
{
    const ExitStatus status = carryOut(arguments);
    if (std::ferror(stdout) == 0)
        return status;
    complain(Error {tr("Not everything could be printed."),
        tr("What standard output leads to takes no more: a disk may be full."), tr("Print into another file.")});
    return ExitStatus::Failed;
}

} // namespace boxmark
