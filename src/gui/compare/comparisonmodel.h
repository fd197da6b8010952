// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/palette.h"
#include "gui/compare/verdictmark.h"
#include "report/figures/sessionfigures.h"
#include "report/verdict/comparison.h"

#include <QAbstractTableModel>

namespace boxmark {

/// What stands in a cell, in its parts.
struct CellText
{
    QString value; ///< "1.23 ms [1.20 – 1.31]", "not measured"
    QString verdict; ///< "▲ ×1.42 [1.31 … 1.55] slower"; empty for the baseline and without one
    QString mark; ///< "⚠ near the floor": what must be known of the figure; empty as a rule
    Tone tone = Tone::Unknown;

    /// All parts in one line, as it is copied and read out.
    QString whole() const;
};

/// Metrics as rows, as a rule below headings; targets as columns. The metric's name and which way is better are
/// the row's header. Cells hold the medians as they stand in summary.csv, with their interval and, when there are
/// verdicts, how the target stands to the baseline.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Role {
        CellRole = Qt::UserRole, ///< CellText
        DirectionRole, ///< of a row's header: "lower is better"; empty for a heading
    };
    enum class Shown { All, Headline };
    enum class Grouping {
        None,
        ByGroup, ///< below what the metrics are about
        BySteps, ///< of comparisonBySteps(): below the metric that the rows are of
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setComparison(const Comparison &comparison, const TargetPalette &palette);
    /// Of a baseline that is one of the targets, or of none.
    void setVerdicts(const Verdicts &verdicts);
    /// Marks columns and the cells that they concern.
    void setCaveats(const QList<TargetCaveat> &caveats);
    void setGrouping(Grouping grouping);
    void setShown(Shown shown);

    const Comparison &comparison() const { return m_comparison; }
    bool hasVerdicts() const { return !m_verdicts.baseline.isEmpty(); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

    bool isHeading(int row) const { return m_rows[row].metric < 0; }
    /// Of a row; null for a heading.
    const Metric *metricAt(int row) const;
    /// What a row is called where no heading stands above it.
    QString nameAt(int row) const;
    /// The row of a metric, or -1 when it is not shown.
    int rowOf(const QString &metric) const;
    /// `row` must not be a heading's.
    CellText cell(int row, int target) const;

private:
    struct Row
    {
        QString heading; ///< that it stands below, or is
        qsizetype metric = -1; ///< in the comparison's rows; -1 for a heading
    };

    void arrangeRows();
    QString headingOf(const Metric &metric) const;
    QVariant rowHeader(int row, int role) const;
    QVariant columnHeader(int column, int role) const;
    QString columnToolTip(const QString &target, const QStringList &doubts) const;
    const MetricVerdict *verdictOf(const QString &target, const QString &metric) const;
    QString cellToolTip(int row, int target) const;
    QString figureToolTip(const Comparison::Row &row, int target) const;

    Comparison m_comparison;
    TargetPalette m_palette;
    Verdicts m_verdicts;
    QList<TargetCaveat> m_caveats;
    QList<Row> m_rows;
    Grouping m_grouping = Grouping::None;
    Shown m_shown = Shown::All;
};

} // namespace boxmark

Q_DECLARE_METATYPE(boxmark::CellText)
