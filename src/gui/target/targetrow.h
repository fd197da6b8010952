// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/palette.h"
#include "model/targetspec.h"
#include "target/target.h"

#include <QFrame>

#include <memory>
#include <optional>

namespace Ui {
class TargetRow;
}

namespace boxmark {

/// One target in the list at the left: ready or not, and when not, the cause, the remedy and the command to copy.
class TargetRow : public QFrame
{
    Q_OBJECT
public:
    TargetRow(const TargetSpec &target, const TargetStyle &style, QWidget *parent);
    ~TargetRow() override;

    QString target() const { return m_target.name; }
    /// Nothing = being checked.
    void setReadiness(const std::optional<Readiness> &readiness);
    bool isReady() const { return m_ready; }
    /// The run button is of use only while nothing runs.
    void setRunAllowed(bool allowed);
    /// Whether a person may take it out of the list; at first not.
    void setRemovable(bool removable);

signals:
    void runRequested(const QString &target);
    void removeRequested(const QString &target);

protected:
    void changeEvent(QEvent *event) override;

private:
    void showProblem(const Error &problem);
    void updateIcon();
    void updateRunButton();

    std::unique_ptr<Ui::TargetRow> m_ui;
    TargetSpec m_target;
    TargetStyle m_style;
    bool m_ready = false;
    bool m_runAllowed = true;
};

} // namespace boxmark
