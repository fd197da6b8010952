// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/start/scenariocard.h"

#include "gui/widget/icons.h"
#include "run/plan/scenariotext.h"
#include "ui_scenariocard.h"

#include <QFileInfo>

namespace boxmark {

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
