// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/targetrow.h"

#include <QList>
#include <QWidget>

#include <memory>

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
    void setReadiness(const QString &target, const std::optional<Readiness> &readiness);
    void setRunAllowed(bool allowed);
    void setAddAllowed(bool allowed);

    /// Null when there is none of that name.
    TargetRow *row(const QString &target) const;
    QStringList readyTargets() const;

signals:
    void runRequested(const QString &target);
    void removeRequested(const QString &target);
    void addRequested();
    void refreshRequested();

private:
    std::unique_ptr<Ui::TargetList> m_ui;
    QList<TargetRow *> m_rows;
};

} // namespace boxmark
