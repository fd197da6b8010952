// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartitems.h"
#include "chart/draw/chartscene.h"
#include "chart/kind/startupchart.h"
#include "helpers/screenshot.h"
#include "helpers/strictlog.h"
#include "helpers/syntheticboxes.h"
#include "model/startup.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

QList<StartupTrack> tracksOf(qsizetype boxes)
{
    QList<StartupTrack> tracks;
    for (const test::SyntheticBox &box : test::syntheticBoxes(boxes))
        tracks.append({box.spec.name, kindStyle(box.spec.kind), test::syntheticStart(box, 1)});
    return tracks;
}

} // namespace

class StartupChartTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everyPhaseHasAColorOfItsOwnThatIsSeenOnBothBackgrounds()
    {
        QSet<QRgb> light;
        QSet<QRgb> dark;
        for (const StartupPhase &phase : startupPhases()) {
            const TargetStyle style = phaseStyle(phase.name);
            light.insert(style.onLight.rgb());
            dark.insert(style.onDark.rgb());
            QVERIFY2(contrastRatio(style.onLight, Qt::white) >= 3, qPrintable(phase.name));
            QVERIFY2(contrastRatio(style.onDark, QColor(0x2b, 0x2b, 0x2b)) >= 3, qPrintable(phase.name));
        }
        QCOMPARE(light.size(), startupPhases().size());
        QCOMPARE(dark.size(), startupPhases().size());
    }

    void theSegmentsOfABarAddUpToItsColdStart()
    {
        const ChartSpec spec = startupChart(tracksOf(4));
        QCOMPARE(spec.bars.size(), 4);
        for (qsizetype index = 0; index < 4; ++index) {
            double sum = 0;
            for (const ChartSegment &segment : spec.bars[index].segments)
                sum += segment.length;
            QVERIFY(std::abs(sum - *spec.bars[index].value) < 1e-6);
        }
        QCOMPARE(*spec.bars[2].value, 9800.0);
        // The legend is in the order of a start, and names only what is there.
        QCOMPARE(spec.keys.size(), startupPhases().size());
        QCOMPARE(startupChart(tracksOf(2)).keys.size(), 5);
    }

    void aBarIsDrawnInTheColorsOfItsPhases()
    {
        const ChartSpec spec = startupChart(tracksOf(6));
        const QImage image = renderChart(spec, {1600, 700}, pictureTheme(24));
        image.save(test::screenshotPath(u"chart-startup"_s));
        const double pixelsPerMillisecond = 0.05; // at least: 9.8 s fill most of 1600 pixels
        for (const ChartSegment &segment : spec.bars[2].segments) {
            const auto pixels = static_cast<double>(test::pixelsOfColor(image, segment.style.onLight));
            QVERIFY2(pixels > segment.length * pixelsPerMillisecond * 10, qPrintable(segment.name));
        }
    }

    void aPlaceInABarIsItsPhase()
    {
        ChartScene scene;
        scene.setTheme(pictureTheme(14));
        scene.setSize({900, 400});
        scene.setSpec(startupChart(tracksOf(4)), {});
        const ChartLayout &layout = scene.state().layout;
        const double y = layout.barRow(2, 4).center().y();
        const ChartSegment *kernel = segmentAt(scene.state(), {layout.barX(2500), y});
        QVERIFY(kernel);
        QCOMPARE(kernel->name, u"Kernel"_s);
        QVERIFY(kernel->meaning.endsWith(u'.'));
        QVERIFY(!segmentAt(scene.state(), {layout.barX(9900), y}));
        QVERIFY(!segmentAt(scene.state(), {layout.barX(2500), layout.barRow(0, 4).center().y()}));
    }

    void aStartThatGoesOnEndsInWhatIsUnderWay()
    {
        StartupTrack track {u"vm"_s, kindStyle(u"vm"_s), {{phase::spawn, 0ms, 5ms}}, TrialTime(800ms)};
        ChartSpec spec = startupChart({track, {u"docker"_s, kindStyle(u"docker"_s)}});
        QCOMPARE(spec.bars[0].segments.size(), 2);
        QCOMPARE(spec.bars[0].segments[1].length, 795.0);
        QVERIFY(spec.bars[0].text.endsWith(u'…'));
        QVERIFY(!spec.bars[1].value);
        QVERIFY(!spec.bars[1].text.isEmpty());
        QCOMPARE(spec.keys.size(), 1);
        track.elapsed.reset();
        QCOMPARE(startupChart({track}).bars[0].segments.size(), 1);
    }
};

QTEST_MAIN(StartupChartTest)
#include "tst_startupchart.moc"
