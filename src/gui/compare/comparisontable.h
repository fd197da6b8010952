// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/compare/comparisondelegate.h"
#include "gui/compare/comparisonmodel.h"

#include <QTableView>

namespace boxmark {

/// The table of a comparison. Ctrl+C copies the selected cells with the names of their rows and columns, separated by
/// tabs; the context menu also copies the whole table, and as Markdown.
class ComparisonTable : public QTableView
{
    Q_OBJECT
public:
    explicit ComparisonTable(QWidget *parent = nullptr);

    ComparisonModel &comparisonModel() { return m_model; }
    void setComparison(const Comparison &comparison, const TargetPalette &palette);
    void setVerdicts(const Verdicts &verdicts);
    void setCaveats(const QList<TargetCaveat> &caveats);
    void setGrouping(ComparisonModel::Grouping grouping);
    void setShown(ComparisonModel::Shown shown);

    /// With a row of headings first; everything when nothing is selected.
    QList<QStringList> copiedRows(bool onlySelected) const;

signals:
    /// The current row is that of another metric.
    void metricChosen(const QString &metric);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();
    bool isCopied(int row, int column, bool onlySelected) const;

    ComparisonModel m_model;
    ComparisonDelegate m_delegate;
};

} // namespace boxmark
