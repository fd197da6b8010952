// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/scenariocard.h"

#include "gui/icons.h"
#include "ui_scenariocard.h"

#include <QFileInfo>
#include <QLocale>

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
        return tr("the built-in workload");
    case AppSpec::Source::Dockerfile:
        return tr("a Dockerfile");
    case AppSpec::Source::Image:
    case AppSpec::Source::Git:
    case AppSpec::Source::Url:
        return app.location;
    case AppSpec::Source::Command:
        return app.command.join(u' ');
    }
    Q_UNREACHABLE();
}

} // namespace

QString scenarioNeeds(const Scenario &scenario)
{
    QStringList names;
    for (const TargetSpec &target : scenario.targets)
        names.append(target.name);
    return tr("App: %1. Targets: %2.").arg(appText(scenario.app), names.join(u", "_s));
}

QString scenarioExtent(const Scenario &scenario)
{
    const QString load = scenario.load.duration
        ? formatDuration(*scenario.load.duration + scenario.load.warmup)
        : tr("%1 requests").arg(QLocale::c().toString(scenario.load.requests.value_or(0)));
    const qsizetype trials = scenario.targets.size() * (scenario.trials + (scenario.discardFirstRound ? 1 : 0));
    return trials == 1 ? tr("1 trial of %1").arg(load) : tr("%1 trials of %2").arg(trials).arg(load);
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
