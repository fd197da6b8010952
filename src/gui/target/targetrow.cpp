// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/target/targetrow.h"

#include "gui/widget/icons.h"
#include "model/boxtext.h"
#include "target/registry.h"
#include "ui_targetrow.h"

#include <QClipboard>
#include <QEvent>

using namespace Qt::StringLiterals;

namespace boxmark {

TargetRow::TargetRow(const TargetSpec &target, const TargetStyle &style, QWidget *parent)
    : QFrame(parent)
    , m_ui(std::make_unique<Ui::TargetRow>())
    , m_target(target)
    , m_style(style)
{
    m_ui->setupUi(this);
    m_ui->name->setText(target.name);
    if (const TargetKind *kind = findTargetKind(target.kind)) {
        m_ui->name->setToolTip(kind->summary);
        m_ui->icon->setToolTip(kind->summary);
    }
    m_ui->run->setIcon(actionIcon(Action::Run));
    m_ui->run->setAccessibleName(tr("Run %1 only").arg(target.name));
    m_ui->remove->setIcon(actionIcon(Action::Close));
    m_ui->remove->setAccessibleName(tr("Remove %1").arg(target.name));
    m_ui->remove->hide();
    m_ui->copy->setIcon(actionIcon(Action::Copy));
    updateIcon();
    connect(m_ui->run, &QToolButton::clicked, this, [this] { emit runRequested(m_target.name); });
    connect(m_ui->remove, &QToolButton::clicked, this, [this] { emit removeRequested(m_target.name); });
    connect(m_ui->copy, &QPushButton::clicked, this,
        [this] { QGuiApplication::clipboard()->setText(m_ui->copy->toolTip()); });
    setReadiness(std::nullopt);
}

TargetRow::~TargetRow() = default;

void TargetRow::setReadiness(const std::optional<Readiness> &readiness)
{
    m_ready = readiness && readiness->ready;
    m_ui->state->setText(!readiness       ? tr("checking…")
            : !m_ready                    ? tr("not ready")
            : readiness->detail.isEmpty() ? tr("ready")
                                          : tr("ready: %1").arg(readiness->detail));
    const auto accelerator = readiness ? readiness->accelerator : std::nullopt;
    m_ui->badge->setMark(acceleratorMark(accelerator), acceleratorMeaning(accelerator));
    showProblem(readiness && !m_ready ? readiness->problem : Error {});
    setAccessibleName(u"%1, %2"_s.arg(markedTarget(m_target.name, accelerator), m_ui->state->text()));
    updateRunButton();
}

void TargetRow::showProblem(const Error &problem)
{
    m_ui->problem->setText(problem.text());
    m_ui->problem->setVisible(!problem.what.isEmpty());
    m_ui->copy->setVisible(!problem.command.isEmpty());
    m_ui->copy->setToolTip(problem.command);
    m_ui->copy->setAccessibleDescription(problem.command);
}

void TargetRow::setRunAllowed(bool allowed)
{
    m_runAllowed = allowed;
    updateRunButton();
}

void TargetRow::setRemovable(bool removable)
{
    m_ui->remove->setVisible(removable);
}

void TargetRow::updateRunButton()
{
    m_ui->run->setEnabled(m_ready && m_runAllowed);
    m_ui->remove->setEnabled(m_runAllowed);
    m_ui->run->setToolTip(!m_ready ? tr("%1 is not ready").arg(m_target.name)
            : !m_runAllowed        ? tr("A run goes on")
                                   : tr("Run %1 only").arg(m_target.name));
}

void TargetRow::updateIcon()
{
    m_ui->icon->setPixmap(targetIcon(m_target.kind, m_style).pixmap(QSize(28, 28), devicePixelRatio()));
}

void TargetRow::changeEvent(QEvent *event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        updateIcon();
}

} // namespace boxmark
