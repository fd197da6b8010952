// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/runpage.h"

#include "gui/run/runcharts.h"
#include "gui/run/targetcard.h"
#include "gui/run/targetcards.h"
#include "gui/widget/icons.h"
#include "gui/widget/splittersizes.h"
#include "report/verdict/comparison.h"
#include "report/verdict/startup.h"
#include "ui_runpage.h"

#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr std::chrono::milliseconds refreshInterval {100};

} // namespace

RunPage::RunPage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::RunPage>())
{
    m_ui->setupUi(this);
    m_cards = std::make_unique<TargetCards>(m_ui->cards);
    m_charts = std::make_unique<RunCharts>(
        RunChartViews {m_ui->latency, m_ui->throughput, m_ui->cpu, m_ui->memory, m_ui->startupChart});
    m_ui->emptyRun->setIcon(actionIcon(Action::Run));
    connect(m_ui->emptyRun, &QPushButton::clicked, this, &RunPage::quickRunRequested);
    m_ui->resume->setIcon(actionIcon(Action::Run));
    m_ui->resume->hide();
    connect(m_ui->resume, &QPushButton::clicked, this, &RunPage::resumeRequested);
    m_ui->splitter->setSizes({500, 150});
    m_ui->splitter->setCollapsible(1, true); // for who wants the charts larger
    restoreSizes(m_ui->splitter, u"run"_s);
    rememberSizes(m_ui->splitter, u"run"_s);
    m_timer.setInterval(refreshInterval);
    connect(&m_timer, &QTimer::timeout, this, &RunPage::refresh);
    setUpCharts();
}

RunPage::~RunPage() = default;

void RunPage::setUpCharts()
{
    m_ui->startup->setSizes({650, 350});
    restoreSizes(m_ui->startup, u"startup"_s);
    rememberSizes(m_ui->startup, u"startup"_s);
    m_ui->follow->setIcon(actionIcon(Action::Follow));
    m_ui->follow->setEnabled(false);
    m_ui->chartHint->setForegroundRole(QPalette::PlaceholderText);
    connect(m_charts.get(), &RunCharts::saveRequested, this, &RunPage::saveChartRequested);
    connect(m_charts.get(), &RunCharts::followingChanged, m_ui->follow, &QWidget::setDisabled);
    connect(m_ui->follow, &QToolButton::clicked, m_charts.get(), &RunCharts::follow);
    connect(m_ui->logarithmic, &QCheckBox::toggled, this, [this](bool logarithmic) {
        m_charts->setLogarithmic(logarithmic);
        drawCharts();
    });
    connect(m_ui->trial, &QComboBox::currentIndexChanged, this, [this] {
        m_charts->follow();
        drawCharts();
        updateCards();
    });
}

void RunPage::setRecording(const std::shared_ptr<Recording> &recording)
{
    m_recording = recording;
    m_drawnRevision = 0;
    m_refreshTime = {};
    m_startShown = false;
    m_ui->stack->setCurrentWidget(m_ui->runScroll);
    m_ui->log->setRecording(recording);
    m_ui->details->setCurrentWidget(m_ui->log);
    m_cards->clear();
    const bool live = !recording->hasEnded();
    m_ui->progress->setVisible(live);
    m_ui->progress->setValue(0);
    m_ui->timeLeft->setVisible(live);
    m_ui->step->setText(live ? tr("Beginning…") : tr("Saved session: %1").arg(recording->session().scenario.name));
    m_charts->follow();
    if (live) {
        m_timer.start();
    } else {
        m_timer.stop();
        if (!recording->completedFigures().isEmpty())
            m_ui->details->setCurrentWidget(m_ui->figures); // else the log tells what went wrong
    }
    refresh();
    updateFigures();
}

void RunPage::makeCards()
{
    for (const TargetSpec &target : m_recording->session().scenario.targets) {
        const bool planned = std::any_of(m_recording->session().trials.begin(), m_recording->session().trials.end(),
            [&target](const Trial &trial) { return trial.target == target.name; });
        if (planned)
            m_cards->add(target, m_recording->palette().style(target.name));
    }
    fillTrials();
    updateCards();
    placeCards();
}

// Two cards at least, and as many as there is space for: on a small screen charts are worth more than a third card.
void RunPage::placeCards()
{
    m_allCards = m_cards->heightOf(m_cards->size());
    m_leastCards = m_cards->heightOf(2);
    m_ui->cardScroll->setMinimumSize(1, m_leastCards);
    m_ui->splitter->setMinimumHeight(m_ui->splitter->minimumSizeHint().height());
    fitCards();
}

void RunPage::fitCards()
{
    const int comfortable = fontMetrics().height() * 42; // from here on charts are large enough
    const int room = m_leastCards + std::max(0, height() - comfortable);
    m_ui->cardScroll->setMaximumHeight(std::clamp(room, m_leastCards, m_allCards));
    alignCards();
}

