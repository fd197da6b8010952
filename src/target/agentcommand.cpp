// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/agentcommand.h"

using namespace Qt::StringLiterals;

namespace boxmark {

QStringList agentRunArguments(const Scenario &scenario, int port, const QStringList &app)
{
    return QStringList {u"run"_s, u"--port"_s, QString::number(port), u"--interval"_s,
               QString::number(scenario.samplingInterval.count()), u"--grace"_s, QString::number(appGrace.count()),
               u"--"_s}
    + app;
}

} // namespace boxmark
