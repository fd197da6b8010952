// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "run/trial/insiderates.h"
#include "run/trial/startupphases.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr MonotonicTime origin {1000s};

AgentSample sampleAt(MonotonicTime time, std::chrono::nanoseconds cpu)
{
    AgentSample sample;
    sample.time = time;
    sample.cpu = cpu;
    sample.residentBytes = 4096;
    return sample;
}

} // namespace

class TestRates : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void ratesAreDifferencesOverTheAgentsOwnClock()
    {
        InsideRates rates(origin);
        const ResourceSample first = rates.next(sampleAt(origin + 100ms, 5ms));
        QVERIFY(!first.cpu);
        QCOMPARE(first.time, 100ms);
        QCOMPARE(first.memory, Bytes {4096});
        QVERIFY(!first.pss);
        QCOMPARE(rates.next(sampleAt(origin + 300ms, 305ms)).cpu->value, 150.0); // one and a half cores
    }

    void aClockThatStandsStillGivesNoRate()
    {
        InsideRates rates(origin);
        rates.next(sampleAt(origin, 0ms));
        QVERIFY(!rates.next(sampleAt(origin, 5ms)).cpu);
    }

    void phasesFollowEachOtherWithoutAGap()
    {
        StartupPhases phases(origin);
        phases.reached(phase::firstResponse, origin + 50ms);
        phases.reached(phase::spawn, origin + 5ms);
        phases.reached(phase::appStarted, origin + 20ms);
        phases.reached(phase::spawn, origin + 40ms); // only the first counts
        phases.reached(u"unknown"_s, origin + 1ms);
        const QList<Phase> expected {
            {phase::spawn, 0ms, 5ms}, {phase::appStarted, 5ms, 20ms}, {phase::firstResponse, 20ms, 50ms}};
        QCOMPARE(phases.spans(), expected);
    }

    void aPortSeenToListenAfterTheFirstAnswerListenedNoLaterThanIt()
    {
        StartupPhases phases(origin);
        phases.reached(phase::appStarted, origin + 10ms);
        phases.reached(phase::appListening, origin + 32ms);
        phases.reached(phase::firstResponse, origin + 30ms);
        const QList<Phase> expected {
            {phase::appStarted, 0ms, 10ms}, {phase::appListening, 10ms, 30ms}, {phase::firstResponse, 30ms, 30ms}};
        QCOMPARE(phases.spans(), expected);
    }

    void aLaunchThatWasLearnedLateEndedNoLaterThanTheAgentSpoke()
    {
        StartupPhases phases(origin);
        phases.reached(phase::spawn, origin + 11ms);
        phases.reached(phase::agent, origin + 8ms);
        phases.reached(phase::appStarted, origin + 14ms);
        const QList<Phase> expected {
            {phase::spawn, 0ms, 8ms}, {phase::agent, 8ms, 8ms}, {phase::appStarted, 8ms, 14ms}};
        QCOMPARE(phases.spans(), expected);
    }

    void aStartThatNeverAnsweredHasThePhasesThatItReached()
    {
        StartupPhases phases(origin);
        phases.reached(phase::spawn, origin + 5ms);
        QCOMPARE(phases.spans(), (QList<Phase> {{phase::spawn, 0ms, 5ms}}));
        QVERIFY(StartupPhases(origin).spans().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestRates)
#include "tst_rates.moc"
