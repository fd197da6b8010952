// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "madefigures.h"

#include <QTest>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;

namespace {

ResourceSample sampleAt(Scope scope, std::chrono::milliseconds time, std::optional<double> cpu, qint64 memory)
{
    ResourceSample sample;
    sample.scope = scope;
    sample.time = time;
    if (cpu)
        sample.cpu = CorePercent {*cpu};
    sample.memory = Bytes {memory};
    return sample;
}

} // namespace

/// What a trial took of CPU, memory and disks, from samples that come when they come.
class TestResourceFigures : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void meansAreOfTheWindowWeightedByTimeAndPeaksOfTheWholeTrial()
    {
        const QList<Record> samples {
            sampleAt(Scope::Host, 0ms, std::nullopt, 900), // the start needed most
            sampleAt(Scope::Inside, 900ms, 90.0, 5), sampleAt(Scope::Host, 900ms, 77.0, 100),
            sampleAt(Scope::Host, 1000ms, 10.0, 200), // covers 100 ms
            sampleAt(Scope::Daemons, 1100ms, 99.0, 9999),
            sampleAt(Scope::Host, 1300ms, 40.0, 400), // covers 300 ms: the sampler came late
            sampleAt(Scope::Inside, 1400ms, 50.0, 7), sampleAt(Scope::Host, 2100ms, 88.0, 300), // after the window
        };
        const TrialFigures figures = figuresOf(windowFrom(1s, 2s), samples);
        QVERIFY(isNear(figures.value(u"cpu_host_mean"_s), (10.0 * 100 + 40.0 * 300) / 400));
        QVERIFY(isNear(figures.value(u"memory_host_mean"_s), (200.0 * 100 + 400.0 * 300) / 400));
        QVERIFY(isNear(figures.value(u"memory_host_peak"_s), 900));
        QVERIFY(isNear(figures.value(u"cpu_inside_mean"_s), 50.0));
        QVERIFY(isNear(figures.value(u"memory_inside_peak"_s), 7));
    }

    void memoryAtTheStartIsThatOfTheFirstAnswer()
    {
        const QList<Record> samples {sampleAt(Scope::Inside, 100ms, std::nullopt, 3),
            sampleAt(Scope::Inside, 350ms, 9.0, 5), sampleAt(Scope::Inside, 1500ms, 50.0, 7)};
        Trial trial = windowFrom(1s, 2s);
        trial.coldStart.reset(); // it ran already
        QVERIFY(!figuresOf(trial, samples).value(u"memory_inside_start"_s));
        trial.coldStart = 300ms;
        const TrialFigures figures = figuresOf(trial, samples);
        QCOMPARE(figures.value(u"memory_inside_start"_s), std::optional(5.0));
        QVERIFY(!figures.value(u"memory_host_start"_s));
    }

    void trafficIsThatOfTheWindow()
    {
        QList<Record> samples;
        for (const auto &[time, read] : {std::pair {500ms, 100}, std::pair {900ms, 150}, std::pair {1500ms, 400},
                 std::pair {1900ms, 700}, std::pair {2500ms, 9999}}) {
            ResourceSample sample {.scope = Scope::Host, .time = time};
            sample.diskRead = Bytes {read};
            samples.append(sample);
        }
        const TrialFigures figures = figuresOf(windowFrom(1s, 2s), samples);
        QCOMPARE(figures.value(u"disk_read_host"_s), std::optional(550.0));
        QVERIFY(!figures.value(u"disk_written_host"_s) && !figures.value(u"disk_read_inside"_s));
    }

    void daemonsHaveALineOfTheirOwn()
    {
        const TrialFigures figures = figuresOf(windowFrom(1s, 2s),
            {sampleAt(Scope::Daemons, 500ms, 60.0, 200), sampleAt(Scope::Daemons, 1500ms, 3.0, 100)});
        QCOMPARE(figures.value(u"cpu_daemons_mean"_s), std::optional(3.0));
        QCOMPARE(figures.value(u"memory_daemons_peak"_s), std::optional(200.0));
        QVERIFY(!figures.value(u"cpu_host_mean"_s));
    }

    void aSampleThatIsAloneCounts()
    {
        const TrialFigures figures = figuresOf(windowFrom(1s, 2s), {sampleAt(Scope::Host, 1500ms, 12.5, 4096)});
        QVERIFY(isNear(figures.value(u"cpu_host_mean"_s), 12.5));
        QVERIFY(isNear(figures.value(u"memory_host_mean"_s), 4096));
    }

    void aScopeThatWasNotReadHasNoFigure()
    {
        ResourceSample unread;
        unread.scope = Scope::Host;
        unread.time = 1500ms;
        const TrialFigures figures = figuresOf(windowFrom(1s, 2s), {unread});
        QVERIFY(!figures.value(u"cpu_host_mean"_s));
        QVERIFY(!figures.value(u"memory_host_peak"_s));
        QVERIFY(!figures.value(u"memory_host_mean"_s));
    }
};

QTEST_GUILESS_MAIN(TestResourceFigures)
#include "tst_resourcefigures.moc"
