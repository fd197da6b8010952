// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessionfixture.h"
#include "helpers/strictlog.h"
#include "madefigures.h"
#include "model/measured.h"
#include "session/sessionwriter.h"
#include "stats/quantile.h"

#include <algorithm>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;

namespace {

Request requestAt(std::chrono::milliseconds planned, std::chrono::microseconds service, Outcome outcome = Outcome::Ok)
{
    Request request;
    request.planned = planned;
    request.service = service;
    request.response = service;
    request.outcome = outcome;
    request.status = 200;
    return request;
}

/// Each request planned 50 µs before it was sent.
std::vector<Request> asOpenLoop(std::vector<Request> requests)
{
    for (Request &request : requests) {
        request.planned -= RequestTicks(500);
        request.response += RequestTicks(500);
    }
    return requests;
}

} // namespace

class TestFigures : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void whatWasNotMeasuredIsAbsent()
    {
        const TrialFigures figures = figuresOf(Trial {}, {});
        QVERIFY(figures.values.isEmpty());
        QVERIFY(!figures.value(u"throughput"_s));
        QCOMPARE(figures.measuredRequests, 0U);
    }

    void offeredSentAndCompletedAreTold()
    {
        using namespace std::chrono_literals;
        Trial trial = completedTrial();
        trial.measureStart = 0ns;
        trial.measureEnd = 2s;
        RequestBatch batch;
        const auto add = [&batch](int count, RequestTicks service, RequestTicks response, Outcome outcome) {
            Request request;
            request.service = service;
            request.response = response;
            request.outcome = outcome;
            batch.requests.append(QList<Request>(count, request));
        };
        add(60, 1ms, 1ms + 30us, Outcome::Ok);
        add(10, 1ms, 1ms + 30us, Outcome::Reset);
        add(20, 0ms, 1us, Outcome::Dropped);
        add(4, 3ms, 3ms + 30us, Outcome::AbortedAtEnd);
        add(6, 0ms, 1ms, Outcome::AbortedAtEnd); // their time had not come
        const TrialFigures figures = figuresOf(trial, {batch});
        QVERIFY(isNear(figures.value(u"offered_rate"_s), 50));
        QVERIFY(isNear(figures.value(u"sent_rate"_s), 37));
        QVERIFY(isNear(figures.value(u"throughput"_s), 30));
        QVERIFY(isNear(figures.value(u"send_lateness_p99"_s), 0.03));
    }

    void aClosedLoopOffersNothing()
    {
        const TrialFigures figures = figuresOf(completedTrial(),
            {toBatch(realisticRequests(1000, 16'000, RequestTicks(3'000), RequestTicks(20'000'000)))});
        QVERIFY(!figures.value(u"offered_rate"_s) && !figures.value(u"sent_rate"_s));
        QVERIFY(!figures.value(u"send_lateness_p99"_s));
    }

    /// The first request connects; the app tells its work in every other one.
    static QList<Record> requestsInParts()
    {
        RequestBatch batch;
        for (int index = 0; index < 4; ++index) {
            Request request = requestAt(std::chrono::milliseconds(index), 10ms);
            request.waiting = shortTicks(index == 0 ? 4ms : 7ms);
            if (index == 0)
                request.connect = shortTicks(4ms);
            if (index % 2 == 0)
                request.server = shortTicks(2ms);
            batch.requests.append(request);
        }
        batch.requests[3].server = shortTicks(50ms); // what nobody waited for is no part of it
        batch.requests.append(requestAt(5ms, 500ms, Outcome::TimedOutWaiting));
        batch.requests.append(requestAt(6ms, 10ms)); // of an engine that could not see it
        return {batch};
    }

    void theServiceTimeIsTakenApart()
    {
        const TrialFigures figures = figuresOf(windowFrom(0s, 1s), requestsInParts());
        QVERIFY(isNear(figures.value(u"connect_mean"_s), 1)); // over all four
        QVERIFY(isNear(figures.value(u"connect_p50"_s), 4));
        QVERIFY(isNear(figures.value(u"waiting_mean"_s), 6.25));
        QVERIFY(isNear(figures.value(u"waiting_p50"_s), 7, 0.001));
        QVERIFY(isNear(figures.value(u"receiving_mean"_s), 2.75));
        QVERIFY(isNear(figures.value(u"receiving_p99"_s), 3, 0.001));
        QVERIFY(isNear(figures.value(u"server_time_mean"_s), 2));
        QVERIFY(isNear(figures.value(u"path_time_p50"_s), 8, 0.001));
    }

    void whatCouldNotBeSeenIsNoPart()
    {
        const RequestBatch batch {{requestAt(1ms, 10ms), requestAt(2ms, 10ms)}};
        const TrialFigures figures = figuresOf(windowFrom(0s, 1s), {batch});
        for (const QString &part : {u"connect"_s, u"waiting"_s, u"receiving"_s, u"server_time"_s, u"path_time"_s})
            QVERIFY(!figures.value(part + u"_mean"_s) && !figures.value(part + u"_p50"_s));
    }

    void everyMetricHasItsFigure()
    {
        Trial trial = completedTrial();
        QList<Record> records {
            toBatch(asOpenLoop(realisticRequests(50'000, 16'000, RequestTicks(3'000), RequestTicks(20'000'000))))};
        for (const ResourceSample &sample : completeSamples(7s))
            records.append(sample);
        const TrialFigures figures = figuresOf(trial, records);
        for (const Metric &metric : allMetrics())
            QVERIFY2(figures.value(metric.name), qPrintable(metric.name));
        QCOMPARE(figures.values.size(), allMetrics().size()); // and no figure that is no metric
        QCOMPARE(figures.trial, 1);
        QCOMPARE(figures.target, u"process"_s);
        QVERIFY(isNear(figures.value(u"cold_start"_s), 312.345678));
        QVERIFY(isNear(figures.value(u"image_size"_s), 123'456'789));
    }

    /// Against a computation of its own: sort, then count.
    void percentilesEqualThoseOfTheSortedValues()
    {
        std::vector<Request> requests
            = realisticRequests(100'000, 16'000, RequestTicks(3'000), RequestTicks(20'000'000));
        std::mt19937_64 random(4);
        for (Request &request : requests)
            request.response += RequestTicks(static_cast<std::int64_t>(random() % 20'000)); // an open loop
        const TrialFigures figures = figuresOf(windowFrom(0s, 10s), {toBatch(requests)});
        const std::pair<QString, RequestTicks Request::*> kinds[] {
            {u"service_time"_s, &Request::service}, {u"response_time"_s, &Request::response}};
        for (const auto &[prefix, member] : kinds) {
            std::vector<double> milliseconds;
            for (const Request &request : requests) {
                if (request.outcome == Outcome::Ok)
                    milliseconds.push_back(static_cast<double>((request.*member).count()) / 10'000);
            }
            std::sort(milliseconds.begin(), milliseconds.end());
            const auto rank = [&](std::size_t per10000) { // ceil(q n), in whole numbers
                return milliseconds[(milliseconds.size() * per10000 + 9'999) / 10'000 - 1];
            };
            QVERIFY(isNear(figures.value(prefix + u"_p50"_s), rank(5'000), 0.0005));
            QVERIFY(isNear(figures.value(prefix + u"_p95"_s), rank(9'500), 0.0005));
            QVERIFY(isNear(figures.value(prefix + u"_p99"_s), rank(9'900), 0.0005));
            QVERIFY(isNear(figures.value(prefix + u"_p999"_s), rank(9'990), 0.0005));
            QVERIFY(isNear(figures.value(prefix + u"_max"_s), milliseconds.back()));
            const double sum = std::accumulate(milliseconds.begin(), milliseconds.end(), 0.0);
            QVERIFY(isNear(figures.value(prefix + u"_mean"_s), sum / static_cast<double>(milliseconds.size()), 1e-9));
        }
        QVERIFY(*figures.value(u"response_time_p50"_s) > *figures.value(u"service_time_p50"_s));
    }

    void onlyOkEntersTheLatenciesAndTheRestIsCounted()
    {
        QList<Request> requests;
        for (const Outcome outcome : allOutcomes)
            requests.append(requestAt(1500ms, outcome == Outcome::Ok ? 200us : 9000us, outcome));
        const TrialFigures figures = figuresOf(windowFrom(1s, 3s), {RequestBatch {requests}});
        QVERIFY(isNear(figures.value(u"service_time_max"_s), 0.2));
        QCOMPARE(figures.measuredRequests, allOutcomes.size());
        for (const quint64 count : figures.outcomes)
            QCOMPARE(count, 1U);
        // Ten of the eleven that ended failed; what was aborted at the end is neither.
        QVERIFY(isNear(figures.value(u"error_rate"_s), 100.0 * 10 / 11));
        QVERIFY(isNear(figures.value(u"throughput"_s), 0.5));
    }

    void aWindowOfFailuresHasRatesButNoLatencies()
    {
        const TrialFigures figures
            = figuresOf(windowFrom(1s, 3s), {RequestBatch {{requestAt(2s, 1us, Outcome::Refused)}}});
        QVERIFY(!figures.value(u"service_time_p50"_s));
        QCOMPARE(figures.value(u"throughput"_s), std::optional(0.0));
        QCOMPARE(figures.value(u"error_rate"_s), std::optional(100.0));
    }

    void theWarmUpIsKeptApart()
    {
        const Trial trial = windowFrom(2s, 4s);
        const RequestBatch batch {{requestAt(100ms, 50'000us), requestAt(1999ms, 40'000us), requestAt(2000ms, 300us),
            requestAt(2001ms, 100us)}};
        QVERIFY(!isMeasured(trial, batch.requests[1]));
        QVERIFY(isMeasured(trial, batch.requests[2]));
        const TrialFigures figures = figuresOf(trial, {batch});
        QCOMPARE(figures.measuredRequests, 2U);
        QVERIFY(isNear(figures.value(u"service_time_max"_s), 0.3));
        QVERIFY(isNear(figures.value(u"throughput"_s), 1.0));
    }

    void requestsThatComeBeforeTheWindowIsKnownCountOnceItIs()
    {
        const RequestBatch batch {{requestAt(1999ms, 40'000us), requestAt(2000ms, 300us), requestAt(2001ms, 100us)}};
        FiguresAccumulator accumulator;
        Trial trial {.id = 1, .target = u"process"_s};
        accumulator.setTrial(trial);
        accumulator.add(batch);
        QCOMPARE(accumulator.figures().measuredRequests, 0U);
        trial.measureStart = 2s;
        accumulator.setTrial(trial);
        QCOMPARE(accumulator.figures().measuredRequests, 2U);
        accumulator.setTrial(trial); // told again: not counted again
        accumulator.add(RequestBatch {{requestAt(3000ms, 100us)}});
        QCOMPARE(accumulator.figures().measuredRequests, 3U);
        trial.measureEnd = 4s;
        accumulator.setTrial(trial);
        const TrialFigures late = figuresOf(trial, {batch, RequestBatch {{requestAt(3000ms, 100us)}}});
        QCOMPARE(accumulator.figures().values, late.values);
    }

    /// To the last bit: the live table and the saved session show the same.
    void liveEqualsReadBack()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"x.boxmark"_s);
        auto writer = SessionWriter::create(path);
        QVERIFY(writer.ok());
        FiguresAccumulator live;
        Trial trial {.id = 1, .target = u"process"_s};
        const auto tellTrial = [&] {
            writer.value()->trialChanged(trial);
            live.setTrial(trial);
        };
        const auto tell = [&](const Record &record) {
            writer.value()->record(1, record);
            live.add(record);
        };
        writer.value()->sessionStarted(fullSession());
        tellTrial();
        const auto requests
            = asOpenLoop(realisticRequests(80'000, 16'000, RequestTicks(3'000), RequestTicks(3'000'000)));
        const auto samples = completeSamples(6s);
        for (std::size_t i = 0; i < 50; ++i) {
            const auto at = static_cast<std::ptrdiff_t>(i * 1600);
            if (i == 11)
                trial.measureStart = TrialTime(1'333'333'350);
            if (i == 11)
                tellTrial();
            tell(toBatch({requests.begin() + at, requests.begin() + at + 1600}));
            for (std::size_t j = i * 3; j < i * 3 + 3; ++j)
                tell(samples[j]);
        }
        trial = completedTrial();
        trial.measureStart = TrialTime(1'333'333'350);
        trial.measureEnd = TrialTime(5'333'333'350);
        tellTrial();
        writer.value()->sessionEnded();

        const auto reader = openSession(path);
        QVERIFY(reader);
        FiguresAccumulator saved;
        saved.setTrial(reader->session().trials.first());
        QVERIFY(reader->readRecords(1, [&](const Record &record) { saved.add(record); }).ok());
        QCOMPARE(saved.figures().values, live.figures().values);
        QCOMPARE(saved.figures().outcomes, live.figures().outcomes);
        QVERIFY(live.figures().measuredRequests > 50'000 && live.figures().measuredRequests < 80'000);
        QCOMPARE(saved.figures().values.size(), allMetrics().size());
    }
};

QTEST_GUILESS_MAIN(TestFigures)
#include "tst_figures.moc"
