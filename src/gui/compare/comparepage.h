// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/compare/comparedsessions.h"
#include "report/chart/reportcharts.h"

#include <QWidget>

#include <memory>

namespace Ui {
class ComparePage;
}

namespace boxmark {

class ChartGallery;
class LargeChart;

/// Metrics as rows, targets as columns, with a baseline to choose and what the trials allow to say against it; beside
/// the table the charts, of which one can be shown as large as the page. Several sessions stand side by side, below
/// what differs between them.
class ComparePage : public QWidget
{
    Q_OBJECT
public:
    explicit ComparePage(QWidget *parent = nullptr);
    ~ComparePage() override;

    /// In the place of what was shown.
    void setSession(const ReportedSession &session);
    /// Beside what is shown. An Error when it is there already.
    Result<void> addSession(const ReportedSession &session);
    void setRunAllowed(bool allowed);

    /// What is compared, and how: for an export of just this.
    const ComparedSessions &compared() const { return m_compared; }
    const QList<NamedChart> &charts() const { return m_charts; }

signals:
    void quickRunRequested();
    void openSessionRequested();
    void addSessionRequested();
    void saveChartRequested(const QString &name, const boxmark::ChartSpec &spec);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpControls();
    void setUpCharts();
    void showReport();
    void fillBaselines();
    void fillDifferences();
    void fillTables();
    void fillSteps();
    void fillVerdicts();
    void fillRemarks();
    void fillGallery();
    void choose(const QString &chart);
    void showLarge(const QString &chart);
    void placeGallery();
    bool showsAll() const;

    std::unique_ptr<Ui::ComparePage> m_ui;
    ChartGallery *m_gallery = nullptr;
    ComparedSessions m_compared;
    QList<NamedChart> m_charts;
    QString m_chosenChart; ///< of the row that is selected: it is in the gallery too
};

} // namespace boxmark
