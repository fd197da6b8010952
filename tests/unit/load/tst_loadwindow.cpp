// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "load/loadwindow.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;

using Stage = LoadWindow::Stage;

namespace {

constexpr RequestTicks begin = 3s;

LoadProfile byRequests(quint64 requests, std::chrono::nanoseconds warmup = 0s)
{
    LoadProfile profile;
    profile.requests = requests;
    profile.warmup = warmup;
    return profile;
}

LoadProfile byDuration(std::chrono::nanoseconds duration, std::chrono::nanoseconds warmup = 0s)
{
    LoadProfile profile;
    profile.duration = duration;
    profile.warmup = warmup;
    return profile;
}

} // namespace

class TestLoadWindow : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void withoutWarmupTheWindowOpensAtOnce()
    {
        const LoadWindow window(byRequests(5), begin);
        QCOMPARE(window.stage(), Stage::Measuring);
        QCOMPARE(window.loadStart(), begin);
        QCOMPARE(window.measureStart(), begin);
    }

    void theWindowOpensWhenTheWarmupHasPassed()
    {
        LoadWindow window(byDuration(10s, 2s), begin);
        QCOMPARE(window.advance(begin + 2s - RequestTicks {1}), Stage::WarmingUp);
        QCOMPARE(window.advance(begin + 2s), Stage::Measuring);
        QCOMPARE(window.measureStart(), RequestTicks(begin + 2s));
    }

    void theWindowClosesAfterTheDurationHoweverLateOneAsks()
    {
        LoadWindow window(byDuration(10s, 2s), begin);
        QCOMPARE(window.advance(begin + 60s), Stage::Over);
        QCOMPARE(window.measureStart(), RequestTicks(begin + 2s));
        QCOMPARE(window.measureEnd(), RequestTicks(begin + 12s));
        QVERIFY(!window.admit(begin + 60s));
    }

    void exactlyAsManyRequestsAreAdmittedAsAskedFor()
    {
        LoadWindow window(byRequests(3, 1s), begin);
        for (int i = 0; i < 10; ++i)
            QVERIFY(window.admit(begin)); // warm-up: as many as one likes
        window.advance(begin + 1s);
        QVERIFY(window.admit(begin + 1s) && window.admit(begin + 1s) && window.admit(begin + 1s));
        QVERIFY(!window.admit(begin + 1s));
        QVERIFY(window.admit(begin + 999ms)); // an open loop may be late with the warm-up's last ones
        QCOMPARE(window.stage(), Stage::Measuring);
    }

    void theWindowClosesWithTheLastMeasuredRequest()
    {
        LoadWindow window(byRequests(2, 1s), begin);
        QVERIFY(window.admit(begin));
        window.advance(begin + 1s);
        QVERIFY(window.admit(begin + 1s) && window.admit(begin + 1s));
        window.finished(begin + 999ms, begin + 1100ms); // of the warm-up: does not count
        window.finished(begin + 1s, begin + 1200ms);
        QCOMPARE(window.stage(), Stage::Measuring);
        window.finished(begin + 1050ms, begin + 1300ms);
        QCOMPARE(window.stage(), Stage::Over);
        QCOMPARE(window.measureEnd(), RequestTicks(begin + 1300ms));
    }

    void theWindowClosesWithWhatFinishedLastHoweverItWasRead()
    {
        LoadWindow window(byRequests(2, 0s), begin);
        QVERIFY(window.admit(begin) && window.admit(begin));
        window.finished(begin, begin + 7ms);
        window.finished(begin, begin + 5ms);
        QCOMPARE(window.stage(), Stage::Over);
        QCOMPARE(window.measureEnd(), RequestTicks(begin + 7ms));
    }

    void stopInTheWarmupLeavesNothingMeasured()
    {
        LoadWindow window(byDuration(10s, 2s), begin);
        window.cut(begin + 1s);
        QCOMPARE(window.stage(), Stage::Over);
        QVERIFY(window.measureStart() > begin + 1s); // also what was planned in the very last moment
        QCOMPARE(window.measureEnd(), window.measureStart());
    }

    void stopInTheWindowKeepsItsStart()
    {
        LoadWindow window(byDuration(10s, 2s), begin);
        window.advance(begin + 2s);
        window.cut(begin + 5s);
        QCOMPARE(window.measureStart(), RequestTicks(begin + 2s));
        QCOMPARE(window.measureEnd(), RequestTicks(begin + 5s));
        window.cut(begin + 7s);
        QCOMPARE(window.measureEnd(), RequestTicks(begin + 5s));
    }

    void askingForNothingIsOverAtOnce()
    {
        QCOMPARE(LoadWindow(byRequests(0), begin).stage(), Stage::Over);
        QCOMPARE(LoadWindow(LoadProfile {}, begin).stage(), Stage::Over);
    }
};

QTEST_APPLESS_MAIN(TestLoadWindow)
#include "tst_loadwindow.moc"
