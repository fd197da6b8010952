// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agentlink/clockalignment.h"
#include "helpers/strictlog.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;

namespace {

MonotonicTime at(std::chrono::nanoseconds time)
{
    return MonotonicTime(time);
}

} // namespace

class TestClockAlignment : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void theShortestRoundTripCounts()
    {
        ClockAlignment it;
        QVERIFY(!it.offset());
        it.add(at(1000ns), 400ns, at(1200ns)); // 700 ± 100
        QCOMPARE(it.offset(), 700ns);
        QCOMPARE(it.uncertainty(), 100ns);
        it.add(at(2000ns), 1300ns, at(2010ns)); // 705 ± 5
        QCOMPARE(it.offset(), 705ns);
        it.add(at(3000ns), 2200ns, at(3400ns)); // longer: says nothing new
        QCOMPARE(it.offset(), 705ns);
        QCOMPARE(it.uncertainty(), 5ns);
        QCOMPARE(it.readings(), 3);
    }

    void aGuestsClockMayBeAhead()
    {
        ClockAlignment it;
        it.add(at(1000ns), 5000ns, at(1000ns));
        QCOMPARE(it.offset(), -4000ns);
    }

    void onceSettledItChangesOnlyWhenItIsProvedWrong()
    {
        ClockAlignment it;
        it.add(at(1000ns), 300ns, at(1020ns)); // 710 ± 10
        it.settle();
        it.add(at(2000ns), 1297ns, at(2002ns)); // 704 ± 1: shorter, but the two agree
        QCOMPARE(it.offset(), 710ns);
        it.add(at(3000ns), 2201ns, at(3002ns)); // 800 ± 1: the clock has drifted
        QCOMPARE(it.offset(), 800ns);
        QCOMPARE(it.uncertainty(), 1ns);
    }
};

QTEST_GUILESS_MAIN(TestClockAlignment)
#include "tst_clockalignment.moc"
