// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// process_holder JOURNAL-FOLDER PROGRAM ARGUMENTS…
// Journals one entry, starts the program, prints its pid on a line, and stays until it is killed.
#include "process/journal.h"
#include "process/process.h"

#include <QCoreApplication>

#include <cstdio>

using namespace boxmark;
using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    Journal journal(arguments.at(1));
    if (!journal.add({u"process"_s, u"cgroup"_s, u"/left/by a \"killed\" program"_s}))
        return 1;
    const auto factory = makeSystemProcessFactory();
    const auto process = factory->create({.program = arguments.at(2), .arguments = arguments.mid(3)});
    QObject::connect(process.get(), &Process::started, [](qint64 pid) {
        std::printf("%lld\n", static_cast<long long>(pid));
        std::fflush(stdout);
    });
    process->start();
    return QCoreApplication::exec();
}
