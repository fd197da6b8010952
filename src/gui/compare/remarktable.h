// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/report.h"

#include <QTableWidget>

namespace boxmark {

/// What must be known of the figures: one caveat a row, with its mark, its target and the trials that say it.
class RemarkTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit RemarkTable(QWidget *parent = nullptr);

    void setReport(const Report &report);
};

} // namespace boxmark
