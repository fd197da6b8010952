// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/targetlist.h"

#include "gui/icons.h"
#include "ui_targetlist.h"

namespace boxmark {

TargetList::TargetList(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::TargetList>())
{
    m_ui->setupUi(this);
    m_ui->refresh->setIcon(actionIcon(Action::Refresh));
    m_ui->add->setIcon(actionIcon(Action::Add));
    connect(m_ui->add, &QToolButton::clicked, this, &TargetList::addRequested);
    m_ui->rowLayout->setAlignment(Qt::AlignTop);
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
        m_ui->rowLayout->addWidget(row);
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
