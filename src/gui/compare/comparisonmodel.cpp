// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/comparisonmodel.h"

#include "gui/widget/icons.h"
#include "model/boxtext.h"
#include "model/metricgroup.h"
#include "report/verdict/absence.h"
#include "report/verdict/caveatmark.h"
#include "report/verdict/celltext.h"
#include "report/verdict/headlines.h"
#include "report/verdict/steps.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QStringList groupTitles()
{
    QStringList titles;
    for (const MetricGroup group : allMetricGroups())
        titles.append(groupTitle(group));
    return titles;
}

} // namespace

QString CellText::whole() const
{
    QStringList parts {value, verdict, mark};
    parts.removeAll(QString());
    return parts.join(u"  "_s);
}

void ComparisonModel::setComparison(const Comparison &comparison, const TargetPalette &palette)
{
    beginResetModel();
    m_comparison = comparison;
    m_palette = palette;
    m_verdicts = {};
    m_caveats.clear();
    arrangeRows();
    endResetModel();
}

void ComparisonModel::setVerdicts(const Verdicts &verdicts)
{
    m_verdicts = m_comparison.targets.contains(verdicts.baseline) ? verdicts : Verdicts {};
    if (rowCount() > 0 && columnCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void ComparisonModel::setCaveats(const QList<TargetCaveat> &caveats)
{
    m_caveats = caveats;
    if (columnCount() == 0)
        return;
    emit headerDataChanged(Qt::Horizontal, 0, columnCount() - 1);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

void ComparisonModel::setGrouping(Grouping grouping)
{
    beginResetModel();
    m_grouping = grouping;
    arrangeRows();
    endResetModel();
}

void ComparisonModel::setShown(Shown shown)
{
    beginResetModel();
    m_shown = shown;
    arrangeRows();
    endResetModel();
}

void ComparisonModel::arrangeRows()
{
    QStringList headline;
    for (const Comparison::Row &row : headlineRows(m_comparison))
        headline.append(row.metric.name);
    QList<Row> metrics;
    for (qsizetype index = 0; index < m_comparison.rows.size(); ++index) {
        const Metric &metric = m_comparison.rows[index].metric;
        if (m_shown == Shown::All || headline.contains(metric.name))
            metrics.append({headingOf(metric), index});
    }
    m_rows = metrics;
    if (m_grouping == Grouping::None)
        return;
    QStringList headings = m_grouping == Grouping::ByGroup ? groupTitles() : QStringList {};
    for (const Row &row : std::as_const(metrics))
        headings.append(row.heading);
    headings.removeDuplicates();
    m_rows.clear();
    for (const QString &heading : std::as_const(headings)) {
        const qsizetype first = m_rows.size();
        std::copy_if(metrics.begin(), metrics.end(), std::back_inserter(m_rows),
            [&heading](const Row &row) { return row.heading == heading; });
        if (m_rows.size() > first)
            m_rows.insert(first, {heading, -1});
    }
}

QString ComparisonModel::headingOf(const Metric &metric) const
{
    if (m_grouping != Grouping::BySteps)
        return groupTitle(groupOf(metric));
    const Metric *whole = findMetric(metricOfStepRow(metric.name));
    return whole ? whole->title : QString();
}

int ComparisonModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ComparisonModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_comparison.targets.size());
}

const Metric *ComparisonModel::metricAt(int row) const
{
    return isHeading(row) ? nullptr : &m_comparison.rows[m_rows[row].metric].metric;
}

QString ComparisonModel::nameAt(int row) const
{
    const Metric *metric = metricAt(row);
    if (!metric)
        return m_rows[row].heading;
    return m_grouping == Grouping::BySteps ? tr("%1, %2").arg(m_rows[row].heading, metric->title) : metric->title;
}

int ComparisonModel::rowOf(const QString &metric) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (!isHeading(row) && metricAt(row)->name == metric)
            return row;
    }
    return -1;
}

Qt::ItemFlags ComparisonModel::flags(const QModelIndex &index) const
{
    if (!index.isValid() || isHeading(index.row()))
        return Qt::NoItemFlags;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren;
}

QVariant ComparisonModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || isHeading(index.row()))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cell(index.row(), index.column()).whole();
    case CellRole:
        return QVariant::fromValue(cell(index.row(), index.column()));
    case Qt::ToolTipRole:
        return cellToolTip(index.row(), index.column());
    case Qt::AccessibleTextRole:
        return u"%1, %2: %3"_s.arg(nameAt(index.row()), m_comparison.titleOf(m_comparison.targets[index.column()]),
            cell(index.row(), index.column()).whole());
    default:
        return {};
    }
}

