// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/scenariocard.h"

#include "gui/icons.h"
#include "run/plan.h"
#include "run/usualtime.h"
#include "target/registry.h"
#include "ui_scenariocard.h"

#include <QFileInfo>
#include <QLocale>

#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ScenarioCard", text);
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

ScenarioCard::ScenarioCard(const QString &filePath, const Result<Scenario> &scenario, QWidget *parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::ScenarioCard>())
    , m_readable(scenario.ok())
{
    m_ui->setupUi(this);
    setBackgroundRole(QPalette::Base);
    setToolTip(filePath);
    m_ui->run->setIcon(actionIcon(Action::Run));
    if (scenario) {
        m_ui->name->setText(scenario.value().name);
        m_ui->description->setText(scenario.value().description);
        m_ui->description->setVisible(!scenario.value().description.isEmpty());
        m_ui->needs->setText(scenarioNeeds(scenario.value()));
        m_ui->duration->setText(scenarioExtent(scenario.value()));
        m_ui->duration->setToolTip(
            tr("Building the app the first time comes on top, and emulated machines take longer."));
    } else {
        m_ui->name->setText(QFileInfo(filePath).fileName());
        m_ui->description->setText(scenario.error().text());
        m_ui->needs->hide();
        m_ui->run->hide();
    }
    m_ui->run->setAccessibleName(tr("Run %1").arg(m_ui->name->text()));
    connect(m_ui->run, &QPushButton::clicked, this, [this, filePath] { emit runRequested(filePath); });
}

ScenarioCard::~ScenarioCard() = default;

void ScenarioCard::setRunAllowed(bool allowed)
{
    m_ui->run->setEnabled(allowed && m_readable);
}

} // namespace boxmark
