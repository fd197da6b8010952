// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessiondata.h"
#include "helpers/strictlog.h"
#include "session/blob.h"
#include "session/column.h"
#include "session/requestblob.h"
#include "session/sampleblob.h"

#include <QTest>

#include <limits>

using namespace boxmark;
using namespace boxmark::test;

namespace {

using Column = std::vector<std::int64_t>;

constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

QByteArray encoded(const Column &values)
{
    ByteWriter writer;
    encodeColumn(values, writer);
    return writer.bytes();
}

std::optional<Column> decoded(const QByteArray &bytes, std::size_t count)
{
    ByteReader reader(bytes);
    auto values = decodeColumn(reader, count);
    return reader.atEnd() ? values : std::nullopt;
}

/// One to eight random changes: a bit flipped, a byte replaced, a piece cut out, doubled, or cut off.
QByteArray damaged(QByteArray bytes, std::mt19937_64 &random)
{
    const auto below = [&](qsizetype limit) {
        return std::uniform_int_distribution<qsizetype>(0, std::max<qsizetype>(limit - 1, 0))(random);
    };
    for (qsizetype changes = below(8); changes >= 0 && !bytes.isEmpty(); --changes) {
        const qsizetype at = below(bytes.size());
        switch (below(5)) {
        case 0:
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8)));
            break;
        case 1:
            bytes[at] = static_cast<char>(below(256));
            break;
        case 2:
            bytes.remove(at, below(9));
            break;
        case 3:
            bytes.insert(at, bytes.mid(at, below(9)));
            break;
        default:
            bytes.truncate(at);
        }
    }
    return bytes;
}

/// With a check sum that fits.
QByteArray sealedRequests(QByteArrayView payload)
{
    return sealBlob({requestBlobVersion, payload});
}

