// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartscene.h"

#include "chart/draw/chartitems.h"
#include "chart/draw/decimate.h"
#include "chart/svg/svgdevice.h"

#include <QChart>
#include <QGraphicsLayout>
#include <QGraphicsScene>
#include <QLegend>
#include <QLineSeries>
#include <QLogValueAxis>
#include <QPainter>
#include <QValueAxis>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// A range whose last tick is not lost to rounding: Qt Charts leaves out a tick a hair above the maximum.
constexpr double hair = 1e-9;

void styleAxis(QAbstractAxis *axis, const ChartTheme &theme)
{
    axis->setLabelsFont(theme.font);
    axis->setLabelsColor(theme.text);
    axis->setLinePenColor(theme.grid);
    axis->setGridLineColor(theme.grid);
    axis->setTruncateLabels(false);
}

QString labelFormat(int decimals)
{
    return u"%."_s + QString::number(decimals) + u'f';
}

// Only what changed: each setter makes Qt Charts build every line on the axis anew.
void applyScale(QValueAxis *axis, const AxisScale &scale)
{
    if (axis->tickType() != QValueAxis::TicksDynamic)
        axis->setTickType(QValueAxis::TicksDynamic);
    if (axis->labelFormat() != labelFormat(scale.decimals))
        axis->setLabelFormat(labelFormat(scale.decimals));
    if (axis->tickInterval() != scale.step)
        axis->setTickInterval(scale.step);
    const double maximum = scale.maximum + (scale.maximum - scale.minimum) * hair;
    if (axis->min() != scale.minimum || axis->max() != maximum)
        axis->setRange(scale.minimum, maximum);
}

bool sameLines(const ChartSpec &one, const ChartSpec &two)
{
    return one.across == two.across && isEmpty(one) == isEmpty(two)
        && std::equal(one.series.begin(), one.series.end(), two.series.begin(), two.series.end(),
            [](const ChartSeries &a, const ChartSeries &b) { return a.style == b.style && a.stroke == b.stroke; });
}

} // namespace

class ChartScene::Private
{
public:
    Private();

    void place();
    void rebuildLines();
    void placeAxes();
    void updateScales();
    bool mustRedraw(qsizetype index, const ChartSpec &before, bool scalesChanged) const;
    void drawLine(qsizetype index);

    ChartState state;
    QGraphicsScene scene;
    QChart *chart = nullptr; // owned by the scene, as are the items
    ChartFrameItem *frame = nullptr;
    ChartOverlayItem *overlay = nullptr;
    QValueAxis *timeAxis = nullptr; // the value axis of bars
    QValueAxis *valueAxis = nullptr;
    QLogValueAxis *logAxis = nullptr;
    QAbstractAxis *shownValueAxis = nullptr;
    QList<QLineSeries *> lines;
    TimeRange range;
    double penScale = 1;
    bool stale = true; ///< lines must be made anew
};

ChartScene::Private::Private()
{
    scene.setItemIndexMethod(QGraphicsScene::NoIndex);
    frame = new ChartFrameItem(state);
    chart = new QChart;
    overlay = new ChartOverlayItem(state);
    scene.addItem(frame);
    scene.addItem(chart);
    scene.addItem(overlay);
    chart->setBackgroundVisible(false);
    chart->setMargins({});
    chart->legend()->hide();
    chart->setAnimationOptions(QChart::NoAnimation);
    chart->setMinimumSize(1, 1); // else a small chart is laid out as a larger one

    timeAxis = new QValueAxis(chart);
    valueAxis = new QValueAxis(chart);
    logAxis = new QLogValueAxis(chart);
    logAxis->setBase(10);
    chart->addAxis(timeAxis, Qt::AlignBottom);
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(valueAxis), static_cast<QAbstractAxis *>(logAxis)})
        chart->addAxis(axis, Qt::AlignLeft);
}

void ChartScene::Private::rebuildLines()
{
    chart->removeAllSeries();
    lines.clear();
    placeAxes();
    for (const ChartSeries &series : std::as_const(state.spec.series)) {
        auto *line = new QLineSeries(chart);
        line->setPen(strokePen(series.stroke, series.style.color(state.theme.dark), penScale));
        chart->addSeries(line);
        line->attachAxis(timeAxis);
        line->attachAxis(shownValueAxis);
        lines.append(line);
    }
}

void ChartScene::Private::placeAxes()
{
    shownValueAxis = state.layout.logarithmic ? static_cast<QAbstractAxis *>(logAxis) : valueAxis;
    for (QAbstractAxis *axis : {static_cast<QAbstractAxis *>(timeAxis), static_cast<QAbstractAxis *>(valueAxis),
             static_cast<QAbstractAxis *>(logAxis)})
        styleAxis(axis, state.theme);
    const bool any = !isEmpty(state.spec);
    timeAxis->setVisible(any);
    valueAxis->setVisible(any && !state.layout.logarithmic && !state.layout.bars);
    logAxis->setVisible(any && state.layout.logarithmic);
    logAxis->setLabelsVisible(false); // it labels powers of ten alone
    timeAxis->setLabelsVisible(state.layout.bars || state.spec.across == Across::Time);
}

