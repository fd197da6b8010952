// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/result.h"
#include "cli/commandline.h"
#include "cli/commands.h"
#include "gui/window.h"
#include "load/loadengine.h"

#include <QApplication>
#include <QFileInfo>

#include <array>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

// Qt tells, on every start, that XDG_RUNTIME_DIR is not set; root's shell and a container have none, and nothing that
// we do needs it.
QtMessageHandler earlierHandler = nullptr;

void filterMessages(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (!message.startsWith(u"QStandardPaths: XDG_RUNTIME_DIR not set"_s))
        earlierHandler(type, context, message);
}

bool hasDisplay()
{
    return qEnvironmentVariableIsSet("QT_QPA_PLATFORM") || !qEnvironmentVariable("DISPLAY").isEmpty()
        || !qEnvironmentVariable("WAYLAND_DISPLAY").isEmpty();
}

// Names of files are bytes, ours are text: one that is no text would be looked for, or made, under another name.
Result<QStringList> argumentsOf(int argc, char **argv)
{
    QStringList arguments;
    for (int index = 1; index < argc; ++index) {
        const QString argument = QString::fromLocal8Bit(argv[index]);
        if (argument.toLocal8Bit() != argv[index])
            return Error {u"The argument “%1” is not written in UTF-8."_s.arg(argument), {},
                u"Rename the file, or give it a link whose name is."_s};
        arguments.append(argument);
    }
    return arguments;
}

void nameApplication()
{
    QCoreApplication::setApplicationName(u"boxmark"_s);
    QCoreApplication::setOrganizationName(u"boxmark"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(BOXMARK_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Boxmark"_s);
    QGuiApplication::setDesktopFileName(u"org.boxmark.Boxmark"_s);
}

Error noSuchCommandOrFile(const QString &argument)
{
    const auto scenario = findScenario(argument);
    const bool isScenarioName = scenario && scenario.value() != argument;
    const QString nearest = isScenarioName ? u"run "_s + argument : nearestCommand(argument);
    return {u"There is no command and no file “%1”."_s.arg(argument), {},
        nearest.isEmpty() ? u"See “boxmark --help” for the commands."_s : u"Did you mean “boxmark %1”?"_s.arg(nearest)};
}

Result<void> checkWindowArguments(const QStringList &arguments, int argc, char **argv)
{
    for (const QString &argument : arguments) {
        if (QFileInfo::exists(argument))
            continue;
        const QCoreApplication placed(argc, argv); // which knows where the program lies, and so its scenarios
        return noSuchCommandOrFile(argument);
    }
    if (!hasDisplay())
        return Error {u"The window needs a display and there is none."_s, {},
            u"Use the command line: “boxmark run SCENARIO”; see “boxmark --help”."_s};
    return {};
}

// Not through the environment, which the apps that are measured inherit.
std::array<QByteArray, 2> offscreenArguments {"-platform", "offscreen"};

} // namespace

int main(int argc, char **argv)
{
    earlierHandler = qInstallMessageHandler(filterMessages);
    nameApplication();
    useLightEventLoops();
    const auto read = argumentsOf(argc, argv);
    if (!read) {
        complain(read.error());
        return static_cast<int>(ExitStatus::Usage);
    }
    const QStringList &arguments = read.value();
    if (isCommandLine(arguments)) {
        // Charts are drawn without a display, so that every command works where there is none. Our own arguments are
        // kept from Qt, which would take "--session" for the one of session management.
        std::array<char *, 4> qtArguments {
            argv[0], offscreenArguments[0].data(), offscreenArguments[1].data(), nullptr};
        int count = 3;
        const QApplication application(count, qtArguments.data());
        return static_cast<int>(runCommandLine(arguments));
    }
    if (const auto fits = checkWindowArguments(arguments, argc, argv); !fits) {
        complain(fits.error());
        return static_cast<int>(ExitStatus::Usage);
    }
    QApplication application(argc, argv);
    return runWindow(application, arguments);
}
