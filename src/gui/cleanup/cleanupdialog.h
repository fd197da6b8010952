// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/cleanup/cleaner.h"

#include <QDialog>

#include <memory>

namespace Ui {
class CleanUpDialog;
}

namespace boxmark {

/// Shows what is kept on disk for later runs, and removes it: what `boxmark clean` does.
class CleanUpDialog : public QDialog
{
    Q_OBJECT
public:
    explicit CleanUpDialog(QWidget *parent = nullptr);
    ~CleanUpDialog() override;

protected:
    bool focusNextPrevChild(bool next) override;

private:
    void showKept(const KeptThings &kept);
    void showChoice();
    void addRow(const KeptGroup &group);
    void removeChosen();
    void showResult(const CleanUp &done);
    void setRemoving(bool removing);

    std::unique_ptr<Ui::CleanUpDialog> m_ui;
    QList<KeptItem> m_items;
    QList<KeptItem> m_chosen; ///< what would be removed
    Cleaner m_cleaner; ///< last, so that it is destroyed first
};

} // namespace boxmark
