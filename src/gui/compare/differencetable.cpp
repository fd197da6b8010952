// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/differencetable.h"

#include "gui/widget/plaintable.h"
#include "gui/widget/tabletext.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>

#include <algorithm>

namespace boxmark {

namespace {

constexpr int mostRows = 6;
constexpr int widestColumn = 60; ///< characters

} // namespace

DifferenceTable::DifferenceTable(QWidget *parent)
    : QTableWidget(parent)
{
    makePlain(*this);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setWordWrap(false);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 6);
    setAccessibleName(tr("What differs between the sessions"));
}

void DifferenceTable::setReport(const Report &report)
{
    clear();
    QList<EnvironmentRow> rows = report.environment;
    rows.removeIf([](const EnvironmentRow &row) { return !row.differs; });
    setRowCount(static_cast<int>(rows.size()));
    setColumnCount(1 + static_cast<int>(report.sessionNames.size()));
    setHorizontalHeaderLabels(QStringList {tr("What differs")} + report.sessionNames);
    for (int row = 0; row < rowCount(); ++row) {
        setItem(row, 0, new QTableWidgetItem(rows[row].name));
        for (int column = 1; column < columnCount(); ++column) {
            const QString value = rows[row].values.value(column - 1);
            setItem(row, column, new QTableWidgetItem(orDash(value)));
            item(row, column)->setToolTip(value);
        }
    }
    resizeColumnsToContents();
    const int widest = fontMetrics().averageCharWidth() * widestColumn;
    for (int column = 0; column < columnCount(); ++column)
        setColumnWidth(column, std::min(columnWidth(column) + fontMetrics().height(), widest));
    updateGeometry();
}

QSize DifferenceTable::sizeHint() const
{
    const int rows = std::min(rowCount(), mostRows) * verticalHeader()->defaultSectionSize();
    return {QTableWidget::sizeHint().width(), horizontalHeader()->sizeHint().height() + rows + 2 * frameWidth()};
}

QSize DifferenceTable::minimumSizeHint() const
{
    const int rows = std::min(rowCount(), 2) * verticalHeader()->defaultSectionSize();
    return {0, horizontalHeader()->sizeHint().height() + rows + 2 * frameWidth()};
}

void DifferenceTable::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Copy)) {
        QTableWidget::keyPressEvent(event);
        return;
    }
    QList<QStringList> rows(rowCount() + 1);
    for (int column = 0; column < columnCount(); ++column) {
        rows[0].append(horizontalHeaderItem(column)->text());
        for (int row = 0; row < rowCount(); ++row)
            rows[row + 1].append(item(row, column)->text());
    }
    QGuiApplication::clipboard()->setText(asTabSeparated(rows));
}

} // namespace boxmark
