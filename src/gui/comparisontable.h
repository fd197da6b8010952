// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/comparisonmodel.h"

#include <QTableView>

namespace boxmark {

/// The table of a comparison; Ctrl+C copies the selected cells, separated by tabs.
class ComparisonTable : public QTableView
{
    Q_OBJECT
public:
    explicit ComparisonTable(QWidget *parent = nullptr);

    ComparisonModel &comparisonModel() { return m_model; }
    void setComparison(const Comparison &comparison, const TargetPalette &palette);
    void setBaseline(const QString &target);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fitColumns();
    void copySelection() const;

    ComparisonModel m_model;
};

} // namespace boxmark
