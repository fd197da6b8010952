// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// target_holder KIND JOURNAL-FOLDER SESSION [PORT COMMAND…]
// Starts the built-in workload, or the command that listens on PORT, as a target of this kind, as Boxmark does; prints
// the endpoint on a line once it answers; stays until it is killed.
#include "helpers/targetrun.h"
#include "load/healthprobe.h"

#include <QCoreApplication>

#include <cstdio>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    Scenario scenario;
    if (arguments.size() > 4) {
        scenario.app.source = AppSpec::Source::Command;
        scenario.app.command = arguments.mid(5);
        scenario.app.port = arguments.at(4).toInt();
    }

    const auto processes = makeSystemProcessFactory();
    Journal journal(arguments.at(2));
    TargetContext context;
    context.processes = processes.get();
    context.journal = &journal;
    context.sessionId = arguments.at(3);
    context.agentPath = findAgentBinary().value();
    context.log = [](const LogLine &line) { std::fprintf(stderr, "%s\n", qPrintable(line.text)); };

    const auto target = test::makeTarget(arguments.at(1));
    const auto app = test::await(target->prepare(scenario, context));
    if (!app)
        return 1;
    const auto instance = test::await(target->start(app.value(), scenario, context));
    if (!instance)
        return 2;
    const QUrl endpoint = instance.value()->endpoint();
    if (!test::await(waitUntilHealthy(endpoint.resolved(QUrl(u"/health"_s)), {}, 120s)))
        return 3;
    std::printf("%s\n", qPrintable(endpoint.toString()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
