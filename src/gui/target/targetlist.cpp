// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/target/targetlist.h"

#include "gui/widget/icons.h"
#include "ui_targetlist.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

TargetList::TargetList(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::TargetList>())
{
    m_ui->setupUi(this);
    m_ui->refresh->setIcon(actionIcon(Action::Refresh));
    m_ui->add->setIcon(actionIcon(Action::Add));
    connect(m_ui->add, &QToolButton::clicked, this, &TargetList::addRequested);
    m_ui->rowLayout->addStretch(); // an alignment would cut what is higher than its hint: messages that wrap
    connect(m_ui->refresh, &QToolButton::clicked, this, &TargetList::refreshRequested);
}

TargetList::~TargetList() = default;

void TargetList::setTargets(const QList<TargetSpec> &targets, const QStringList &added)
{
    qDeleteAll(m_rows);
    m_rows.clear();
    const TargetPalette palette(targets);
    for (const TargetSpec &target : targets) {
        auto *row = new TargetRow(target, palette.style(target.name), this);
        connect(row, &TargetRow::runRequested, this, &TargetList::runRequested);
        row->setRemovable(added.contains(target.name));
        // Whoever is told makes the rows anew, this one too.
        connect(row, &TargetRow::removeRequested, this, &TargetList::removeRequested, Qt::QueuedConnection);
        m_ui->rowLayout->insertWidget(static_cast<int>(m_rows.size()), row);
        m_rows.append(row);
    }
}

void TargetList::setReadiness(const QString &target, const std::optional<Readiness> &readiness)
{
    if (TargetRow *found = row(target))
        found->setReadiness(readiness);
}

void TargetList::setRunAllowed(bool allowed)
{
    for (TargetRow *row : std::as_const(m_rows))
        row->setRunAllowed(allowed);
    m_ui->trialsOfEach->setEnabled(allowed && m_plannedTrials > 0);
}

void TargetList::setPlan(const std::optional<Scenario> &scenario)
{
    m_plannedTrials = scenario ? scenario->trials : 0;
    m_ui->trialsOfEach->setEnabled(scenario.has_value());
    m_ui->trialsOfEach->setValue(std::max(1, m_plannedTrials));
    QStringList hints {
        tr("Each round runs every target once. From three on a difference can be told, five give a better idea.")};
    if (scenario && scenario->until)
        hints.append(
            tr("The scenario goes on until its intervals are narrow; a number of your own is meant as it stands."));
    else if (scenario)
        hints.append(tr("The scenario says %1.").arg(m_plannedTrials));
    m_ui->trialsOfEach->setToolTip(hints.join(u'\n'));
}

Scenario TargetList::withChosenTrials(Scenario scenario) const
{
    const int chosen = m_ui->trialsOfEach->value();
    if (chosen == m_plannedTrials)
        return scenario;
    scenario.trials = chosen;
    scenario.until.reset();
    return scenario;
}

void TargetList::setAddAllowed(bool allowed)
{
    m_ui->add->setEnabled(allowed);
}

TargetRow *TargetList::row(const QString &target) const
{
    for (TargetRow *row : m_rows) {
        if (row->target() == target)
            return row;
    }
    return nullptr;
}

QStringList TargetList::readyTargets() const
{
    QStringList names;
    for (const TargetRow *row : m_rows) {
        if (row->isReady())
            names.append(row->target());
    }
    return names;
}

} // namespace boxmark
