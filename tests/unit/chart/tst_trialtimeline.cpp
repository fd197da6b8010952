// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/kind/trialtimeline.h"
#include "helpers/strictlog.h"
#include "helpers/syntheticrun.h"

#include <QTest>

#include <cmath>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Request request(std::chrono::microseconds planned, std::chrono::microseconds taken, Outcome outcome = Outcome::Ok)
{
    Request result;
    result.planned = planned;
    result.service = taken;
    result.response = taken;
    result.outcome = outcome;
    return result;
}

bool nearly(double one, double two)
{
    return std::abs(one - two) <= 0.001 * std::abs(two);
}

// A request each millisecond for `duration`, taking 1, 2, … 100 µs and again.
RequestBatch steady(std::chrono::milliseconds duration)
{
    RequestBatch batch;
    for (int index = 0; index < duration.count(); ++index)
        batch.requests.append(request(std::chrono::milliseconds(index), std::chrono::microseconds(1 + index % 100)));
    return batch;
}

} // namespace

class TrialTimelineTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void anIntervalHasItsOwnPercentilesAndRate();
    void timeZeroIsWhereTheLoadBegan();
    void onlyOkResponsesCount();
    void anIntervalWithoutAnswersHasNoLatencyButAThroughputOfZero();
    void batchesMayBeCutAnywhere();
    void aLongRunHasBoundedPointsAndExactPercentiles();
    void aRunShorterThanAnIntervalIsShown();
    void toFinishTwiceIsToFinishOnce();
    void anOpenLoopShowsWhatWasOfferedAndSentAndServed();
    void ratesAreShownLiveWhereTheirIntervalsAreComplete();
    void aClosedLoopOffersNothing();
    void theMeasuredWindowIsMarked();
};

void TrialTimelineTest::anIntervalHasItsOwnPercentilesAndRate()
{
    TrialTimeline timeline;
    timeline.add(steady(1000ms));
    const TrialCurves &curves = timeline.curves();
    QCOMPARE(curves.p50.size(), 9); // the tenth interval is still open
    QVERIFY(nearly(curves.p50[4].y(), 0.050));
    QVERIFY(nearly(curves.p95[4].y(), 0.095));
    QVERIFY(nearly(curves.p99[4].y(), 0.099));
    QCOMPARE(curves.throughput[4], QPointF(0.45, 1000));
}

void TrialTimelineTest::timeZeroIsWhereTheLoadBegan()
{
    TrialTimeline timeline;
    timeline.add(ResourceSample {Scope::Host, 1500ms, CorePercent {10}, Bytes {1000}, {}});
    QVERIFY(timeline.cpu(Scope::Host).isEmpty()); // where it lies is not known yet
    RequestBatch batch;
    for (int index = 0; index < 300; ++index)
        batch.requests.append(request(2s + std::chrono::milliseconds(index), 1ms));
    timeline.add(batch);
    timeline.add(ResourceSample {Scope::Host, 2250ms, CorePercent {20}, Bytes {2000}, {}});
    QCOMPARE(timeline.cpu(Scope::Host), (QList<QPointF> {{-0.5, 10}, {0.25, 20}}));
    QCOMPARE(timeline.memory(Scope::Host), (QList<QPointF> {{-0.5, 1000}, {0.25, 2000}}));
    QVERIFY(timeline.cpu(Scope::Inside).isEmpty());
    QCOMPARE(timeline.firstSecond(), -0.5);
    QCOMPARE(timeline.curves().p50.first().x(), 0.05);
}

void TrialTimelineTest::onlyOkResponsesCount()
{
    TrialTimeline timeline;
    RequestBatch batch = steady(250ms);
    for (int index = 0; index < 50; ++index)
        batch.requests.insert(index * 2, request(std::chrono::milliseconds(index), 0ms, Outcome::Refused));
    timeline.add(batch);
    QCOMPARE(timeline.curves().throughput.first().y(), 1000.0);
    QVERIFY(nearly(timeline.curves().p50.first().y(), 0.050));
}

void TrialTimelineTest::anIntervalWithoutAnswersHasNoLatencyButAThroughputOfZero()
{
    TrialTimeline timeline;
    timeline.add(RequestBatch {{request(0ms, 1ms), request(10ms, 340ms), request(400ms, 100ms)}});
    QCOMPARE(timeline.curves().p50.size(), 2);
    QCOMPARE(timeline.curves().throughput.size(), 5);
    QCOMPARE(timeline.curves().throughput[1].y(), 0.0);
}

void TrialTimelineTest::batchesMayBeCutAnywhere()
{
    const test::SyntheticTrial synthetic = test::syntheticTrial(1, u"process"_s, 1, {});
    TrialTimeline live;
    TrialTimeline saved;
    RequestBatch whole;
    for (const Record &record : synthetic.records) {
        live.add(record);
        if (const auto *batch = std::get_if<RequestBatch>(&record))
            whole.requests += batch->requests;
        else
            saved.add(record);
    }
    saved.add(whole);
    live.finish();
    saved.finish();
    QCOMPARE(live.curves().p99, saved.curves().p99);
    QCOMPARE(live.curves().throughput, saved.curves().throughput);
    QCOMPARE(live.cpu(Scope::Host), saved.cpu(Scope::Host));
    QVERIFY(live.curves().p99.size() >= 49);
}