void ChartScene::Private::updateScales()
{
    const ChartLayout &layout = state.layout;
    applyScale(timeAxis, layout.bars ? layout.value : layout.time);
    if (layout.logarithmic)
        logAxis->setRange(layout.value.minimum, layout.value.maximum);
    else
        applyScale(valueAxis, layout.value);
}

bool ChartScene::Private::mustRedraw(qsizetype index, const ChartSpec &before, bool scalesChanged) const
{
    const auto &points = state.spec.series[index].points;
    return scalesChanged || index >= before.series.size() || !points.isSharedWith(before.series[index].points);
}

void ChartScene::Private::drawLine(qsizetype index)
{
    const ChartLayout &layout = state.layout;
    QList<QPointF> points = decimate(state.spec.series[index].points, range, static_cast<int>(layout.plot.width()));
    for (QPointF &point : points) {
        const double shown = point.y() / layout.value.factor;
        point = {point.x() / layout.time.factor, layout.logarithmic ? std::max(shown, layout.value.minimum) : shown};
    }
    lines[index]->replace(points);
}

void ChartScene::Private::place()
{
    if (state.layout.size.isEmpty())
        return;
    scene.setSceneRect({{0, 0}, state.layout.size});
    // The plot area first: resizing lays the axes out around it. Then once more, because axes that have changed await a
    // layout that otherwise only an event loop would bring.
    chart->setPlotArea(state.layout.plot);
    chart->resize(state.layout.size);
    chart->layout()->invalidate();
    chart->layout()->activate();
}

ChartScene::ChartScene()
    : d(std::make_unique<Private>())
{
}

ChartScene::~ChartScene() = default;

void ChartScene::setTheme(const ChartTheme &theme)
{
    if (d->state.theme == theme)
        return;
    d->state.theme = theme;
    d->stale = true;
    setSpec(d->state.spec, d->range);
}

void ChartScene::setSize(QSizeF size)
{
    d->state.layout.size = size;
    d->stale = true;
    setSpec(d->state.spec, d->range);
}

void ChartScene::setPenScale(double scale)
{
    d->penScale = scale;
    d->stale = true;
}

void ChartScene::setSpec(const ChartSpec &spec, TimeRange range)
{
    const ChartSpec before = d->state.spec;
    const ChartLayout earlier = d->state.layout;
    d->state.spec = withoutHidden(spec);
    d->range = range;
    d->state.layout = layoutChart(d->state.spec, d->state.theme, earlier.size, range);
    const ChartLayout &layout = d->state.layout;

    const bool rebuild = d->stale || !sameLines(before, spec) || earlier.logarithmic != layout.logarithmic
        || earlier.bars != layout.bars;
    const bool scalesChanged
        = rebuild || earlier.time != layout.time || earlier.value != layout.value || earlier.plot != layout.plot;
    if (rebuild)
        d->rebuildLines();
    d->stale = false;
    if (scalesChanged) {
        // An axis that changes under empty lines costs nothing; under full ones it draws each of them once more.
        for (QLineSeries *line : std::as_const(d->lines))
            line->replace(QList<QPointF> {});
        d->updateScales();
        d->place();
    }
    for (qsizetype index = 0; index < d->lines.size(); ++index) {
        if (d->mustRedraw(index, before, scalesChanged))
            d->drawLine(index);
    }
    d->scene.update();
}

void ChartScene::setCursor(std::optional<double> seconds, bool readout)
{
    if (d->state.cursor == seconds && d->state.readout == readout)
        return;
    d->state.cursor = seconds;
    d->state.readout = readout;
    d->overlay->update();
}

const ChartState &ChartScene::state() const
{
    return d->state;
}

qsizetype ChartScene::drawnPoints() const
{
    qsizetype count = 0;
    for (const QLineSeries *line : std::as_const(d->lines))
        count += line->count();
    return count;
}

QGraphicsScene *ChartScene::graphicsScene()
{
    return &d->scene;
}

void ChartScene::render(QPainter &painter, const QRectF &target)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(target, d->state.theme.background);
    painter.setBrush(Qt::NoBrush); // Qt Charts would fill dashed lines with whatever the painter was left with
    d->scene.render(&painter, target, d->scene.sceneRect());
    painter.restore();
}

void paintChart(QPainter &painter, const QRectF &place, const ChartSpec &spec, const ChartTheme &theme)
{
    ChartScene scene;
    scene.setPenScale(std::max(1.0, theme.font.pixelSize() / 12.0));
    scene.setTheme(theme);
    scene.setSize(place.size());
    scene.setSpec(spec, timeRangeOf(spec));
    scene.render(painter, place);
}

QImage renderChart(const ChartSpec &spec, QSize size, const ChartTheme &theme, double scale)
{
    QImage image(size * scale, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.scale(scale, scale);
    paintChart(painter, QRectF({0, 0}, size), spec, theme);
    return image;
}

QByteArray chartAsSvg(const ChartSpec &spec, QSize size)
{
    SvgDevice device(size);
    QPainter painter(&device);
    paintChart(painter, QRectF({0, 0}, size), spec, pictureTheme(labelPixels(size.width())));
    painter.end();
    return device.svg(spec.title, spec.subtitle);
}

} // namespace boxmark
