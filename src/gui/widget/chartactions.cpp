// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widget/chartactions.h"

#include "chart/chartview.h"
#include "chart/draw/legend.h"
#include "gui/widget/icons.h"
#include "gui/widget/tabletext.h"
#include "report/chart/reportcharts.h"
#include "report/reportfile.h"

#include <QBuffer>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QDir>
#include <QGuiApplication>
#include <QImage>
#include <QMenu>

#include <algorithm>
#include <vector>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int pictureWidth = 1600;

QImage pictureOf(const ChartSpec &spec)
{
    return renderChart(spec, chartPictureSize(spec, pictureWidth), pictureTheme(labelPixels(pictureWidth)));
}

QByteArray pngOf(const ChartSpec &spec)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    pictureOf(spec).save(&buffer, "png");
    return bytes;
}

QList<QStringList> barValues(const ChartSpec &spec)
{
    QList<QStringList> rows {
        {QString(), spec.title, ChartActions::tr("From"), ChartActions::tr("To"), ChartActions::tr("Trials")}};
    const auto text = [&spec](double value) { return formatQuantity(value, spec.unit); };
    for (const ChartBar &bar : spec.bars) {
        if (!bar.value)
            rows.append({bar.name, ChartActions::tr("not measured"), QString(), QString(), QString()});
        else if (bar.low < bar.high)
            rows.append(
                {bar.name, text(*bar.value), text(bar.low), text(bar.high), QString::number(bar.trials.size())});
        else
            rows.append({bar.name, text(*bar.value), QString(), QString(),
                bar.trials.isEmpty() ? QString() : QString::number(bar.trials.size())});
    }
    return rows;
}

QList<QStringList> lineValues(const ChartSpec &spec)
{
    QList<QStringList> rows {
        {QString(), ChartActions::tr("Lowest"), ChartActions::tr("Median"), ChartActions::tr("Highest")}};
    for (const ChartSeries &series : spec.series) {
        std::vector<double> values;
        for (const QPointF &point : series.points)
            values.push_back(point.y());
        if (values.empty())
            continue;
        std::sort(values.begin(), values.end());
        const auto text = [&spec](double value) { return formatQuantity(value, spec.unit); };
        rows.append({series.name(), text(values.front()), text(values[(values.size() - 1) / 2]), text(values.back())});
    }
    return rows;
}

} // namespace

QList<QStringList> chartValues(const ChartSpec &spec)
{
    return spec.bars.isEmpty() ? lineValues(spec) : barValues(spec);
}

Result<void> saveChart(const ChartSpec &spec, const QString &path)
{
    const bool vector = path.endsWith(u".svg"_s, Qt::CaseInsensitive);
    if (!vector && !path.endsWith(u".png"_s, Qt::CaseInsensitive))
        return Error {ChartActions::tr("The chart cannot be saved as %1.").arg(QDir::toNativeSeparators(path)),
            ChartActions::tr("The name ends neither in .png nor in .svg."),
            ChartActions::tr("Choose a name with one of these endings.")};
    const QByteArray bytes = vector ? chartAsSvg(spec, chartPictureSize(spec, pictureWidth)) : pngOf(spec);
    return replaceFile(path, bytes);
}

ChartActions::ChartActions(ChartView *chart, const QString &name)
    : QObject(chart)
    , m_chart(chart)
    , m_name(name)
{
    chart->installEventFilter(this);
    chart->viewport()->installEventFilter(this);
}

void ChartActions::copyPicture() const
{
    QGuiApplication::clipboard()->setImage(pictureOf(m_chart->spec()));
}

void ChartActions::copyValues() const
{
    QGuiApplication::clipboard()->setText(asTabSeparated(chartValues(m_chart->spec())));
}

// What a click in the legend does, also where there is no space for a legend.
void ChartActions::addRoles(QMenu &menu) const
{
    menu.addSeparator();
    for (const LegendEntry &entry : legendEntries(m_chart->spec())) {
        if (!entry.stroke || !m_chart->isExplorable())
            continue;
        QAction *action = menu.addAction(tr("Show %1").arg(entry.text));
        action->setCheckable(true);
        action->setChecked(!entry.hidden);
        connect(
            action, &QAction::triggered, m_chart, [chart = m_chart, role = entry.text] { chart->toggleRole(role); });
    }
}

bool ChartActions::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::ContextMenu)
        return QObject::eventFilter(watched, event);
    QMenu menu(m_chart);
    menu.addAction(actionIcon(Action::Copy), tr("&Copy picture"), this, &ChartActions::copyPicture);
    menu.addAction(tr("Copy &values"), this, &ChartActions::copyValues);
    menu.addSeparator();
    menu.addAction(actionIcon(Action::Export), tr("&Save picture…"), this,
        [this] { emit saveRequested(m_name, m_chart->spec()); });
    addRoles(menu);
    menu.exec(static_cast<QContextMenuEvent *>(event)->globalPos());
    return true;
}

} // namespace boxmark
