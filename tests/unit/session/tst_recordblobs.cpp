// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessiondata.h"
#include "helpers/strictlog.h"
#include "session/blob/blob.h"
#include "session/blob/column.h"
#include "session/blob/requestblob.h"
#include "session/blob/sampleblob.h"

#include <QTest>

#include <limits>

using namespace boxmark;
using namespace boxmark::test;

namespace {

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

/// As the program of version 1 packed them.
QByteArray encodedByVersionOne(const QList<Request> &requests)
{
    std::array<std::vector<std::int64_t>, 6> columns;
    RequestTicks before = requests.front().finished();
    for (const Request &request : requests) {
        columns[0].push_back((request.finished() - before).count());
        columns[1].push_back(request.service.count());
        columns[2].push_back((request.response - request.service).count());
        columns[3].push_back(request.bytes);
        columns[4].push_back(request.status);
        columns[5].push_back(static_cast<std::int64_t>(request.outcome));
        before = request.finished();
    }
    ByteWriter writer;
    writer.putUnsigned(static_cast<std::uint64_t>(requests.size()));
    writer.putSigned(requests.front().finished().count());
    for (const auto &column : columns)
        encodeColumn(column, writer);
    return sealBlob({1, writer.bytes()});
}

Request anyRequest(std::mt19937_64 &random)
{
    std::uniform_int_distribution<std::int64_t> ticks(-(1LL << 53), 1LL << 53);
    Request request;
    request.planned = RequestTicks(ticks(random));
    request.service = RequestTicks(ticks(random));
    request.response = RequestTicks(ticks(random));
    request.bytes = static_cast<std::uint32_t>(random());
    request.status = static_cast<std::uint16_t>(random());
    request.outcome = allOutcomes[random() % allOutcomes.size()];
    request.step = static_cast<std::uint8_t>(random());
    for (ShortTicks *part : {&request.connect, &request.waiting, &request.server})
        *part = random() % 4 == 0 ? notMeasured : ShortTicks(static_cast<std::uint32_t>(random()));
    return request;
}

} // namespace

