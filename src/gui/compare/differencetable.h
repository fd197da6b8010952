// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

#include <QTableWidget>

namespace boxmark {

/// What differs between the computers and scenarios of several sessions: facts as rows, sessions as columns. Only rows
/// that differ.
class DifferenceTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit DifferenceTable(QWidget *parent = nullptr);

    void setReport(const Report &report);

    /// As high as its rows, up to six.
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void keyPressEvent(QKeyEvent *event) override;
};

} // namespace boxmark
