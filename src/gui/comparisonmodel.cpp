// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/comparisonmodel.h"

#include "gui/icons.h"
#include "model/boxtext.h"
#include "report/metricchart.h"

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int firstTargetColumn = 1; ///< after the metric

} // namespace

void ComparisonModel::setComparison(const Comparison &comparison, const TargetPalette &palette)
{
    beginResetModel();
    m_comparison = comparison;
    m_palette = palette;
    if (!m_comparison.targets.contains(m_baseline))
        m_baseline.clear();
    endResetModel();
}

void ComparisonModel::setBaseline(const QString &target)
{
    m_baseline = m_comparison.targets.contains(target) ? target : QString();
    if (rowCount() > 0 && directionColumn() > firstTargetColumn)
        emit dataChanged(index(0, firstTargetColumn), index(rowCount() - 1, directionColumn() - 1));
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_comparison.rows.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : directionColumn() + 1;
}

// Behind the targets, which are what people look for.
int ComparisonModel::directionColumn() const
{
    return firstTargetColumn + static_cast<int>(m_comparison.targets.size());
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Metric &metric = m_comparison.rows[index.row()].metric;
    if (index.column() == 0)
        return role == Qt::DisplayRole ? QVariant(metric.title) : role == Qt::ToolTipRole ? metric.meaning : QVariant();
    if (index.column() == directionColumn())
        return role == Qt::DisplayRole ? QVariant(metric.betterText()) : QVariant();
    const int target = index.column() - firstTargetColumn;
    switch (role) {
    case Qt::DisplayRole:
        return cellText(index.row(), target);
    case Qt::ToolTipRole:
        return cellToolTip(index.row(), target);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return QAbstractTableModel::headerData(section, orientation, role);
    const bool isTarget = section >= firstTargetColumn && section < directionColumn();
    if (role == Qt::DisplayRole) {
        if (isTarget)
            return m_comparison.titleOf(m_comparison.targets[section - firstTargetColumn]);
        return section == 0 ? tr("Metric") : tr("Direction");
    }
    if (role == Qt::DecorationRole && isTarget)
        return markerPixmap(m_palette.style(m_comparison.targets[section - firstTargetColumn]));
    if (role == Qt::ToolTipRole && isTarget)
        return boxFactsAsText(m_comparison.boxOf(m_comparison.targets[section - firstTargetColumn]));
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue((isTarget ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    return {};
}

QString ComparisonModel::cellText(int row, int target) const
{
    const QString text = boxmark::cellText(m_comparison.rows[row].metric, m_comparison.rows[row].cells[target]);
    const QString ratio = ratioText(row, target);
    return ratio.isEmpty() ? text : text + u"  "_s + ratio;
}

QString ComparisonModel::ratioText(int row, int target) const
{
    const qsizetype baseline = m_comparison.targets.indexOf(m_baseline);
    if (baseline < 0 || baseline == target)
        return {};
    const ComparisonCell &reference = m_comparison.rows[row].cells[baseline];
    const ComparisonCell &compared = m_comparison.rows[row].cells[target];
    if (reference.trials == 0 || reference.median == 0 || compared.trials == 0)
        return {};
    return u"%1 ×"_s.arg(compared.median / reference.median, 0, 'f', 2);
}

QString ComparisonModel::cellToolTip(int row, int target) const
{
    const Comparison::Row &metric = m_comparison.rows[row];
    const ComparisonCell &cell = metric.cells[target];
    if (cell.trials == 0)
        return tr("Not measured for this target.");
    const auto text = [&metric](double value) { return formatQuantity(value, metric.metric.unit); };
    if (cell.trials == 1)
        return tr("One trial: %1. More trials show how much it varies.").arg(text(cell.median));
    return tr("Median of %1 trials; lowest %2, highest %3. Confidence of the interval: %4 %.")
        .arg(cell.trials)
        .arg(text(cell.minimum), text(cell.maximum))
        .arg(cell.confidence * 100, 0, 'f', 1);
}

} // namespace boxmark
