// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/targetspec.h"

#include <QDialog>
#include <QList>

#include <memory>

namespace Ui {
class AddressDialog;
}

namespace boxmark {

/// Asks where an app runs already, what it is called and how it is seen inside; says at once what is wrong with the
/// answer.
class AddressDialog : public QDialog
{
    Q_OBJECT
public:
    /// `others` are the targets that there are, whose names are taken.
    AddressDialog(QList<TargetSpec> others, QWidget *parent);
    ~AddressDialog() override;

signals:
    void chosen(const boxmark::TargetSpec &target);

private:
    Result<TargetSpec> target() const;
    void showState();
    void choose();

    std::unique_ptr<Ui::AddressDialog> m_ui;
    QList<TargetSpec> m_others;
};

} // namespace boxmark
