// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "chart/chartspec.h"
#include "gui/session/recording.h"
#include "run/step.h"

#include <QTimer>
#include <QWidget>

#include <chrono>
#include <memory>
#include <optional>

namespace Ui {
class RunPage;
}

namespace boxmark {

class RunCharts;
class TargetCards;

/// A run as it happens, or a saved session in the very same cards and charts.
///
/// While a run goes on one timer draws whatever is new ten times a second, and nothing while the page is hidden.
class RunPage : public QWidget
{
    Q_OBJECT
public:
    explicit RunPage(QWidget *parent = nullptr);
    ~RunPage() override;

    /// Shows a run from its beginning, or a session that has ended.
    void setRecording(const std::shared_ptr<Recording> &recording);
    void setStep(const StepEvent &event);
    void setProgress(const Progress &progress);
    /// The run is over: draws the last of it and shows the figures.
    void setEnded(const Result<void> &result);
    void setRunAllowed(bool allowed);
    /// Whether the run that is shown still lacks trials and could go on.
    void setResumable(bool resumable);

    /// What refreshing has cost since the run began; for benchmarks.
    std::chrono::nanoseconds refreshTime() const { return m_refreshTime; }

signals:
    void quickRunRequested();
    void saveChartRequested(const QString &name, const boxmark::ChartSpec &spec);
    void resumeRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void setUpCharts();
    void makeCards();
    void placeCards();
    void fitCards();
    void fillTrials();
    void updateCards();
    void alignCards();
    void refresh();
    void drawCharts();
    void updateFigures();
    std::optional<int> chosenTrial() const;
    QString whichTrial(TrialId trial) const;
    const Trial *shownTrial(const QString &target) const;

    std::unique_ptr<Ui::RunPage> m_ui;
    std::shared_ptr<Recording> m_recording;
    QTimer m_timer;
    std::unique_ptr<TargetCards> m_cards;
    std::unique_ptr<RunCharts> m_charts;
    int m_allCards = 0; ///< height that all cards need
    int m_leastCards = 0; ///< height that two of them need
    quint64 m_drawnRevision = 0;
    bool m_startShown = false; ///< the waterfall has been brought forward in this run
    std::chrono::nanoseconds m_refreshTime {0};
};

} // namespace boxmark
