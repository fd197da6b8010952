// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/comparisontable.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace boxmark {

ComparisonTable::ComparisonTable(QWidget *parent)
    : QTableView(parent)
{
    setModel(&m_model);
    setAlternatingRowColors(true);
    setShowGrid(false);
    setSelectionMode(QAbstractItemView::ContiguousSelection);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    horizontalHeader()->setHighlightSections(false);
    setAccessibleName(tr("Figures of all targets"));
}

void ComparisonTable::setComparison(const Comparison &comparison, const TargetPalette &palette)
{
    m_model.setComparison(comparison, palette);
    fitColumns();
}

void ComparisonTable::setBaseline(const QString &target)
{
    m_model.setBaseline(target);
    fitColumns();
}

void ComparisonTable::fitColumns()
{
    resizeColumnsToContents();
    for (int column = 0; column < m_model.columnCount(); ++column)
        setColumnWidth(column, columnWidth(column) + fontMetrics().height());
}

void ComparisonTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else
        QTableView::keyPressEvent(event);
}

void ComparisonTable::copySelection() const
{
    QModelIndexList indexes = selectionModel()->selectedIndexes();
    std::sort(indexes.begin(), indexes.end());
    QString text;
    int row = -1;
    for (const QModelIndex &index : std::as_const(indexes)) {
        if (row >= 0)
            text += index.row() == row ? u'\t' : u'\n';
        row = index.row();
        text += index.data().toString();
    }
    QGuiApplication::clipboard()->setText(text);
}

} // namespace boxmark
