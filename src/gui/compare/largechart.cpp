// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/largechart.h"

#include "chart/chartview.h"
#include "gui/widget/chartactions.h"
#include "gui/widget/hiddenlines.h"
#include "gui/widget/icons.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QSplitter>
#include <QTableWidget>

using namespace Qt::StringLiterals;

namespace boxmark {

LargeChart::LargeChart(QWidget *parent)
    : QWidget(parent)
    , m_titles(new QComboBox(this))
    , m_chart(new ChartView(this))
    , m_values(new QTableWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *header = new QHBoxLayout;
    layout->addLayout(header);
    makeHeader(header);
    setFocusProxy(m_chart);
    auto *splitter = new QSplitter(this);
    splitter->addWidget(m_chart);
    splitter->addWidget(m_values);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 1);
    layout->addWidget(splitter, 1);
    m_chart->setObjectName(u"largeChart"_s);
    m_values->setObjectName(u"chartValues"_s);
    m_values->setAccessibleName(tr("Values of the chart"));
    m_values->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_values->setTabKeyNavigation(false);
    m_values->setShowGrid(false);
    m_values->setAlternatingRowColors(true);
    m_values->verticalHeader()->hide();
}

void LargeChart::makeHeader(QHBoxLayout *header)
{
    const auto button = [this, header](const QString &name, const QString &text) {
        auto *made = new QPushButton(text, this);
        made->setObjectName(name);
        header->addWidget(made);
        return made;
    };
    connect(button(u"back"_s, tr("← &All charts")), &QPushButton::clicked, this, &LargeChart::backRequested);
    header->addWidget(m_titles, 1);
    m_titles->setObjectName(u"chartTitles"_s);
    m_titles->setAccessibleName(tr("Chart"));
    connect(m_titles, &QComboBox::currentIndexChanged, this, &LargeChart::showCurrent);
    connect(button(u"previousChart"_s, tr("‹ &Previous")), &QPushButton::clicked, this, [this] { step(-1); });
    connect(button(u"nextChart"_s, tr("&Next ›")), &QPushButton::clicked, this, [this] { step(1); });
    auto *actions = new ChartActions(m_chart, {});
    connect(button(u"copyChart"_s, tr("&Copy")), &QPushButton::clicked, actions, &ChartActions::copyPicture);
    const auto save = [this] { emit saveRequested(m_titles->currentData().toString(), m_chart->spec()); };
    connect(button(u"saveChart"_s, tr("&Save…")), &QPushButton::clicked, this, save);
    connect(actions, &ChartActions::saveRequested, this, save);
    connect(m_chart, &ChartView::hiddenRolesChanged, this,
        [this](const QStringList &roles) { rememberHiddenLines(m_titles->currentData().toString(), roles); });
}

// Here Escape is not the window's, which stops a run with it.
bool LargeChart::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape)
        event->accept();
    return QWidget::event(event);
}

void LargeChart::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        emit backRequested();
    else
        QWidget::keyPressEvent(event);
}

void LargeChart::setCharts(const QList<NamedChart> &charts)
{
    const QString shown = m_titles->currentData().toString();
    const QSignalBlocker blocker(m_titles);
    m_charts = charts;
    m_titles->clear();
    for (const NamedChart &chart : charts)
        m_titles->addItem(chart.spec.title, chart.name);
    m_titles->setCurrentIndex(std::max(0, m_titles->findData(shown)));
    showCurrent();
}

void LargeChart::showChart(const QString &name)
{
    if (const int index = m_titles->findData(name); index >= 0)
        m_titles->setCurrentIndex(index);
}

void LargeChart::step(int by)
{
    if (m_titles->count() > 0)
        m_titles->setCurrentIndex((m_titles->currentIndex() + by + m_titles->count()) % m_titles->count());
}

void LargeChart::showCurrent()
{
    if (m_titles->currentIndex() < 0)
        return;
    const ChartSpec &spec = m_charts[m_titles->currentIndex()].spec;
    const TimeRange whole = timeRangeOf(spec);
    m_window.setExtent(whole, whole.from);
    m_window.follow();
    m_chart->setTimeWindow(spec.bars.isEmpty() ? &m_window : nullptr);
    m_chart->setHiddenRoles(hiddenLines(m_titles->currentData().toString()));
    m_chart->setSpec(spec);
    const QList<QStringList> values = chartValues(spec);
    m_values->setRowCount(static_cast<int>(values.size()) - 1);
    m_values->setColumnCount(static_cast<int>(values.first().size()));
    m_values->setHorizontalHeaderLabels(values.first());
    for (int row = 0; row < m_values->rowCount(); ++row) {
        for (int column = 0; column < m_values->columnCount(); ++column)
            m_values->setItem(row, column, new QTableWidgetItem(values[row + 1][column]));
    }
    m_values->resizeColumnsToContents();
}

} // namespace boxmark
