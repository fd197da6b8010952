// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/startup.h"

#include <QCoreApplication>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("startup", text);
}

QList<StartupPhase> makePhases()
{
    return {
        {phase::spawn, tr("Launch"), tr("The program that launches the target is started.")},
        {phase::vmm, tr("VMM"), tr("The virtual machine monitor sets the machine up, until its first instruction.")},
        {phase::firmware, tr("Firmware"), tr("Firmware and boot loader find and load the guest's kernel.")},
        {phase::kernel, tr("Kernel"), tr("The guest's kernel starts, until it hands over to the first program.")},
        {phase::system, tr("System"),
            tr("The guest's own system starts its services, until the agent's program runs.")},
        {phase::agent, tr("Agent"),
            tr("What is left until the agent's first line: a container engine's work, the network, the app's disk.")},
        {phase::appStarted, tr("App started"), tr("The agent starts the app's process.")},
        {phase::appListening, tr("App listening"), tr("The app makes itself ready, until its port listens.")},
        {phase::firstResponse, tr("First answer"), tr("Until the first complete 200 is seen from outside.")},
    };
}

} // namespace

const QList<StartupPhase> &startupPhases()
{
    static const QList<StartupPhase> phases = makePhases();
    return phases;
}

const StartupPhase *findStartupPhase(const QString &name)
{
    for (const StartupPhase &phase : startupPhases()) {
        if (phase.name == name)
            return &phase;
    }
    return nullptr;
}

QString startupAsText(const QList<Phase> &phases)
{
    QStringList parts;
    for (const Phase &phase : phases) {
        if (const StartupPhase *known = findStartupPhase(phase.name))
            parts.append(u"%1 %2"_s.arg(known->title, formatDuration(phase.end - phase.start)));
    }
    return parts.join(u", "_s);
}

} // namespace boxmark