void RunPage::fillTrials()
{
    const QSignalBlocker blocker(m_ui->trial);
    m_ui->trial->clear();
    m_ui->trial->addItem(tr("newest"));
    const int trials = m_recording->session().scenario.trials;
    for (int number = 1; number <= trials; ++number)
        m_ui->trial->addItem(QString::number(number), number);
    m_ui->trial->setVisible(trials > 1);
    m_ui->trialLabel->setVisible(trials > 1);
}

std::optional<int> RunPage::chosenTrial() const
{
    const QVariant number = m_ui->trial->currentData();
    return number.isValid() ? std::optional(number.toInt()) : std::nullopt;
}

QString RunPage::whichTrial(TrialId id) const
{
    const int trials = m_recording->session().scenario.trials;
    for (const Trial &trial : std::as_const(m_recording->session().trials)) {
        if (trial.id == id && trials > 1)
            return trial.number > 0 ? tr("trial %1 of %2").arg(trial.number).arg(trials)
                                    : tr("first round, which does not count");
    }
    return {};
}

/// The chosen one, else the newest; null when the target has none that began.
const Trial *RunPage::shownTrial(const QString &target) const
{
    const Trial *chosen = m_recording->chosenTrial(target, chosenTrial());
    return chosen ? chosen : m_recording->latestTrial(target);
}

void RunPage::updateCards()
{
    for (TargetCard *card : std::as_const(*m_cards)) {
        const Trial *shown = shownTrial(card->target());
        if (!shown)
            continue;
        card->setFigures(m_recording->figures(shown->id).value_or(TrialFigures {}));
        card->setBox(shown->box);
        card->setCaveats(m_recording->caveatsOf(shown->id));
        if (m_recording->hasEnded())
            card->setTrial(*shown, whichTrial(shown->id));
    }
    alignCards();
}

void RunPage::alignCards()
{
    const QMargins margins = layout()->contentsMargins();
    const int scrollBar = m_ui->cardScroll->verticalScrollBar()->sizeHint().width();
    m_cards->align(width() - margins.left() - margins.right() - scrollBar);
}

void RunPage::setStep(const StepEvent &event)
{
    const QString text = event.detail.isEmpty() ? stepTitle(event.step) : event.detail;
    m_ui->step->setText(event.target + u": "_s + text);
    refresh();
    if (TargetCard *card = m_cards->of(event.target))
        card->setStep(event, whichTrial(event.trial));
    // Until then the log has more to tell: what is built and prepared.
    if (event.step == Step::Starting && !std::exchange(m_startShown, true)
        && m_ui->details->currentWidget() == m_ui->log)
        m_ui->details->setCurrentWidget(m_ui->startup);
}

void RunPage::setProgress(const Progress &progress)
{
    m_ui->progress->setValue(static_cast<int>(progress.fraction * m_ui->progress->maximum()));
    m_ui->timeLeft->setText(timeLeftText(progress));
}

void RunPage::setEnded(const Result<void> &result)
{
    m_timer.stop();
    m_ui->progress->hide();
    m_ui->timeLeft->hide();
    m_ui->step->setText(result ? tr("Done. The session is saved.") : result.error().what);
    m_drawnRevision = 0;
    refresh();
    updateFigures();
    if (!m_recording->completedFigures().isEmpty())
        m_ui->details->setCurrentWidget(m_ui->figures);
}

void RunPage::setRunAllowed(bool allowed)
{
    m_ui->emptyRun->setEnabled(allowed);
}

void RunPage::setResumable(bool resumable)
{
    m_ui->resume->setVisible(resumable);
}

void RunPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_charts->restoreHiddenLines(); // they may have been chosen on another page
    refresh();
}

void RunPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    if (!m_cards->isEmpty())
        fitCards();
}

void RunPage::refresh()
{
    if (!m_recording || !isVisible())
        return;
    if (m_recording->revision() == m_drawnRevision) {
        if (m_recording->isStarting())
            m_charts->drawStartup(*m_recording, chosenTrial());
        return;
    }
    const auto begin = std::chrono::steady_clock::now();
    m_drawnRevision = m_recording->revision();
    if (m_cards->isEmpty())
        makeCards();
    m_ui->log->refresh();
    drawCharts();
    updateCards();
    m_refreshTime += std::chrono::steady_clock::now() - begin;
}

void RunPage::drawCharts()
{
    if (m_recording)
        m_charts->draw(*m_recording, chosenTrial());
}

void RunPage::updateFigures()
{
    const QList<TrialFigures> figures = m_recording->completedFigures();
    const Comparison comparison = compareFigures(figures, m_recording->caveats());
    m_ui->figures->setComparison(comparison, m_recording->palette());
    const Comparison startup = startupComparison(comparison);
    m_ui->startupTable->setComparison(startup, m_recording->palette());
    m_ui->startupTable->setVisible(!startup.rows.isEmpty());
}

} // namespace boxmark
