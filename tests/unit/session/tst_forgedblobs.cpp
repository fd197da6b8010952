// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessiondata.h"
#include "helpers/strictlog.h"
#include "session/blob/blob.h"
#include "session/blob/column.h"
#include "session/blob/requestblob.h"
#include "session/blob/sampleblob.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace boxmark;
using namespace boxmark::test;

namespace {

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

} // namespace

/// Files come from others: what is damaged or forged is refused, and nothing is believed before it is there.
class TestForgedBlobs : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

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

    /// A few bytes that announce more than a blob may hold.
    void announcementsAreNotBelieved()
    {
        for (const std::uint64_t count : {std::uint64_t {maximumRequestsInBlob + 1}, std::uint64_t {1} << 40,
                 std::numeric_limits<std::uint64_t>::max()}) {
            ByteWriter writer;
            writer.putUnsigned(count);
            writer.putSigned(0);
            for (int column = 0; column < 10; ++column)
                encodeColumn(std::vector<std::int64_t> {0}, writer);
            QVERIFY(!decodeRequests(sealedRequests(writer.bytes())));
        }
    }
};

QTEST_GUILESS_MAIN(TestForgedBlobs)
#include "tst_forgedblobs.moc"