/// As the program of version 1 packed them.
QByteArray encodedByVersionOne(const QList<Request> &requests)
{
    std::array<Column, 6> columns;
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
    for (const Column &column : columns)
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

class TestRecordBlobs : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aColumnComesBackAsItWas_data()
    {
        QTest::addColumn<Column>("values");
        QTest::newRow("none") << Column {};
        QTest::newRow("one") << Column {42};
        QTest::newRow("constant") << Column(1000, -7);
        QTest::newRow("two values") << Column {200, 200, 503, 200};
        QTest::newRow("extremes") << Column {smallest, largest, 0, -1, 1, smallest, largest};
        Column rising;
        for (std::int64_t i = 0; i < 1000; ++i)
            rising.push_back(i * i * i);
        QTest::newRow("rising") << rising;
        Column many(3000);
        std::mt19937_64 random(1);
        for (std::int64_t &value : many)
            value = static_cast<std::int64_t>(random());
        QTest::newRow("noise") << many;
        Column outlier(3000);
        for (std::int64_t &value : outlier)
            value = static_cast<std::int64_t>(random() % 5000);
        outlier[17] = largest;
        QTest::newRow("outlier") << outlier;
        Column words(3000);
        for (std::int64_t &value : words)
            value = static_cast<std::int64_t>((random() % 64) * 1'000'003);
        QTest::newRow("sixty-four words") << words;
    }

    void aColumnComesBackAsItWas()
    {
        QFETCH(Column, values);
        const auto back = decoded(encoded(values), values.size());
        QVERIFY(back);
        QCOMPARE(*back, values);
    }

    void aStragglerCostsTheOthersNothing()
    {
        Column column(1000);
        std::mt19937_64 random(1);
        for (std::int64_t &value : column)
            value = static_cast<std::int64_t>(random() % 4096);
        const qsizetype without = encoded(column).size();
        column[500] = 600'0000'0000; // ten minutes
        QVERIFY(encoded(column).size() - without <= 12);
    }

    void whatNeverChangesTakesNoRoom() { QVERIFY(encoded(Column(65'536, 200)).size() <= 3); }

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

    void aBlobOfANewerVersionIsRefused()
    {
        const QByteArray blob = encodeRequests(realisticRequests(5, 100, RequestTicks(1000)));
        for (const int version : {0, 1, requestBlobVersion + 1, 255})
            QVERIFY(!decodeRequests(sealBlob({version, QByteArrayView(blob).sliced(5)})));
    }

    void aFlippedBitAnywhereIsNoticed()
    {
        const QByteArray blob = encodeRequests(realisticRequests(50, 100, RequestTicks(1000)));
        for (qsizetype bit = 0; bit < blob.size() * 8; ++bit) {
            QByteArray flipped = blob;
            flipped[bit / 8] = static_cast<char>(flipped[bit / 8] ^ (1 << (bit % 8)));
            QVERIFY(!decodeRequests(flipped));
        }
    }

    void everyTruncationIsNoticed()
    {
        const QByteArray requests = encodeRequests(realisticRequests(50, 100, RequestTicks(1000)));
        for (qsizetype size = 0; size < requests.size(); ++size) {
            QVERIFY(!decodeRequests(requests.first(size)));
            if (size >= 5)
                QVERIFY(!decodeRequests(sealedRequests(requests.mid(5, size - 5)))); // with a check sum that fits
        }
    }

    /// What comes out of a forged blob may be anything but a crash, a read past the end (run under ASan), a value that
    /// no field holds, or more requests than a blob may have.
    void forgedRequestsAreRefusedOrPlausible()
    {
        std::mt19937_64 random(11);
        QList<QByteArray> payloads;
        for (const auto &requests : {realisticRequests(40, 16'000, RequestTicks(3'000)),
                 realisticRequests(3, 100, RequestTicks(100'000)), realisticRequests(2000, 100, RequestTicks(5))})
            payloads.append(encodeRequests(requests).mid(5));
        int refused = 0;
        int accepted = 0;
        for (int round = 0; round < 60'000; ++round) {
            const auto back = decodeRequests(sealedRequests(damaged(payloads[round % payloads.size()], random)));
            (back ? accepted : refused) += 1;
            if (!back)
                continue;
            QVERIFY(back->size() <= static_cast<qsizetype>(maximumRequestsInBlob));
            for (const Request &request : *back) {
                QVERIFY(static_cast<std::size_t>(request.outcome) < allOutcomes.size());
                QVERIFY(std::abs(request.planned.count()) <= (1LL << 53));
            }
        }
        QVERIFY(refused > 1000);
        QVERIFY(accepted > 10); // else nothing but the first check was ever reached
    }

    void forgedSamplesAreRefusedOrPlausible()
    {
        std::mt19937_64 random(12);
        std::vector<ResourceSample> samples = realisticSamples(std::chrono::seconds(1));
        for (std::size_t i = 0; i < samples.size(); i += 3) {
            samples[i].networkSent = Bytes {static_cast<qint64>(i) * 1000};
            samples[i].processes = static_cast<int>(i % 4);
            samples[i].loadAverage = 0.5;
        }
        const QByteArray payload = encodeSamples(samples).mid(5);
        int refused = 0;
        int accepted = 0;
        for (int round = 0; round < 60'000; ++round) {
            const auto back = decodeSamples(sealBlob({sampleBlobVersion, damaged(payload, random)}));
            (back ? accepted : refused) += 1;
            if (!back)
                continue;
            QVERIFY(back->size() <= static_cast<qsizetype>(maximumSamplesInBlob));
            for (const ResourceSample &sample : *back)
                QVERIFY(sample.scope <= Scope::Daemons && (!sample.cpu || std::isfinite(sample.cpu->value)));
        }
        QVERIFY(refused > 1000);
        QVERIFY(accepted > 10);
    }

    void noiseIsRefused()
    {
        std::mt19937_64 random(13);
        for (int round = 0; round < 20'000; ++round) {
            QByteArray noise(static_cast<qsizetype>(random() % 64), '\0');
            for (char &byte : noise)
                byte = static_cast<char>(random());
            QVERIFY(!decodeRequests(noise));
            const auto back = decodeRequests(sealedRequests(noise));
            QVERIFY(!back || back->size() <= static_cast<qsizetype>(maximumRequestsInBlob));
        }
    }

    /// A few bytes that announce more than a blob may hold, or values that are not there.
    void announcementsAreNotBelieved()
    {
        for (const std::uint64_t count : {std::uint64_t {maximumRequestsInBlob + 1}, std::uint64_t {1} << 40,
                 std::numeric_limits<std::uint64_t>::max()}) {
            ByteWriter writer;
            writer.putUnsigned(count);
            writer.putSigned(0);
            for (int column = 0; column < 10; ++column)
                encodeColumn(Column(1, 0), writer);
            QVERIFY(!decodeRequests(sealedRequests(writer.bytes())));
        }
        ByteWriter writer;
        writer.putByte(1); // distances
        writer.putSigned(0);
        writer.putByte(0);
        writer.putUnsigned(std::numeric_limits<std::uint64_t>::max());
        QVERIFY(!decoded(writer.bytes(), maximumRequestsInBlob));
    }
};

QTEST_GUILESS_MAIN(TestRecordBlobs)
#include "tst_recordblobs.moc"
