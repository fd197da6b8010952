// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartitems.h"
#include "chart/draw/chartscene.h"
#include "chart/kind/timelinecharts.h"
#include "helpers/screenshot.h"
#include "helpers/strictlog.h"
#include "helpers/syntheticrun.h"

#include <QGuiApplication>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

TrialTimeline timelineOf(const test::SyntheticTrial &synthetic)
{
    TrialTimeline timeline;
    timeline.setTrial(synthetic.trial);
    for (const Record &record : synthetic.records)
        timeline.add(record);
    timeline.finish();
    return timeline;
}

ChartSpec wave(int points)
{
    ChartSpec spec;
    spec.title = u"Wave"_s;
    spec.valueTitle = u"Latency"_s;
    spec.timeTitle = u"Time"_s;
    ChartSeries series {u"docker"_s, u"p50"_s, kindStyle(u"docker"_s), Stroke::Bold};
    for (int index = 0; index < points; ++index)
        series.points.append({index * 0.001, 5 + std::sin(index * 0.01)});
    spec.series.append(series);
    return spec;
}

ChartSpec bars()
{
    ChartSpec spec;
    spec.title = u"Cold start"_s;
    spec.subtitle = u"lower is better"_s;
    spec.valueTitle = u"Cold start"_s;
    spec.bars = {{u"process"_s, kindStyle(u"process"_s), 12, 10, 15, {10, 12, 15}},
        {u"docker"_s, kindStyle(u"docker"_s), 640, 600, 700, {600, 640, 700}},
        {u"vm"_s, kindStyle(u"vm"_s), std::nullopt}};
    return spec;
}

} // namespace

class ChartSceneTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void drawsEachLineInItsColorWithoutAWindow();
    void drawsBarsFromZeroAndSaysWhatWasNotMeasured();
    void pointsDrawnAreBoundedByTheWidth();
    void theSameSpecGivesTheSamePicture();
    void aChartRunsTheSameWayInEveryLanguage();
    void aLogarithmicAxisHoldsValuesOfFourDecades();
    void theTimeAxisStaysWhenLabelsGrow();
    void gridAndLinesAgreeAfterEveryResize();
    void saysWhyThereIsNothingToSee();
    void anUnchangedLineIsNotDrawnAgain();
};

void ChartSceneTest::drawsEachLineInItsColorWithoutAWindow()
{
    const auto trials = test::syntheticTrials();
    const TrialTimeline process = timelineOf(trials[0]);
    const TrialTimeline docker = timelineOf(trials[1]);
    const QList<TimelineTrack> tracks {
        {u"process"_s, kindStyle(u"process"_s), &process}, {u"docker"_s, kindStyle(u"docker"_s), &docker}};
    const QList<std::pair<QString, ChartSpec>> charts {{u"latency"_s, latencyChart(tracks)},
        {u"throughput"_s, throughputChart(tracks)}, {u"cpu"_s, cpuChart(tracks)}, {u"memory"_s, memoryChart(tracks)}};
    for (const auto &[name, spec] : charts) {
        const QImage image = renderChart(spec, {900, 500}, pictureTheme(14));
        image.save(test::screenshotPath(u"chart-"_s + name));
        for (const TimelineTrack &track : tracks)
            QVERIFY2(test::pixelsOfColor(image, track.style.onLight) > 300, qPrintable(name + u' ' + track.target));
    }
}

void ChartSceneTest::drawsBarsFromZeroAndSaysWhatWasNotMeasured()
{
    const QImage image = renderChart(bars(), {900, 300}, pictureTheme(14));
    image.save(test::screenshotPath(u"chart-bars"_s));
    ChartScene scene;
    scene.setTheme(pictureTheme(14));
    scene.setSize({900, 300});
    scene.setSpec(bars(), {});
    const ChartLayout &layout = scene.state().layout;
    QCOMPARE(layout.value.minimum, 0.0);
    QCOMPARE(layout.barX(0), layout.plot.left());
    // 640 : 12 as in the values: a bar's length is its value.
    const double ratio = (layout.barX(640) - layout.barX(0)) / (layout.barX(12) - layout.barX(0));
    QVERIFY(std::abs(ratio - 640.0 / 12) < 1e-6);
    QVERIFY(layout.barX(700) <= layout.plot.right());
    QVERIFY(test::pixelsOfColor(image, kindStyle(u"docker"_s).onLight) > 5000);
    QVERIFY(test::pixelsOfColor(image, kindStyle(u"vm"_s).onLight) < 500); // its marker only
}