void TrialTimelineTest::aLongRunHasBoundedPointsAndExactPercentiles()
{
    TrialTimeline timeline(16);
    timeline.add(steady(20'000ms)); // 200 intervals of 100 ms
    timeline.finish();
    const TrialCurves &curves = timeline.curves();
    QVERIFY(curves.p50.size() <= 16);
    QVERIFY(curves.p50.size() >= 8);
    for (const QPointF &point : curves.p99)
        QVERIFY(nearly(point.y(), 0.099));
    for (const QPointF &point : curves.throughput)
        QVERIFY(std::abs(point.y() - 1000) < 2);
    QVERIFY(std::abs(timeline.lastSecond() - 20) < 0.01);
    // The intervals lie side by side: each point in the middle of its own.
    const double step = curves.throughput[1].x() - curves.throughput[0].x();
    QVERIFY(std::abs(curves.throughput[0].x() - step / 2) < 1e-9);
}

void TrialTimelineTest::toFinishTwiceIsToFinishOnce()
{
    TrialTimeline timeline;
    RequestBatch batch = steady(1s);
    for (Request &late : batch.requests)
        late.response += RequestTicks(1000); // an open loop
    timeline.add(batch);
    timeline.finish();
    const auto offered = timeline.curves().offered;
    QVERIFY(!offered.isEmpty());
    timeline.finish();
    QCOMPARE(timeline.curves().offered, offered);
}

void TrialTimelineTest::aRunShorterThanAnIntervalIsShown()
{
    TrialTimeline timeline;
    timeline.add(steady(20ms));
    QVERIFY(timeline.curves().p50.isEmpty());
    timeline.finish();
    QCOMPARE(timeline.curves().p50.size(), 1);
    QVERIFY(std::abs(timeline.curves().throughput.first().y() - 1050) < 5); // 20 answers in 19.02 ms
}

void TrialTimelineTest::theMeasuredWindowIsMarked()
{
    TrialTimeline timeline;
    QVERIFY(!timeline.warmupEnd());
    Trial trial;
    trial.measureStart = 3s;
    timeline.setTrial(trial);
    QVERIFY(!timeline.warmupEnd()); // nothing to relate it to yet
    timeline.add(RequestBatch {{request(1s, 1ms)}});
    QCOMPARE(*timeline.warmupEnd(), 2.0);
}

// A thousand requests a second for a second; in its second half every other one is dropped and answers take 300 ms.
RequestBatch overloaded()
{
    QList<Request> requests;
    for (int index = 0; index < 1000; ++index) {
        const bool dropped = index >= 500 && index % 2 == 1;
        Request next = request(std::chrono::milliseconds(index), 0ms, dropped ? Outcome::Dropped : Outcome::Ok);
        if (!dropped)
            next.service = index < 500 ? 1ms : 250ms;
        next.response = next.service + (index < 500 ? RequestTicks(0) : RequestTicks(50ms));
        requests.append(next);
    }
    std::stable_sort(requests.begin(), requests.end(),
        [](const Request &one, const Request &two) { return one.finished() < two.finished(); });
    return {requests};
}

void TrialTimelineTest::anOpenLoopShowsWhatWasOfferedAndSentAndServed()
{
    for (const qsizetype most : {600, 8}) { // 8: pairs of intervals were merged
        TrialTimeline timeline(most);
        timeline.add(overloaded());
        timeline.finish();
        const TrialCurves &curves = timeline.curves();
        QVERIFY(curves.offered.size() >= 4);
        const double whole = most == 600 ? 0.45 : 0.4; // until then every interval is in the first half
        for (const QPointF &point : curves.offered)
            QCOMPARE(point.y(), point.x() < 1 ? 1000.0 : 0.0);
        for (const QPointF &point : curves.sent) {
            if (point.x() <= whole)
                QCOMPARE(point.y(), 1000.0);
            else if (point.x() > 0.6 && point.x() < 1)
                QCOMPARE(point.y(), 500.0);
        }
        QVERIFY(nearly(curves.serviceP99.first().y(), 1));
        QVERIFY(nearly(curves.serviceP99.last().y(), 250));
        QVERIFY(nearly(curves.p99.last().y(), 300));
        QCOMPARE(curves.serviceP50.size(), curves.p50.size());
    }
}

// A thousand a second that all take a quarter of a second: what is under way is not told of yet, and must not look like
// a rate that falls.
void TrialTimelineTest::ratesAreShownLiveWhereTheirIntervalsAreComplete()
{
    for (const qsizetype most : {600, 8}) {
        TrialTimeline timeline(most);
        qsizetype shown = 0;
        for (int index = 0; index < 3000; ++index) {
            Request next = request(std::chrono::milliseconds(index), 250ms);
            next.response += RequestTicks(500); // an open loop
            timeline.add(RequestBatch {{next}});
            const TrialCurves &curves = timeline.curves();
            for (const auto &rates : {curves.offered, curves.sent}) {
                if (!rates.isEmpty())
                    QCOMPARE(rates.last().y(), 1000.0);
            }
            QVERIFY(most == 8 || curves.offered.size() >= shown);
            shown = curves.offered.size();
        }
        QVERIFY2(shown >= (most == 8 ? 2 : 28), qPrintable(QString::number(shown)));
    }
}

void TrialTimelineTest::aClosedLoopOffersNothing()
{
    TrialTimeline timeline;
    timeline.add(steady(1000ms));
    timeline.finish();
    const TrialCurves &curves = timeline.curves();
    QVERIFY(!curves.throughput.isEmpty());
    QVERIFY(curves.offered.isEmpty() && curves.sent.isEmpty() && curves.serviceP50.isEmpty());
}

QTEST_APPLESS_MAIN(TrialTimelineTest)
#include "tst_trialtimeline.moc"