/// What a run writes into the file comes back as it was, also from files of earlier versions.
class TestRecordBlobs : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void requestsComeBackAsTheyWere_data()
    {
        QTest::addColumn<QList<Request>>("requests");
        std::mt19937_64 random(3);
        QTest::newRow("none") << QList<Request> {};
        QTest::newRow("one") << QList<Request> {anyRequest(random)};
        QTest::newRow("realistic") << toBatch(realisticRequests(16'000, 16'000, RequestTicks(3'000))).requests;
        QTest::newRow("most") << toBatch(realisticRequests(maximumRequestsInBlob, 1e6, RequestTicks(50))).requests;
        QList<Request> any;
        for (int i = 0; i < 2000; ++i)
            any.append(anyRequest(random));
        QTest::newRow("anything") << any;
        QList<Request> outcomes;
        for (const Outcome outcome : allOutcomes) {
            Request request;
            request.outcome = outcome;
            outcomes.append(request);
        }
        QTest::newRow("every outcome") << outcomes;
        QList<Request> open = toBatch(realisticRequests(500, 100, RequestTicks(100'000))).requests;
        for (Request &request : open)
            request.response += RequestTicks(static_cast<std::int64_t>(random() % 1'000'000));
        QTest::newRow("open loop") << open;
    }

    void requestsComeBackAsTheyWere()
    {
        QFETCH(QList<Request>, requests);
        const auto back = decodeRequests(encodeRequests({requests.data(), static_cast<std::size_t>(requests.size())}));
        QVERIFY(back);
        QCOMPARE(*back, requests);
    }

    void timesBeyondBeliefAreHeldBackRatherThanLost()
    {
        Request request;
        request.planned = RequestTicks(largest);
        request.service = RequestTicks(smallest);
        const auto back = decodeRequests(encodeRequests({&request, 1}));
        QVERIFY(back);
        QCOMPARE(back->first().planned, RequestTicks(1LL << 53));
        QCOMPARE(back->first().service, RequestTicks(-(1LL << 53)));
    }

    void aMillionRequestsTakeLessThanFourBytesEachAndTheirPartsAsMuchAgain()
    {
        auto requests = realisticRequests(16'000, 16'000, RequestTicks(3'000));
        QVERIFY2(
            encodeRequests(requests).size() < 8 * 16'000, qPrintable(QString::number(encodeRequests(requests).size())));
        for (Request &request : requests)
            request.connect = request.waiting = request.server = notMeasured;
        QVERIFY2(
            encodeRequests(requests).size() < 4 * 16'000, qPrintable(QString::number(encodeRequests(requests).size())));
    }

    void samplesComeBackAsTheyWere()
    {
        std::vector<ResourceSample> samples = realisticSamples(std::chrono::seconds(20));
        samples.push_back({.scope = Scope::Daemons, .time = TrialTime(-5)});
        samples.push_back({.scope = Scope::Daemons,
            .time = TrialTime(1LL << 60),
            .cpu = CorePercent {-0.0},
            .memory = Bytes {0},
            .pss = Bytes {1LL << 60}});
        ResourceSample sample = samples.back();
        sample.anonymous = Bytes {5};
        sample.guestUsed = Bytes {6};
        sample.diskRead = Bytes {7};
        sample.diskWritten = Bytes {1LL << 60};
        sample.networkReceived = Bytes {0};
        sample.networkSent = Bytes {8};
        sample.loadAverage = 0.07;
        sample.processes = 3;
        samples.push_back(sample);
        sample.networkSent.reset();
        sample.processes = std::numeric_limits<int>::max();
        sample.loadAverage = 1.5e300;
        samples.push_back(sample);
        sample.cpu.reset();
        sample.scope = Scope::Inside;
        samples.push_back(sample);
        const auto back = decodeSamples(encodeSamples(samples));
        QVERIFY(back);
        QCOMPARE(*back, QList<ResourceSample>(samples.begin(), samples.end()));
        const auto none = decodeSamples(encodeSamples({}));
        QVERIFY(none && none->isEmpty());
    }

    /// As a program of version 2 of the schema wrote them.
    void samplesOfAnEarlierVersionAreRead()
    {
        const QByteArray blob = QByteArray::fromHex("0195511f9d0501000002990101060102e82202028084af5fc088ec5f00010d0180"
                                                    "400b040180fd07000201d280020603812e7e1380897a8080f403809bee02c08db7"
                                                    "018080e8070000000000000000000000a09a9999999999");
        const QList<ResourceSample> expected {{.scope = Scope::Inside,
                                                  .time = TrialTime(1'000'000),
                                                  .memory = Bytes {4'096'000},
                                                  .pss = Bytes {3'000'000}},
            {.scope = Scope::Host, .time = TrialTime(1'500'000), .memory = Bytes {8'192'000}},
            {.scope = Scope::Inside,
                .time = TrialTime(101'000'000),
                .cpu = CorePercent {12.5},
                .memory = Bytes {4'100'096}},
            {.scope = Scope::Host,
                .time = TrialTime(102'000'000),
                .cpu = CorePercent {33.25},
                .memory = Bytes {8'192'001}},
            {.scope = Scope::Inside,
                .time = TrialTime(201'000'000),
                .cpu = CorePercent {0.1},
                .pss = Bytes {3'000'001}}};
        const auto back = decodeSamples(blob);
        QVERIFY(back);
        QCOMPARE(*back, expected);
        QCOMPARE(encodeSamples({expected.data(), static_cast<std::size_t>(expected.size())}), blob);
    }

    void aCpuFigureThatIsNoNumberIsAbsent()
    {
        ResourceSample sample;
        sample.cpu = CorePercent {std::numeric_limits<double>::quiet_NaN()};
        sample.memory = Bytes {1};
        const auto back = decodeSamples(encodeSamples({&sample, 1}));
        QVERIFY(back && !back->first().cpu && back->first().memory == Bytes {1});
    }

    void requestsOfVersionOneAreReadAndTellNoParts()
    {
        QList<Request> requests = toBatch(realisticRequests(1000, 1000, RequestTicks(3'000))).requests;
        for (Request &request : requests)
            request.connect = request.waiting = request.server = notMeasured;
        const auto back = decodeRequests(encodedByVersionOne(requests));
        QVERIFY(back);
        QCOMPARE(*back, requests);
    }
};

QTEST_GUILESS_MAIN(TestRecordBlobs)
#include "tst_recordblobs.moc"