void ChartSceneTest::pointsDrawnAreBoundedByTheWidth()
{
    ChartScene scene;
    scene.setTheme(pictureTheme(14));
    scene.setSize({800, 400});
    scene.setSpec(wave(100'000), {0, 100});
    QVERIFY(scene.drawnPoints() > 500);
    QVERIFY(scene.drawnPoints() <= 2 * 800 + 2);
}

void ChartSceneTest::theSameSpecGivesTheSamePicture()
{
    QCOMPARE(
        renderChart(wave(5000), {640, 360}, pictureTheme(12)), renderChart(wave(5000), {640, 360}, pictureTheme(12)));
    const QImage twice = renderChart(wave(5000), {640, 360}, pictureTheme(12), 2);
    QCOMPARE(twice.size(), QSize(1280, 720));
}

void ChartSceneTest::aChartRunsTheSameWayInEveryLanguage()
{
    for (const ChartSpec &spec : {wave(1000), bars()}) {
        const QImage leftToRight = renderChart(spec, {600, 360}, pictureTheme(11));
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
        const QImage rightToLeft = renderChart(spec, {600, 360}, pictureTheme(11));
        QGuiApplication::setLayoutDirection(Qt::LeftToRight);
        QCOMPARE(rightToLeft, leftToRight);
    }
}

void ChartSceneTest::aLogarithmicAxisHoldsValuesOfFourDecades()
{
    ChartSpec spec = wave(0);
    spec.logarithmic = true;
    for (const double value : {0.05, 0.5, 5.0, 50.0, 400.0})
        spec.series[0].points.append({static_cast<double>(spec.series[0].points.size()), value});
    ChartScene scene;
    scene.setTheme(pictureTheme(14));
    scene.setSize({800, 400});
    scene.setSpec(spec, {0, 4});
    const ChartLayout &layout = scene.state().layout;
    // Equal ratios lie equally far apart.
    const double first = layout.toPixel({0, 0.05}).y() - layout.toPixel({0, 0.5}).y();
    const double second = layout.toPixel({0, 0.5}).y() - layout.toPixel({0, 5.0}).y();
    QVERIFY(std::abs(first - second) < 1e-6);
    for (const QPointF &point : spec.series[0].points)
        QVERIFY(layout.plot.adjusted(-1, -1, 1, 1).contains(layout.toPixel(point)));
}

void ChartSceneTest::theTimeAxisStaysWhenLabelsGrow()
{
    ChartScene scene;
    scene.setTheme(pictureTheme(14));
    scene.setSize({800, 400});
    scene.setSpec(wave(100), {0, 1});
    const QRectF before = scene.state().layout.plot;
    ChartSpec larger = wave(100);
    for (QPointF &point : larger.series[0].points)
        point.setY(point.y() * 317);
    scene.setSpec(larger, {0, 1});
    QCOMPARE(scene.state().layout.plot, before);
}

void ChartSceneTest::gridAndLinesAgreeAfterEveryResize()
{
    // What is drawn after a detour over other sizes is what is drawn at once.
    ChartScene resized;
    resized.setTheme(pictureTheme(14));
    for (const QSize &size : {QSize(240, 120), QSize(1200, 700), QSize(800, 400)}) {
        resized.setSize(size);
        resized.setSpec(wave(500), {0, 0.5});
        ChartScene fresh;
        fresh.setTheme(pictureTheme(14));
        fresh.setSize(size);
        fresh.setSpec(wave(500), {0, 0.5});
        QImage one(size, QImage::Format_RGB32);
        QImage two(size, QImage::Format_RGB32);
        QPainter first(&one);
        QPainter second(&two);
        resized.render(first, one.rect());
        fresh.render(second, two.rect());
        QCOMPARE(one, two);
    }
}

void ChartSceneTest::saysWhyThereIsNothingToSee()
{
    ChartSpec spec = wave(0);
    spec.emptyText = u"No request has been answered yet."_s;
    const QImage with = renderChart(spec, {640, 360}, pictureTheme(14));
    spec.emptyText.clear();
    QVERIFY(with != renderChart(spec, {640, 360}, pictureTheme(14)));
}

void ChartSceneTest::anUnchangedLineIsNotDrawnAgain()
{
    ChartScene scene;
    scene.setTheme(pictureTheme(14));
    scene.setSize({800, 400});
    ChartSpec spec = wave(1000);
    scene.setSpec(spec, {0, 2});
    const qsizetype before = scene.drawnPoints();
    scene.setSpec(spec, {0, 2});
    QCOMPARE(scene.drawnPoints(), before);
    spec.series[0].points.append({1.0, 5.0});
    scene.setSpec(spec, {0, 2});
    QCOMPARE(scene.drawnPoints(), before + 1);
}

QTEST_MAIN(ChartSceneTest)
#include "tst_chartscene.moc"
