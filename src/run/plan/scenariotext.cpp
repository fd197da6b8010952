// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/plan/scenariotext.h"

#include "run/plan/plan.h"
#include "run/plan/usualtime.h"
#include "target/registry.h"

#include <QCoreApplication>
#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("scenario", text);
}

QString appText(const AppSpec &app)
{
    switch (app.source) {
    case AppSpec::Source::Builtin:
        return tr("The built-in workload");
    case AppSpec::Source::Dockerfile:
        return tr("A Dockerfile");
    case AppSpec::Source::Git:
        return tr("The Dockerfile of %1").arg(app.location);
    case AppSpec::Source::Image:
    case AppSpec::Source::Url:
        return app.location;
    case AppSpec::Source::Command:
        return app.command.join(u' ');
    }
    Q_UNREACHABLE();
}

/// Images are built and exported by an engine, whatever runs them.
bool needsEngine(const AppSpec &app)
{
    using enum AppSpec::Source;
    return app.source == Dockerfile || app.source == Image || app.source == Git;
}

QStringList neededPrograms(const Scenario &scenario)
{
    QStringList programs;
    if (needsEngine(scenario.app))
        programs.append(tr("Docker"));
    for (const TargetSpec &target : scenario.targets) {
        const TargetKind *kind = findTargetKind(target.kind);
        if (kind && !kind->needs.isEmpty())
            programs.append(kind->needs);
    }
    programs.removeDuplicates();
    return programs;
}

QString secondsText(std::chrono::duration<double> time)
{
    return tr("%1 s").arg(QLocale::c().toString(time.count(), 'g', 4)); // as the scenario has it, not as measured
}

/// Rounded as coarsely as a guess deserves.
QString aboutText(std::chrono::duration<double> time)
{
    const auto seconds = static_cast<int>(std::ceil(time.count() / 5)) * 5;
    if (seconds < 90)
        return tr("about %1 s").arg(seconds);
    const int minutes = (seconds + 30) / 60;
    if (minutes < 60)
        return tr("about %1 min").arg(minutes);
    return tr("about %1 h %2 min").arg(minutes / 60).arg(minutes % 60);
}

} // namespace

QString scenarioNeeds(const Scenario &scenario)
{
    QStringList names;
    for (const TargetSpec &target : scenario.targets)
        names.append(target.name);
    const QString what = tr("%1 as %2.").arg(appText(scenario.app), names.join(u", "_s));
    const QStringList programs = neededPrograms(scenario);
    return programs.isEmpty() ? what : what + u' ' + tr("Needs %1.").arg(programs.join(u", "_s));
}

QString scenarioExtent(const Scenario &scenario)
{
    const QString load = scenario.load.duration
        ? secondsText(*scenario.load.duration + scenario.load.warmup)
        : tr("%1 requests").arg(QLocale::c().toString(scenario.load.requests.value_or(0)));
    const qsizetype trials = scenario.targets.size() * (fewestRounds(scenario) + (hasRoundZero(scenario) ? 1 : 0));
    const QString extent = trials == 1 ? tr("1 trial of %1").arg(load) : tr("%1 trials of %2").arg(trials).arg(load);
    const QString time = aboutText(usualRunTime(scenario));
    return scenario.until ? tr("At least %1, %2").arg(extent, time) : tr("%1, %2").arg(extent, time);
}

} // namespace boxmark
