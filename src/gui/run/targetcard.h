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

#include <array>
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

    /// On a small screen: without the icon.
    void setCompact(bool compact);
    /// What each column of figures wants, hidden or not, and gets: the columns of all cards stand below each other. A
    /// figure that gets less ends in …, one that gets nothing is left to the table below.
    QList<int> columnWidths() const;
    void setColumnWidths(const QList<int> &widths);
    /// With which columns stay where they are when a number grows a little.
    QList<int> comfortableWidths() const;
    /// What everything beside those columns needs.
    int widthBesideColumns(bool compact) const;
    /// Those that may be left out, the one that is missed least first: p95, CPU, memory.
    static constexpr std::array<qsizetype, 3> dispensable {2, 5, 6};

protected:
    void changeEvent(QEvent *event) override;

private:
    QList<QLabel *> figureLabels() const;
    QList<QLabel *> captionLabels() const;
    void updateLook();
    void setStepText(const QString &text, const QString &which, const QString &toolTip);

    std::unique_ptr<Ui::TargetCard> m_ui;
    TargetSpec m_target;
    TargetStyle m_style;
};

} // namespace boxmark
