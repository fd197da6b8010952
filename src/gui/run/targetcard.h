// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/palette.h"
#include "model/targetspec.h"
#include "model/trial.h"
#include "report/figures/figures.h"
#include "run/step.h"

#include <QFrame>
#include <QLabel>
#include <QList>

#include <memory>
#include <optional>

namespace Ui {
class TargetCard;
}

namespace boxmark {

/// What one target is doing in a run, and its figures so far.
class TargetCard : public QFrame
{
    Q_OBJECT
public:
    TargetCard(const TargetSpec &target, const TargetStyle &style, QWidget *parent);
    ~TargetCard() override;

    QString target() const { return m_target.name; }
    /// `which` is empty or "trial 2 of 5".
    void setStep(const StepEvent &event, const QString &which);
    /// For a saved session: what became of the trial.
    void setTrial(const Trial &trial, const QString &which);
    /// What runs the target: its mark beside the name, its facts as the name's tool tip.
    void setBox(const BoxFacts &box);
    /// What must be known of the trial's figures: a mark beside the name, whole sentences as its tool tip.
    void setCaveats(const QList<Caveat> &caveats);
    /// Figures that are absent read "–".
    void setFigures(const TrialFigures &figures);

    /// On a small screen: without the icon and p95, which the table below has too.
    void setCompact(bool compact);
    /// What each column of figures wants, and gets: the columns of all cards stand below each other.
    QList<int> columnWidths() const;
    void setColumnWidths(const QList<int> &widths);

protected:
    void changeEvent(QEvent *event) override;

private:
    QList<QLabel *> figureLabels() const;
    void updateLook();
    void setStepText(const QString &text, const QString &which, const QString &toolTip);

    std::unique_ptr<Ui::TargetCard> m_ui;
    TargetSpec m_target;
    TargetStyle m_style;
};

} // namespace boxmark
