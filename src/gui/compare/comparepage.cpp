// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/comparepage.h"

#include "gui/compare/chartgallery.h"
#include "gui/compare/verdictmark.h"
#include "gui/widget/icons.h"
#include "gui/widget/splittersizes.h"
#include "report/chart/metricchart.h"
#include "report/chart/stepcharts.h"
#include "report/verdict/caveatmark.h"
#include "report/verdict/startup.h"
#include "report/verdict/steps.h"
#include "ui_comparepage.h"

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int wideEnough = 58; ///< lines of text: from here on there is space for table and charts beside each other

/// The figures of each step of a mix, as few or as many as the whole's that are shown; without those that are zero.
Comparison stepsComparison(const Comparison &comparison, bool all)
{
    QList<Metric> metrics = all ? stepMetrics() : headlineStepMetrics();
    metrics.removeIf([&](const Metric &metric) { return isAllZero(comparisonBySteps(comparison, {metric})); });
    return comparisonBySteps(comparison, metrics);
}

} // namespace

ComparePage::ComparePage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ComparePage>())
    , m_gallery(new ChartGallery)
{
    m_ui->setupUi(this);
    m_ui->emptyRun->setIcon(actionIcon(Action::Run));
    m_ui->emptyOpen->setIcon(actionIcon(Action::Open));
    m_ui->table->setGrouping(ComparisonModel::Grouping::ByGroup);
    m_ui->stepTable->setGrouping(ComparisonModel::Grouping::BySteps);
    for (QLabel *label : {m_ui->notes, m_ui->differenceNote})
        label->setForegroundRole(QPalette::PlaceholderText);
    connect(m_ui->emptyRun, &QPushButton::clicked, this, &ComparePage::quickRunRequested);
    connect(m_ui->emptyOpen, &QPushButton::clicked, this, &ComparePage::openSessionRequested);
    rememberSizes(m_ui->splitter, u"compare"_s);
    setUpControls();
    setUpCharts();
}

ComparePage::~ComparePage() = default;

void ComparePage::setUpControls()
{
    m_ui->shown->addItem(tr("headline figures"), static_cast<int>(ComparisonModel::Shown::Headline));
    m_ui->shown->addItem(tr("all figures"), static_cast<int>(ComparisonModel::Shown::All));
    m_ui->table->setShown(ComparisonModel::Shown::Headline);
    connect(m_ui->shown, &QComboBox::currentIndexChanged, this, [this] {
        m_ui->table->setShown(showsAll() ? ComparisonModel::Shown::All : ComparisonModel::Shown::Headline);
        fillSteps();
        fillVerdicts();
        fillGallery();
    });
    connect(m_ui->baseline, &QComboBox::currentIndexChanged, this, [this] {
        m_compared.setBaseline(m_ui->baseline->currentData().toString());
        fillVerdicts();
    });
    connect(m_ui->margin, &QDoubleSpinBox::valueChanged, this, [this](double percent) {
        m_compared.setMargin(percent / 100);
        fillVerdicts();
    });
    connect(m_ui->sessions, &SessionStrip::addRequested, this, &ComparePage::addSessionRequested);
    connect(m_ui->sessions, &SessionStrip::removeRequested, this, [this](int index) {
        m_compared.remove(index);
        showReport();
    });
    connect(m_ui->table, &ComparisonTable::metricChosen, this,
        [this](const QString &metric) { choose(metricChartName(metric)); });
    connect(m_ui->stepTable, &ComparisonTable::metricChosen, this,
        [this](const QString &row) { choose(stepChartName(metricOfStepRow(row))); });
}

void ComparePage::setUpCharts()
{
    m_gallery->setObjectName(u"gallery"_s);
    m_ui->tables->addTab(m_gallery, tr("&Charts"));
    connect(m_gallery, &ChartGallery::chartChosen, this, &ComparePage::showLarge);
    connect(m_gallery, &ChartGallery::saveRequested, this, &ComparePage::saveChartRequested);
    connect(m_ui->largePage, &LargeChart::saveRequested, this, &ComparePage::saveChartRequested);
    connect(m_ui->largePage, &LargeChart::backRequested, this, [this] {
        m_ui->stack->setCurrentWidget(m_ui->contents);
        fillGallery(); // lines may have been hidden or shown
        m_gallery->setFocus();
    });
}

void ComparePage::setSession(const ReportedSession &session)
{
    m_compared.setOnly(session);
    m_chosenChart.clear();
    showReport();
}

Result<void> ComparePage::addSession(const ReportedSession &session)
{
    auto added = m_compared.add(session);
    if (added)
        showReport();
    return added;
}

void ComparePage::setRunAllowed(bool allowed)
{
    m_ui->emptyRun->setEnabled(allowed);
    m_ui->sessions->setAddAllowed(allowed);
}

void ComparePage::showReport()
{
    const Report &report = m_compared.report();
    const bool any = !report.comparison.rows.isEmpty();
    m_ui->stack->setCurrentWidget(any ? m_ui->contents : m_ui->emptyPage);
    if (!any) {
        m_ui->emptyText->setText(tr("No trial of this session was completed, so there is nothing to compare."));
        return;
    }
    m_ui->title->setText(report.title());
    m_ui->sessions->setSessions(report.sessionNames, m_compared.paths());
    fillDifferences();
    fillTables();
    fillBaselines();
    fillVerdicts();
    fillRemarks();
    m_charts = reportCharts(report);
    m_ui->largePage->setCharts(m_charts);
    fillGallery();
}

