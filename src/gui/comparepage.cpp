// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/comparepage.h"

#include "chart/chartview.h"
#include "gui/icons.h"
#include "report/metricchart.h"
#include "report/startup.h"
#include "ui_comparepage.h"

#include <QItemSelectionModel>

using namespace Qt::StringLiterals;

namespace boxmark {

ComparePage::ComparePage(QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::ComparePage>())
{
    m_ui->setupUi(this);
    m_ui->emptyRun->setIcon(actionIcon(Action::Run));
    m_ui->emptyOpen->setIcon(actionIcon(Action::Open));
    m_ui->splitter->setSizes({600, 400});
    m_ui->scroll->setMinimumWidth(fontMetrics().height() * 21); // else nothing is left for bars beside their names
    m_ui->caveats->setForegroundRole(QPalette::PlaceholderText);
    m_ui->legend->setForegroundRole(QPalette::PlaceholderText);
    connect(m_ui->emptyRun, &QPushButton::clicked, this, &ComparePage::quickRunRequested);
    connect(m_ui->emptyOpen, &QPushButton::clicked, this, &ComparePage::openSessionRequested);
    connect(m_ui->baseline, &QComboBox::currentIndexChanged, this,
        [this] { setBaseline(m_ui->baseline->currentData().toString()); });
    connect(m_ui->table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
        [this](const QModelIndex &current) { showSelected(current.row()); });
}

ComparePage::~ComparePage() = default;

void ComparePage::setRecording(const Recording &recording)
{
    m_comparison = compareFigures(recording.completedFigures(), recording.caveats());
    m_palette = recording.palette();
    const bool any = !m_comparison.rows.isEmpty();
    m_ui->stack->setCurrentWidget(any ? m_ui->contents : m_ui->emptyPage);
    if (!any) {
        m_ui->emptyText->setText(tr("No trial of this session was completed, so there is nothing to compare."));
        return;
    }
    m_ui->title->setText(recording.session().scenario.name);
    m_ui->caveats->setText(m_comparison.caveats.join(u'\n'));
    m_ui->caveats->setVisible(!m_comparison.caveats.isEmpty());
    const QSignalBlocker blocker(m_ui->baseline);
    m_ui->baseline->clear();
    m_ui->baseline->addItem(tr("none"));
    for (const QString &target : std::as_const(m_comparison.targets))
        m_ui->baseline->addItem(m_comparison.titleOf(target), target);
    fillTables();
    if (m_comparison.targets.size() > 1)
        m_ui->baseline->setCurrentIndex(1);
    setBaseline(m_ui->baseline->currentData().toString());
    makeCharts();
}

void ComparePage::fillTables()
{
    const Comparison startup = startupComparison(m_comparison);
    m_ui->table->setComparison(m_comparison, m_palette);
    m_ui->startupTable->setComparison(startup, m_palette);
    m_ui->boxes->setComparison(m_comparison, m_palette);
    m_ui->tables->setTabEnabled(m_ui->tables->indexOf(m_ui->startupTable), !startup.rows.isEmpty());
}

void ComparePage::setBaseline(const QString &target)
{
    m_ui->table->setBaseline(target);
    m_ui->startupTable->setBaseline(target);
}

void ComparePage::setRunAllowed(bool allowed)
{
    m_ui->emptyRun->setEnabled(allowed);
}

ChartView *ComparePage::makeChart(const ChartSpec &spec)
{
    auto *chart = new ChartView(m_ui->charts);
    chart->setSpec(spec);
    const int line = fontMetrics().height();
    const int header = spec.keys.isEmpty() ? 5 : 8; // with a legend
    chart->setFixedHeight(line * header + static_cast<int>(spec.bars.size()) * line * 2);
    return chart;
}

void ComparePage::makeCharts()
{
    qDeleteAll(m_charts);
    m_charts.clear();
    delete m_selected;
    m_selected = nullptr;
    const QList<StartupTrack> starts = startupTracks(m_comparison, m_palette);
    if (!starts.isEmpty())
        m_charts.append(makeChart(startupChart(starts)));
    for (const Comparison::Row &row : headlineRows(m_comparison))
        m_charts.append(makeChart(metricChart(row, m_comparison, m_palette)));
    for (ChartView *chart : std::as_const(m_charts))
        m_ui->chartLayout->addWidget(chart);
    m_ui->chartLayout->setAlignment(Qt::AlignTop);
}

void ComparePage::showSelected(int row)
{
    delete m_selected;
    m_selected = nullptr;
    if (row < 0 || row >= m_comparison.rows.size())
        return;
    m_selected = makeChart(metricChart(m_comparison.rows[row], m_comparison, m_palette));
    m_ui->chartLayout->insertWidget(0, m_selected);
    m_ui->scroll->ensureVisible(0, 0);
}

} // namespace boxmark