QVariant ComparisonModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Vertical && section >= 0 && section < rowCount())
        return rowHeader(section, role);
    if (orientation == Qt::Horizontal && section >= 0 && section < columnCount())
        return columnHeader(section, role);
    return QAbstractTableModel::headerData(section, orientation, role);
}

QVariant ComparisonModel::rowHeader(int row, int role) const
{
    const Metric *metric = metricAt(row);
    switch (role) {
    case Qt::DisplayRole:
        return metric ? metric->title : m_rows[row].heading;
    case DirectionRole:
        return metric ? metric->betterText() : QString();
    case Qt::ToolTipRole:
        return metric ? QVariant(u"%1 %2."_s.arg(metric->meaning, metric->betterText())) : QVariant();
    case Qt::AccessibleTextRole:
        return metric ? u"%1, %2"_s.arg(nameAt(row), metric->betterText()) : m_rows[row].heading;
    default:
        return {};
    }
}

QVariant ComparisonModel::columnHeader(int column, int role) const
{
    const QString &target = m_comparison.targets[column];
    const Marks marks = marksOf(m_caveats, target);
    switch (role) {
    case Qt::DisplayRole:
        return marks.words.isEmpty() ? m_comparison.titleOf(target)
                                     : m_comparison.titleOf(target) + u'\n' + marks.text();
    case Qt::DecorationRole:
        return markerPixmap(m_palette.style(target));
    case Qt::ToolTipRole:
        return columnToolTip(target, marks.texts);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    default:
        return {};
    }
}

QString ComparisonModel::columnToolTip(const QString &target, const QStringList &doubts) const
{
    QStringList lines {m_comparison.titleOf(target), boxFactsAsText(m_comparison.boxOf(target))};
    lines.removeAll(QString());
    return (lines + doubts).join(u'\n');
}

const MetricVerdict *ComparisonModel::verdictOf(const QString &target, const QString &metric) const
{
    for (const TargetVerdicts &verdicts : m_verdicts.targets) {
        if (verdicts.target != target)
            continue;
        for (const MetricVerdict &verdict : verdicts.metrics) {
            if (verdict.metric.name == metric)
                return &verdict;
        }
    }
    return nullptr;
}

CellText ComparisonModel::cell(int row, int target) const
{
    const Comparison::Row &figures = m_comparison.rows[m_rows[row].metric];
    CellText text {cellText(figures.metric, figures.cells[target]), {}, {}};
    if (const MetricVerdict *verdict = verdictOf(m_comparison.targets[target], figures.metric.name)) {
        text.verdict = u"%1 %2 %3"_s.arg(
            verdictSign(verdict->judgement.verdict), effectText(*verdict), verdictText(*verdict, m_verdicts.rule));
        text.tone = toneOf(*verdict);
    }
    // Of a whole load: what concerns one of its steps is not known.
    if (figures.cells[target].trials > 0 && m_grouping != Grouping::BySteps)
        text.mark = marksOf(m_caveats, m_comparison.targets[target], &figures.metric).text();
    return text;
}

QString ComparisonModel::cellToolTip(int row, int target) const
{
    const Comparison::Row &figures = m_comparison.rows[m_rows[row].metric];
    QStringList lines {figures.metric.meaning, figureToolTip(figures, target)};
    lines.append(cell(row, target).verdict);
    if (m_grouping != Grouping::BySteps)
        lines += marksOf(m_caveats, m_comparison.targets[target], &figures.metric).texts;
    lines.removeAll(QString());
    return lines.join(u'\n');
}

QString ComparisonModel::figureToolTip(const Comparison::Row &row, int target) const
{
    const ComparisonCell &cell = row.cells[target];
    if (cell.trials == 0) {
        const QString why = whyNotMeasured(m_comparison, m_comparison.targets[target], row.metric);
        return why.isEmpty() ? tr("Not measured for this target.") : tr("Not measured for this target: %1.").arg(why);
    }
    const auto text = [&row](double value) { return formatQuantity(value, row.metric.unit); };
    if (cell.trials == 1)
        return tr("One trial: %1. More trials show how much it varies.").arg(text(cell.median));
    return tr("Median of %1 trials; lowest %2, highest %3. Confidence of the interval: %4 %.")
        .arg(cell.trials)
        .arg(text(cell.minimum), text(cell.maximum))
        .arg(cell.confidence * 100, 0, 'f', 1);
}

} // namespace boxmark
