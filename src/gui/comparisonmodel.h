// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/palette.h"
#include "report/comparison.h"

#include <QAbstractTableModel>

namespace boxmark {

/// Metrics as rows, targets as columns: the medians as they stand in summary.csv, with their interval and, when a
/// baseline is chosen, the ratio to it.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setComparison(const Comparison &comparison, const TargetPalette &palette);
    /// Empty = no ratios.
    void setBaseline(const QString &target);
    const Comparison &comparison() const { return m_comparison; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// "1.23 ms [1.20 – 1.31]", "not measured", with "1.4 ×" behind it.
    QString cellText(int row, int target) const;

private:
    int directionColumn() const;
    QString ratioText(int row, int target) const;
    QString cellToolTip(int row, int target) const;

    Comparison m_comparison;
    TargetPalette m_palette;
    QString m_baseline;
};

} // namespace boxmark