void ComparePage::fillDifferences()
{
    const Report &report = m_compared.report();
    const bool several = report.sessions.size() > 1;
    m_ui->differences->setReport(report);
    m_ui->differences->setVisible(several && m_ui->differences->rowCount() > 0);
    m_ui->differenceNote->setVisible(several && m_ui->differences->rowCount() == 0);
}

void ComparePage::fillTables()
{
    const Report &report = m_compared.report();
    const Comparison startup = startupComparison(report.comparison);
    m_ui->table->setComparison(report.comparison, report.palette);
    m_ui->table->setCaveats(report.caveats);
    m_ui->startupTable->setComparison(startup, report.palette);
    m_ui->boxes->setComparison(report.comparison, report.palette);
    m_ui->tables->setTabEnabled(m_ui->tables->indexOf(m_ui->startupTable), !startup.rows.isEmpty());
    fillSteps();
}

void ComparePage::fillSteps()
{
    const Report &report = m_compared.report();
    const Comparison steps = stepsComparison(report.comparison, showsAll());
    m_ui->stepTable->setComparison(steps, report.palette);
    m_ui->stepTable->setCaveats(report.caveats);
    m_ui->tables->setTabVisible(m_ui->tables->indexOf(m_ui->stepTable), !steps.rows.isEmpty());
}

void ComparePage::fillBaselines()
{
    const Report &report = m_compared.report();
    const QSignalBlocker blocker(m_ui->baseline);
    m_ui->baseline->clear();
    m_ui->baseline->addItem(tr("none"), QString());
    for (const QString &target : report.comparison.targets)
        m_ui->baseline->addItem(report.comparison.titleOf(target), target);
    m_ui->baseline->setCurrentIndex(m_ui->baseline->findData(m_compared.baseline()));
    const QSignalBlocker marginBlocker(m_ui->margin);
    m_ui->margin->setValue(100 * m_compared.margin());
}

void ComparePage::fillVerdicts()
{
    const Report &report = m_compared.report();
    const bool held = !m_compared.baseline().isEmpty() && report.comparison.targets.size() > 1;
    const Verdicts verdicts = held ? report.verdicts : Verdicts {};
    m_ui->table->setVerdicts(verdicts);
    m_ui->startupTable->setVerdicts(
        held ? verdictsOf(startupComparison(report.comparison), verdicts.baseline, verdicts.rule) : Verdicts {});
    const Comparison &steps = m_ui->stepTable->comparisonModel().comparison();
    m_ui->stepTable->setVerdicts(held ? verdictsOf(steps, verdicts.baseline, verdicts.rule) : Verdicts {});
    QStringList notes = held ? verdictNotes(verdicts) : QStringList {};
    const QString method = held ? notes.takeFirst() : QString();
    notes.prepend(held ? verdictLegend() : QString());
    notes.prepend(tr("Median of the trials [interval of the median, or the range with fewer than six trials]."));
    notes.removeAll(QString());
    m_ui->notes->setText(notes.join(u' '));
    m_ui->notes->setToolTip(method);
    m_ui->notes->setAccessibleDescription(method);
}

void ComparePage::fillRemarks()
{
    const Report &report = m_compared.report();
    m_ui->remarks->setReport(report);
    const int tab = m_ui->tables->indexOf(m_ui->remarks);
    m_ui->tables->setTabEnabled(tab, !report.caveats.isEmpty());
    m_ui->tables->setTabText(
        tab, report.caveats.isEmpty() ? tr("R&emarks") : tr("R&emarks (%1)").arg(report.caveats.size()));
}

void ComparePage::fillGallery()
{
    QList<NamedChart> shown;
    for (const NamedChart &chart : std::as_const(m_charts)) {
        if (chart.main || showsAll() || chart.name == m_chosenChart)
            shown.append(chart);
    }
    m_gallery->setCharts(shown);
}

void ComparePage::choose(const QString &chart)
{
    m_chosenChart = chart;
    fillGallery();
    m_gallery->reveal(chart);
}

void ComparePage::showLarge(const QString &chart)
{
    m_ui->largePage->showChart(chart);
    m_ui->stack->setCurrentWidget(m_ui->largePage);
    m_ui->largePage->setFocus();
}

bool ComparePage::showsAll() const
{
    return m_ui->shown->currentData().toInt() == static_cast<int>(ComparisonModel::Shown::All);
}

void ComparePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    placeGallery();
}

// Beside the table where there is space, else behind a tab of its own.
void ComparePage::placeGallery()
{
    const bool wide = width() >= fontMetrics().height() * wideEnough;
    const bool beside = m_ui->splitter->indexOf(m_gallery) >= 0;
    if (wide == beside)
        return;
    if (wide) {
        m_ui->tables->removeTab(m_ui->tables->indexOf(m_gallery));
        m_ui->splitter->addWidget(m_gallery);
        m_gallery->show();
        if (!restoreSizes(m_ui->splitter, u"compare"_s))
            m_ui->splitter->setSizes({width() * 55 / 100, width() * 45 / 100});
    } else {
        m_ui->tables->insertTab(1, m_gallery, tr("&Charts"));
    }
}

} // namespace boxmark
