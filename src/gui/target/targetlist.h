// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/target/targetrow.h"
#include "model/scenario.h"

#include <QList>
#include <QWidget>

#include <memory>
#include <optional>

namespace Ui {
class TargetList;
}

namespace boxmark {

/// The targets of the chosen scenario, which stay at the left of every page.
class TargetList : public QWidget
{
    Q_OBJECT
public:
    explicit TargetList(QWidget *parent = nullptr);
    ~TargetList() override;

    /// Replaces the rows; each is being checked until setReadiness(). Those named in `added` can be taken out again.
    void setTargets(const QList<TargetSpec> &targets, const QStringList &added = {});
    /// Nothing: it is being asked. A target that is not in the list is passed over: answers may come late.
    void setReadiness(const QString &target, const std::optional<Readiness> &readiness);
    // Not while a run goes on; and nothing can be added where no scenario is chosen.
    void setRunAllowed(bool allowed);
    void setAddAllowed(bool allowed);

    /// What the scenario says of its trials; takes back what a person has chosen.
    void setPlan(const std::optional<Scenario> &scenario);
    /// The scenario with the number of trials that a person has chosen, if any: then it is meant as it stands,
    /// whatever the scenario says of going on.
    Scenario withChosenTrials(Scenario scenario) const;

    /// Null when there is none of that name.
    TargetRow *row(const QString &target) const;
    /// In the order of the list.
    QStringList readyTargets() const;

signals:
    void runRequested(const QString &target);
    void removeRequested(const QString &target);
    void addRequested();
    void refreshRequested();

private:
    std::unique_ptr<Ui::TargetList> m_ui;
    int m_plannedTrials = 0; ///< of the scenario; 0 = there is none
    QList<TargetRow *> m_rows;
};

} // namespace boxmark
