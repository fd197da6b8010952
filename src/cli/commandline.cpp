// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commandline.h"

#include "cli/commands.h"
#include "report/markup.h"

#include <QCoreApplication>

#include <cstdio>
#include <map>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Command = ExitStatus (*)(const QStringList &);

const std::map<QString, Command> &commands()
{
    static const std::map<QString, Command> all {{u"targets"_s, targetsCommand}, {u"doctor"_s, doctorCommand},
        {u"run"_s, runCommand}, {u"export"_s, exportCommand}, {u"compare"_s, compareCommand},
        {u"histogram"_s, histogramCommand}};
    return all;
}

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

QString helpText()
{
    return tr(R"(Boxmark shows what isolation costs: it runs one app as a process and in a container,
drives the same load at each, and compares what they take.

  boxmark [SESSION…]           open the window, with saved sessions side by side
  boxmark targets [--json]     each target: ready or not, and what mends it
  boxmark doctor [--json]      what this computer lacks, and the commands that mend it
  boxmark run SCENARIO         run a scenario and print the comparison
  boxmark run --resume SESSION go on with a run that was killed, stopped or failed
  boxmark compare SESSION…     print the comparison of saved sessions
  boxmark export SESSION… --to DIR [--format csv,png,html…]
                               write tables, pictures, pages, and files for other tools
  boxmark export SESSION… --update README.md
                               refresh the part of a Markdown file between two markers
  boxmark histogram LOG        print the figures of an HdrHistogram interval log
  boxmark COMMAND --help       the options of a command
  boxmark --version

Exit status: 0 done; 1 the run failed; 2 usage or scenario error; 3 a condition of --fail-if holds.)");
}

void write(std::FILE *stream, const QString &text)
{
    // A session file of somebody else must not speak to the terminal.
    const QByteArray bytes = printable(text).toUtf8() + '\n';
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

bool parseCommand(QCommandLineParser &parser, const QString &command, const QStringList &arguments, bool &helped)
{
    const QCommandLineOption help({u"h"_s, u"help"_s}, tr("Print this help."));
    parser.addOption(help);
    helped = false;
    if (!parser.parse(QStringList {u"boxmark "_s + command} + arguments)) {
        complain(Error {parser.errorText(), QString(), tr("See “boxmark %1 --help”.").arg(command)});
        return false;
    }
    if (parser.isSet(help)) {
        QString text = parser.helpText().trimmed();
        text.replace(QCoreApplication::applicationFilePath(), u"boxmark "_s + command);
        say(text);
        helped = true;
    }
    return true;
}

bool isCommandLine(const QStringList &arguments)
{
    if (arguments.isEmpty())
        return false;
    const QString &first = arguments.first();
    return first.startsWith(u'-') || commands().contains(first);
}

ExitStatus runCommandLine(const QStringList &arguments)
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
        complain(Error {tr("There is no option “%1”.").arg(first), QString(), tr("See “boxmark --help”.")});
        return ExitStatus::Usage;
    }
    return command->second(arguments.sliced(1));
}

} // namespace boxmark
