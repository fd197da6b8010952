// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/palette.h"
#include "report/verdict/comparison.h"

#include <QTableWidget>

namespace boxmark {

/// What ran each target: facts as rows, targets as columns.
class BoxTable : public QTableWidget
{
    Q_OBJECT
public:
    explicit BoxTable(QWidget *parent = nullptr);

    void setComparison(const Comparison &comparison, const TargetPalette &palette);
};

} // namespace boxmark
