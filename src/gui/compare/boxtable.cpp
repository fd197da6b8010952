// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/boxtable.h"

#include "gui/widget/icons.h"
#include "gui/widget/plaintable.h"
#include "model/boxtext.h"

#include <QHeaderView>

namespace boxmark {

BoxTable::BoxTable(QWidget *parent)
    : QTableWidget(parent)
{
    makePlain(*this);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    setAccessibleName(tr("What ran each target"));
}

void BoxTable::setComparison(const Comparison &comparison, const TargetPalette &palette)
{
    clear();
    const QList<BoxFact> titles = boxFactsAsRows({});
    setRowCount(static_cast<int>(titles.size()));
    setColumnCount(1 + static_cast<int>(comparison.targets.size()));
    setHorizontalHeaderItem(0, new QTableWidgetItem(tr("Fact")));
    for (int row = 0; row < rowCount(); ++row)
        setItem(row, 0, new QTableWidgetItem(titles[row].title));
    for (int column = 1; column < columnCount(); ++column) {
        const QString &target = comparison.targets[column - 1];
        setHorizontalHeaderItem(
            column, new QTableWidgetItem(markerPixmap(palette.style(target)), comparison.titleOf(target)));
        const QList<BoxFact> facts = boxFactsAsRows(comparison.boxOf(target));
        for (int row = 0; row < rowCount(); ++row) {
            const QString &value = facts[row].value;
            setItem(row, column, new QTableWidgetItem(orDash(value)));
            item(row, column)->setToolTip(value);
        }
    }
    resizeColumnsToContents();
    for (int column = 0; column < columnCount(); ++column)
        setColumnWidth(column, columnWidth(column) + fontMetrics().height());
}

} // namespace boxmark
