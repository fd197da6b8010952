// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/cleanup/cleaner.h"
#include "host/hostcheck.h"

#include <QDialog>
#include <QList>

#include <memory>

class QTreeWidgetItem;

namespace Ui {
class ComputerDialog;
}

namespace boxmark {

/// Every part that Boxmark can use of this computer, whether it is here, and what brings it: what `boxmark doctor`
/// prints. Also how much is kept on disk for later runs, and the way to remove it.
class ComputerDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ComputerDialog(QWidget *parent = nullptr);
    ~ComputerDialog() override;

    void setChecks(const QList<HostCheck> &checks);

signals:
    void checkRequested();

private:
    void addRow(int index);
    QTreeWidgetItem *group(const QString &title);
    void showProblem();
    void showKept(const KeptThings &kept);
    void cleanUp();

    std::unique_ptr<Ui::ComputerDialog> m_ui;
    QList<HostCheck> m_checks;
    Cleaner m_cleaner; ///< last, so that it is destroyed first
};

} // namespace boxmark
