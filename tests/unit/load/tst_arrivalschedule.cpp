// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "load/arrivalschedule.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace boxmark;
using namespace std::chrono_literals;

namespace {

constexpr RequestTicks begin = 3s;
using Seconds = std::chrono::duration<double>;

LoadProfile openLoop(double rate, LoadProfile::Arrivals arrivals = LoadProfile::Arrivals::Constant)
{
    LoadProfile profile;
    profile.mode = LoadProfile::Mode::Open;
    profile.rate = Rate {rate};
    profile.arrivals = arrivals;
    return profile;
}

QList<RequestTicks> arrivals(const LoadProfile &profile, int count, quint64 seed = 1, ArrivalSchedule::Share share = {})
{
    ArrivalSchedule schedule(profile, seed, begin, share);
    QList<RequestTicks> times;
    for (int i = 0; i < count; ++i) {
        times.append(schedule.next());
        schedule.take();
    }
    return times;
}

} // namespace

class TestArrivalSchedule : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void constantArrivalsAreEquallyFarApart()
    {
        const QList<RequestTicks> expected {begin, begin + 2ms, begin + 4ms, begin + 6ms};
        QCOMPARE(arrivals(openLoop(500), 4), expected);
    }

    void noErrorOfRoundingGrows()
    {
        // A third of a microsecond's distance is no whole number of ticks.
        const QList<RequestTicks> times = arrivals(openLoop(30'000), 3'000'001);
        QCOMPARE(times.last(), RequestTicks(begin + 100s));
    }

    void anArrivalWaitsUntilItIsTaken()
    {
        ArrivalSchedule schedule(openLoop(10), 1, begin, {});
        QCOMPARE(schedule.next(), schedule.next());
    }

    void theSharesOfConstantArrivalsMakeTheWhole()
    {
        QList<RequestTicks> together;
        for (int index = 0; index < 3; ++index)
            together += arrivals(openLoop(1000), 100, 1, {index, 3});
        std::ranges::sort(together);
        QCOMPARE(together, arrivals(openLoop(1000), 300));
    }

    void poissonArrivalsFollowFromTheSeed()
    {
        const LoadProfile profile = openLoop(1000, LoadProfile::Arrivals::Poisson);
        QCOMPARE(arrivals(profile, 50, 7), arrivals(profile, 50, 7));
        QVERIFY(arrivals(profile, 50, 7) != arrivals(profile, 50, 8));
        // The generator is the standard's: the same everywhere.
        const QList<RequestTicks> known {
            begin + RequestTicks(2818), begin + RequestTicks(3338), begin + RequestTicks(24759)};
        QCOMPARE(arrivals(profile, 3, 7), known);
    }

    void distancesOfPoissonArrivalsAreExponential_data()
    {
        QTest::addColumn<int>("of");
        QTest::newRow("one thread") << 1;
        QTest::newRow("four threads") << 4;
    }
    void distancesOfPoissonArrivalsAreExponential()
    {
        QFETCH(int, of);
        constexpr int count = 200'000;
        const QList<RequestTicks> times
            = arrivals(openLoop(1000, LoadProfile::Arrivals::Poisson), count, 1, {of - 1, of});
        const double mean = 0.001 * of;
        int longer = 0;
        double squares = 0;
        for (int i = 1; i < count; ++i) {
            const double distance = Seconds(times[i] - times[i - 1]).count();
            QVERIFY(distance >= 0);
            longer += distance > mean ? 1 : 0;
            squares += distance * distance;
        }
        // Mean, share above the mean (1/e) and second moment (2 mean²), each within some standard errors.
        QVERIFY(std::abs(Seconds(times.last() - begin).count() / count / mean - 1) < 0.01);
        QVERIFY(std::abs(static_cast<double>(longer) / count - std::exp(-1)) < 0.005);
        QVERIFY(std::abs(squares / count / (2 * mean * mean) - 1) < 0.03);
    }

    /// A rate of 100/s for two seconds after a second of warm-up, then a ramp to 300/s within four.
    static LoadProfile staged(LoadProfile::Arrivals arrivals = LoadProfile::Arrivals::Constant)
    {
        LoadProfile profile = openLoop(0, arrivals);
        profile.rate.reset();
        profile.warmup = 1s;
        profile.stages = {{Rate {100}, Rate {100}, 2s}, {Rate {100}, Rate {300}, 4s}, {Rate {50}, Rate {50}, 2s}};
        return profile;
    }

    void aStepKeepsItsRateAndTheWarmupHasTheFirst()
    {
        const QList<RequestTicks> times = arrivals(staged(), 301);
        for (int i = 0; i <= 300; ++i)
            QCOMPARE(times[i], RequestTicks(begin + 10ms * i));
    }

    /// Of a ramp from a to b in T, n = a·t + (b − a)·t²/(2T).
    void aRampBringsWhatItsRateAddsUpTo()
    {
        const QList<RequestTicks> times = arrivals(staged(), 1200);
        for (int i = 300; i < 1100; ++i) {
            const double t = Seconds(times[i] - begin - 3s).count();
            QVERIFY(t >= 0 && t < 4);
            QVERIFY(std::abs(100 * t + 25 * t * t - (i - 300)) < 1e-3);
        }
        QCOMPARE(times[1100], RequestTicks(begin + 7s)); // 800 in the ramp
        QCOMPARE(times[1101], RequestTicks(begin + 7s + 20ms));
    }

    void afterTheLastStageItsRateGoesOn()
    {
        const QList<RequestTicks> times = arrivals(staged(), 1301);
        QCOMPARE(times.last(), RequestTicks(begin + 11s));
    }

    void sharesOfStagesMakeTheWhole()
    {
        QList<RequestTicks> together;
        for (int index = 0; index < 3; ++index)
            together += arrivals(staged(), 400, 1, {index, 3});
        std::ranges::sort(together);
        QCOMPARE(together, arrivals(staged(), 1200));
    }

    /// Of a Poisson process, the count of a stretch has the rate's integral as its mean and as its variance.
    void poissonArrivalsFollowTheRate()
    {
        const QList<RequestTicks> times = arrivals(staged(LoadProfile::Arrivals::Poisson), 1250, 3);
        QVERIFY(std::ranges::is_sorted(times));
        const auto count = [&](RequestTicks from, RequestTicks until) {
            return static_cast<double>(std::ranges::count_if(
                times, [&](RequestTicks time) { return time >= begin + from && time < begin + until; }));
        };
        QVERIFY(std::abs(count(0s, 3s) - 300) < 5 * std::sqrt(300));
        QVERIFY(std::abs(count(3s, 5s) - 300) < 5 * std::sqrt(300));
        QVERIFY(std::abs(count(5s, 7s) - 500) < 5 * std::sqrt(500));
    }
};

QTEST_APPLESS_MAIN(TestArrivalSchedule)
#include "tst_arrivalschedule.moc"
