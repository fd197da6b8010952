// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/remarktable.h"

#include "gui/widget/icons.h"
#include "gui/widget/plaintable.h"
#include "report/verdict/caveatmark.h"

#include <QHeaderView>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

/// "1, 3": rounds, as a person counts trials.
QString trialsOf(const Report &report, const TargetCaveat &caveat)
{
    QStringList numbers;
    for (const ReportTrial &trial : report.trials) {
        if (trial.trial.target == caveat.target && caveat.trials.contains(trial.trial.id))
            numbers.append(QString::number(trial.trial.number));
    }
    return numbers.join(u", "_s);
}

} // namespace

RemarkTable::RemarkTable(QWidget *parent)
    : QTableWidget(parent)
{
    makePlain(*this);
    setColumnCount(4);
    setHorizontalHeaderLabels({tr("Target"), tr("Mark"), tr("Trials"), tr("What to know")});
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    horizontalHeader()->setStretchLastSection(true);
    setAccessibleName(tr("Remarks on the figures"));
}

void RemarkTable::setReport(const Report &report)
{
    setRowCount(static_cast<int>(report.caveats.size()));
    for (int row = 0; row < rowCount(); ++row) {
        const TargetCaveat &caveat = report.caveats[row];
        const QString mark = caveatMark(caveat.caveat.kind);
        const QStringList cells {
            report.comparison.titleOf(caveat.target), mark, trialsOf(report, caveat), caveat.caveat.text};
        for (int column = 0; column < cells.size(); ++column) {
            setItem(row, column, new QTableWidgetItem(cells[column]));
            item(row, column)->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
            item(row, column)->setToolTip(caveatMeaning(caveat.caveat.kind));
        }
        item(row, 0)->setIcon(QIcon(markerPixmap(report.palette.style(caveat.target))));
    }
    for (int column = 0; column < columnCount() - 1; ++column)
        resizeColumnToContents(column);
    resizeRowsToContents();
}

} // namespace boxmark
