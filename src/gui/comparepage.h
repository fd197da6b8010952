// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "gui/recording.h"
#include "report/comparison.h"

#include <QWidget>

#include <memory>

namespace Ui {
class ComparePage;
}

namespace boxmark {

class ChartView;

/// Metrics as rows, targets as columns, with a baseline to choose; beside the table a bar chart for each of the metrics
/// that people ask for first, and for the one that is selected.
class ComparePage : public QWidget
{
    Q_OBJECT
public:
    explicit ComparePage(QWidget *parent = nullptr);
    ~ComparePage() override;

    void setRecording(const Recording &recording);
    void setRunAllowed(bool allowed);

signals:
    void quickRunRequested();
    void openSessionRequested();

private:
    void fillTables();
    void setBaseline(const QString &target);
    void makeCharts();
    void showSelected(int row);
    ChartView *makeChart(const ChartSpec &spec);

    std::unique_ptr<Ui::ComparePage> m_ui;
    Comparison m_comparison;
    TargetPalette m_palette;
    ChartView *m_selected = nullptr; ///< the chart of the row that is selected
    QList<ChartView *> m_charts;
};

} // namespace boxmark
