// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "load/drops.h"
#include "load/loadercaveats.h"
#include "load/sendlateness.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

LoadSummary tenSeconds()
{
    LoadSummary summary;
    summary.loadStart = 1s;
    summary.measureStart = 3s;
    summary.measureEnd = 11s;
    return summary;
}

Request request(RequestTicks planned, RequestTicks service, RequestTicks response, Outcome outcome = Outcome::Ok)
{
    Request request;
    request.planned = planned;
    request.service = service;
    request.response = response;
    request.outcome = outcome;
    return request;
}

} // namespace

class TestLoaderCaveats : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void aLoaderThatHasTimeToSpareSaysNothing()
    {
        LoadSummary summary = tenSeconds();
        summary.loaderCpu = 30s; // of many threads
        summary.busiestThread = {7500ms, 500ms};
        summary.lateness = LoadSummary::Lateness {100us, 1ms};
        QCOMPARE(loaderCaveats(summary), QList<Caveat>());
        QCOMPARE(loaderCaveats(LoadSummary {}), QList<Caveat>());
    }

    void aLoaderShortOfCpuSaysSo()
    {
        LoadSummary summary = tenSeconds();
        summary.busiestThread.cpu = 8100ms;
        const QList<Caveat> caveats = loaderCaveats(summary);
        QCOMPARE(caveats.size(), 1);
        QVERIFY2(caveats.first().text.contains(u"81.0 %"_s), qPrintable(caveats.first().text));
        QCOMPARE(caveats.first().kind, CaveatKind::Generator);
        QCOMPARE(loaderFacts(summary), (LoaderFacts {CorePercent {81}, std::nullopt}));
    }

    void aLoaderThatWaitsForAProcessorSaysSo()
    {
        LoadSummary summary = tenSeconds();
        summary.busiestThread = {5s, 3100ms};
        const QList<Caveat> caveats = loaderCaveats(summary);
        QCOMPARE(caveats.size(), 1);
        QVERIFY2(caveats.first().text.contains(u"31.0 %"_s), qPrintable(caveats.first().text));
        QCOMPARE(caveats.first().kind, CaveatKind::Generator);
        QCOMPARE(loaderFacts(summary), (LoaderFacts {CorePercent {50}, std::nullopt}));
    }

    void aLoaderThatSendsLateSaysSo()
    {
        LoadSummary summary = tenSeconds();
        summary.lateness = LoadSummary::Lateness {600us, 1ms};
        const QList<Caveat> caveats = loaderCaveats(summary);
        QCOMPARE(caveats.size(), 1);
        QVERIFY2(caveats.first().text.contains(u"600 µs"_s), qPrintable(caveats.first().text));
        QVERIFY2(caveats.first().text.contains(u"1.00 ms"_s), qPrintable(caveats.first().text));
        summary.lateness->serviceMedian.reset(); // nothing to compare it with
        QCOMPARE(loaderCaveats(summary), QList<Caveat>());
    }

    void aShortageOfOurOwnIsTold()
    {
        LoadSummary summary = tenSeconds();
        summary.shortages = 7;
        QVERIFY(loaderCaveats(summary).value(0).text.startsWith(u"7 requests"_s));
    }

    void aLoaderThatDropsWhatTheAppWouldHaveTakenSaysSo()
    {
        LoadSummary summary = tenSeconds();
        summary.dropped = LoadSummary::Dropped {500, 30, 256};
        const QList<Caveat> caveats = loaderCaveats(summary);
        QCOMPARE(caveats.size(), 1);
        QCOMPARE(caveats.first().kind, CaveatKind::Generator);
        QVERIFY2(caveats.first().text.contains(u"30.0 in hand"_s), qPrintable(caveats.first().text));
        summary.dropped->inHand = 250; // the app was slow
        QCOMPARE(loaderCaveats(summary), QList<Caveat>());
    }

    void whatIsInHandIsCountedForTheTimeInWhichTheCapWasReached()
    {
        Drops drops;
        QVERIFY(!drops.figures(4s, 2));
        drops.add({{request(900ms, 0ms, 0ms, Outcome::Dropped), // warm-up
                      request(1s, 500ms, 600ms), request(2s, 1s, 1s, Outcome::TimedOutWaiting),
                      request(3s, 0ms, 0ms, Outcome::Dropped), request(4s, 500ms, 500ms)}},
            1s);
        const auto figures = drops.figures(4s, 2);
        QVERIFY(figures);
        QCOMPARE(figures->requests, 1);
        QCOMPARE(figures->inHand, 2.); // two seconds of work in a quarter of four seconds
        QCOMPARE(figures->cap, 2);
    }

    void latenessIsResponseLessServiceOfWhatWasSentInTheWindow()
    {
        SendLateness lateness;
        QVERIFY(!lateness.figures());
        lateness.add(
            {{request(900ms, 1ms, 500ms), // warm-up
                request(1000ms, 2ms, 2ms + 50us), request(1001ms, 4ms, 4ms + 70us), request(1002ms, 6ms, 6ms + 60us),
                request(1003ms, 900ms, 900ms + 10us, Outcome::TimedOutWaiting),
                request(1004ms, 0ms, 300ms, Outcome::Dropped)}},
            1s);
        const auto figures = lateness.figures();
        QVERIFY(figures);
        QCOMPARE(figures->p99, std::chrono::nanoseconds(70us));
        QVERIFY(figures->serviceMedian);
        QVERIFY(std::chrono::abs(*figures->serviceMedian - 4ms) <= 2us); // as exact as a histogram is
    }
};

QTEST_APPLESS_MAIN(TestLoaderCaveats)
#include "tst_loadercaveats.moc"
