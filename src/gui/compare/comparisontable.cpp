// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/comparisontable.h"

#include "gui/compare/metricheader.h"
#include "gui/compare/targetheader.h"
#include "gui/widget/tabletext.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMenu>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int widestColumn = 46; ///< characters: a long name does not push the others out of sight

} // namespace

ComparisonTable::ComparisonTable(QWidget *parent)
    : QTableView(parent)
{
    setVerticalHeader(new MetricHeader(this));
    setHorizontalHeader(new TargetHeader(this));
    setModel(&m_model);
    setItemDelegate(&m_delegate);
    setShowGrid(false);
    setAlternatingRowColors(true);
    setSelectionMode(QAbstractItemView::ContiguousSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setAccessibleName(tr("Figures of all targets"));
    connect(selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (current.isValid() && !m_model.isHeading(current.row()))
            emit metricChosen(m_model.metricAt(current.row())->name);
    });
}

void ComparisonTable::setComparison(const Comparison &comparison, const TargetPalette &palette)
{
    m_model.setComparison(comparison, palette);
    fit();
}

void ComparisonTable::setVerdicts(const Verdicts &verdicts)
{
    m_model.setVerdicts(verdicts);
    fit();
}

void ComparisonTable::setCaveats(const QList<TargetCaveat> &caveats)
{
    m_model.setCaveats(caveats);
    fit();
}

void ComparisonTable::setGrouping(ComparisonModel::Grouping grouping)
{
    m_model.setGrouping(grouping);
    fit();
}

void ComparisonTable::setShown(ComparisonModel::Shown shown)
{
    m_model.setShown(shown);
    fit();
}

void ComparisonTable::fit()
{
    clearSpans();
    resizeRowsToContents();
    resizeColumnsToContents();
    const int widest = fontMetrics().averageCharWidth() * widestColumn;
    for (int column = 0; column < m_model.columnCount(); ++column)
        setColumnWidth(column, std::min(columnWidth(column), widest));
    verticalHeader()->updateGeometry();
    updateGeometries();
}

bool ComparisonTable::isCopied(int row, int column, bool onlySelected) const
{
    return !onlySelected || selectionModel()->isSelected(m_model.index(row, column));
}

QList<QStringList> ComparisonTable::copiedRows(bool onlySelected) const
{
    QList<int> columns;
    QStringList heading {QString()};
    for (int column = 0; column < m_model.columnCount(); ++column) {
        bool any = false;
        for (int row = 0; row < m_model.rowCount(); ++row)
            any = any || isCopied(row, column, onlySelected);
        if (!any)
            continue;
        columns.append(column);
        heading.append(m_model.headerData(column, Qt::Horizontal).toString());
    }
    QList<QStringList> rows {heading};
    for (int row = 0; row < m_model.rowCount(); ++row) {
        if (columns.isEmpty() || m_model.isHeading(row) || !isCopied(row, columns.first(), onlySelected))
            continue;
        QStringList cells {m_model.nameAt(row)};
        for (const int column : std::as_const(columns))
            cells.append(m_model.index(row, column).data().toString());
        rows.append(cells);
    }
    return rows;
}

void ComparisonTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        QGuiApplication::clipboard()->setText(asTabSeparated(copiedRows(selectionModel()->hasSelection())));
    else
        QTableView::keyPressEvent(event);
}

void ComparisonTable::contextMenuEvent(QContextMenuEvent *event)
{
    QMenu menu(this);
    const auto copies = [&](const QString &title, bool onlySelected, QString (*form)(const QList<QStringList> &)) {
        return menu.addAction(title, this,
            [this, onlySelected, form] { QGuiApplication::clipboard()->setText(form(copiedRows(onlySelected))); });
    };
    copies(tr("&Copy selected cells"), true, &asTabSeparated)->setEnabled(selectionModel()->hasSelection());
    copies(tr("Copy selected cells as &Markdown"), true, &asMarkdownTable)
        ->setEnabled(selectionModel()->hasSelection());
    menu.addSeparator();
    copies(tr("Copy the &whole table"), false, &asTabSeparated);
    copies(tr("Copy the whole table &as Markdown"), false, &asMarkdownTable);
    menu.exec(event->globalPos());
}

void ComparisonTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fit();
}

} // namespace boxmark
