// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "stats/hdrencoding.h"
#include "stats/histogram.h"
#include "stats/percentiletext.h"

#include <QTest>

#include <limits>
#include <random>

using namespace boxmark;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

namespace {

constexpr std::int64_t hour = 3'600'000'000;

/// 10,000 times 1 ms and once 100 s, in microseconds: the example of HdrHistogram's own tests.
HdrCounts stallExample()
{
    HdrCounts counts({.lowest = 1, .highest = hour, .digits = 3});
    counts.record(1'000, 10'000);
    counts.record(100'000'000);
    return counts;
}

Histogram latencies(std::uint64_t seed, int count)
{
    std::mt19937_64 random(seed);
    std::lognormal_distribution<double> spread(12, 1.5);
    Histogram histogram;
    for (int i = 0; i < count; ++i)
        histogram.record(nanoseconds(static_cast<std::int64_t>(spread(random))));
    return histogram;
}

HdrFault faultOf(const std::string &bytes)
{
    const auto decoded = decodeHdr(bytes);
    return decoded.index() == 1 ? std::get<HdrFault>(decoded) : HdrFault {-1};
}

std::string changed(std::string bytes, std::size_t at, std::initializer_list<int> with)
{
    for (const int byte : with)
        bytes[at++] = static_cast<char>(byte);
    return bytes;
}

} // namespace

Q_DECLARE_METATYPE(HdrFault)
Q_DECLARE_METATYPE(HdrSettings)

class TestHdrHistogram : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    // The figures that HdrHistogram's own tests expect of it.
    void figuresAreAsHdrHistogramDefinesThem()
    {
        const HdrCounts counts = stallExample();
        QCOMPARE(counts.total(), std::uint64_t {10'001});
        QCOMPARE(counts.quantile(0.3), std::int64_t {1'000});
        QCOMPARE(counts.quantile(0.9999), std::int64_t {1'000});
        QCOMPARE(counts.quantile(0.99999), std::int64_t {100'007'935});
        QCOMPARE(counts.quantile(1), counts.maximum());
        QCOMPARE(counts.maximum(), std::int64_t {100'007'935}); // the highest value that its bucket holds
        QCOMPARE(counts.minimum(), std::int64_t {1'000});
        QVERIFY(std::abs(counts.mean() - (10'000 * 1'000.0 + 100'000'000.0) / 10'001) < 10);
        HdrCounts fives({.lowest = 1, .highest = 100, .digits = 3});
        fives.record(1);
        fives.record(2, 4);
        QCOMPARE(fives.quantile(0.2), std::int64_t {1}); // 0.2 · 5 is rank 1, whatever binary rounding makes of it
        QCOMPARE(fives.quantile(0.25), std::int64_t {2});
    }

    void nothingCountedIsNothing()
    {
        const HdrCounts counts({.lowest = 1, .highest = hour, .digits = 3});
        QCOMPARE(counts.quantile(0.5), std::int64_t {0});
        QCOMPARE(counts.maximum(), std::int64_t {0});
        QCOMPARE(counts.mean(), 0.0);
        QCOMPARE(std::get<HdrCounts>(decodeHdr(encodeHdr(counts))).total(), std::uint64_t {0});
        QVERIFY(percentileText(counts, 1).find("Total count    =            0") != std::string::npos);
    }

    void ourBucketsAreThoseOfThreeDigits()
    {
        const Histogram histogram = latencies(1, 20'000);
        const HdrCounts counts(histogram);
        QCOMPARE(counts.total(), histogram.count());
        const std::vector<Histogram::Bucket> buckets = histogram.buckets();
        QCOMPARE(buckets.size(), counts.counts().size());
        auto bucket = buckets.begin();
        for (const auto &[index, count] : counts.counts()) {
            QCOMPARE(counts.lowestOf(index), bucket->lowest.count());
            QCOMPARE(counts.highestOf(index), bucket->highest.count());
            QCOMPARE(count, bucket->count);
            ++bucket;
        }
        for (const double q : {0.01, 0.5, 0.99, 0.999}) {
            const double ours = static_cast<double>(histogram.quantile(q)->count());
            QVERIFY(std::abs(static_cast<double>(counts.quantile(q)) / ours - 1) < 0.0006);
        }
    }

    void whatIsEncodedIsReadBack_data()
    {
        QTest::addColumn<HdrSettings>("settings");
        QTest::newRow("as ours") << HdrSettings {.lowest = 1, .highest = (1LL << 40) - 1, .digits = 3};
        QTest::newRow("two digits") << HdrSettings {.lowest = 1, .highest = hour, .digits = 2};
        QTest::newRow("five digits") << HdrSettings {.lowest = 1, .highest = hour, .digits = 5};
        QTest::newRow("no digit") << HdrSettings {.lowest = 1, .highest = hour, .digits = 0};
        QTest::newRow("microseconds in nanoseconds") << HdrSettings {.lowest = 1000, .highest = hour, .digits = 3};
        QTest::newRow("everything") << HdrSettings {
            .lowest = 1, .highest = std::numeric_limits<std::int64_t>::max(), .digits = 3};
    }
    void whatIsEncodedIsReadBack()
    {
        QFETCH(HdrSettings, settings);
        QVERIFY(settings.isValid());
        HdrCounts counts(settings);
        std::mt19937_64 random(7);
        std::uniform_real_distribution<double> exponent(0, std::log2(static_cast<double>(settings.highest)) - 0.01);
        for (int i = 0; i < 2000; ++i)
            QVERIFY(counts.record(static_cast<std::int64_t>(std::exp2(exponent(random))), 1 + random() % 300'000));
        QVERIFY(counts.record(settings.highest));
        const auto back = decodeHdr(encodeHdr(counts));
        QCOMPARE(back.index(), std::size_t {0});
        const auto &read = std::get<HdrCounts>(back);
        QCOMPARE(read.settings(), settings);
        QCOMPARE(read.counts(), counts.counts());
        for (const double q : {0.0, 0.1, 0.5, 0.999, 1.0})
            QCOMPARE(read.quantile(q), counts.quantile(q));
    }

    void settingsThatDifferAreMergedByValue()
    {
        HdrCounts sum({.lowest = 1, .highest = 2, .digits = 3});
        HdrCounts coarse({.lowest = 1, .highest = hour, .digits = 1});
        coarse.record(1'000, 5);
        QVERIFY(sum.merge(coarse));
        QVERIFY(sum.merge(stallExample()));
        QCOMPARE(sum.total(), std::uint64_t {10'006});
        QCOMPARE(sum.maximum(), std::int64_t {100'007'935});
        QCOMPARE(sum.minimum(), coarse.lowestOf(coarse.counts().begin()->first));
    }

    void whatDoesNotFitIsRefused()
    {
        HdrCounts counts({.lowest = 1, .highest = 1000, .digits = 3});
        QVERIFY(!counts.record(-1));
        QVERIFY(!counts.record(1001));
        QVERIFY(counts.record(5, std::numeric_limits<std::int64_t>::max()));
        QVERIFY(!counts.record(5));
        QVERIFY(!HdrSettings({.lowest = 0, .highest = 10, .digits = 3}).isValid());
        QVERIFY(!HdrSettings({.lowest = 6, .highest = 10, .digits = 3}).isValid());
        QVERIFY(!HdrSettings({.lowest = 1, .highest = 10, .digits = 6}).isValid());
        QVERIFY(!HdrSettings({.lowest = -5, .highest = -1, .digits = 3}).isValid());
        const auto most = std::numeric_limits<std::int64_t>::max();
        QVERIFY(!HdrSettings({.lowest = 1LL << 61, .highest = most, .digits = 5}).isValid());
    }

    void damagedBytesAreFaults_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<HdrFault>("fault");
        const std::string good = encodeHdr(stallExample());
        const auto row = [](const char *name, const std::string &bytes, HdrFault fault) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << fault;
        };
        const auto withLength
            = [](std::string bytes) { return changed(bytes, 7, {static_cast<int>(bytes.size()) - 40}); };
        row("nothing", "", HdrFault::Truncated);
        row("half a header", good.substr(0, 30), HdrFault::Truncated);
        row("V1", changed(good, 3, {0x01}), HdrFault::WrongCookie);
        row("a histogram of fractions", changed(good, 0, {0x0c, 0x72, 0x12, 0x4e}), HdrFault::WrongCookie);
        row("cut short", good.substr(0, good.size() - 1), HdrFault::WrongLength);
        row("longer than it says", good + '\1', HdrFault::WrongLength);
        row("a forged length", changed(good, 4, {0xff, 0xff, 0xff, 0xff}), HdrFault::WrongLength);
        row("shifted", changed(good, 11, {1}), HdrFault::Shifted);
        row("200 digits", changed(good, 15, {200}), HdrFault::WrongSettings);
        row("lowest of 0", changed(good, 23, {0}), HdrFault::WrongSettings);
        row("a negative highest", changed(good, 24, {0x80}), HdrFault::WrongSettings);
        row("a range of nothing", changed(good, 24, {0, 0, 0, 0, 0, 0, 0, 0}), HdrFault::WrongSettings);
        row("ends within a number", withLength(good + '\xff'), HdrFault::Truncated);
        row("more empty buckets than there are", withLength(good + "\xff\xff\xff\xff\xff\xff\xff\xff\xff"),
            HdrFault::WrongCounts);
        row("more buckets than there are", withLength(good + "\xff\xff\x03\x02\x02"), HdrFault::WrongCounts);
        row("more than can be counted", withLength(good + "\xfe\xff\xff\xff\xff\xff\xff\xff\xff"),
            HdrFault::WrongCounts);
    }
    void damagedBytesAreFaults()
    {
        QFETCH(QByteArray, bytes);
        QTEST(faultOf(bytes.toStdString()), "fault");
    }

    void whateverIsDamagedNothingWorseHappens()
    {
        const std::string good = encodeHdr(HdrCounts(latencies(3, 300)));
        std::mt19937_64 random(11);
        int faults = 0;
        for (int i = 0; i < 3'000; ++i) {
            std::string bytes = good;
            for (int changes = 0; changes < 1 + i % 3; ++changes)
                bytes[random() % bytes.size()] = static_cast<char>(random());
            const auto decoded = decodeHdr(bytes);
            faults += decoded.index() == 1 ? 1 : 0;
            if (const auto *counts = std::get_if<HdrCounts>(&decoded))
                QVERIFY(counts->quantile(0.99) <= counts->maximum());
        }
        QVERIFY(faults > 100);
    }

    /// Compared once with what HdrHistogram 2.1.11 prints for these counts.
    void percentileTextIsLaidOutAsHdrHistogramPrintsIt()
    {
        HdrCounts counts({.lowest = 1, .highest = hour, .digits = 3});
        for (int i = 1; i <= 4; ++i)
            counts.record(1'000'000LL * i);
        const std::string expected = "       Value     Percentile TotalCount 1/(1-Percentile)\n\n"
                                     "    1.000447 0.000000000000          1           1.00\n"
                                     "    1.000447 0.100000000000          1           1.11\n"
                                     "    1.000447 0.200000000000          1           1.25\n"
                                     "    2.000895 0.300000000000          2           1.43\n"
                                     "    2.000895 0.400000000000          2           1.67\n"
                                     "    2.000895 0.500000000000          2           2.00\n"
                                     "    3.000319 0.550000000000          3           2.22\n"
                                     "    3.000319 0.600000000000          3           2.50\n"
                                     "    3.000319 0.650000000000          3           2.86\n"
                                     "    3.000319 0.700000000000          3           3.33\n"
                                     "    3.000319 0.750000000000          3           4.00\n"
                                     "    4.001791 0.775000000000          4           4.44\n"
                                     "    4.001791 1.000000000000          4\n";
        const std::string text = percentileText(counts, 1e6);
        QCOMPARE(QByteArray::fromStdString(text.substr(0, expected.size())), QByteArray::fromStdString(expected));
        QVERIFY(text.find("\n#[Mean    =     2.500") != std::string::npos);
        QVERIFY(text.find("\n#[Max     =     4.001791, Total count    =            4]\n") != std::string::npos);
        QVERIFY(text.find("\n#[Buckets =           22, SubBuckets     =         2048]\n") != std::string::npos);
    }

    /// What the page plotFiles takes for a point: a line of four numbers that is no comment.
    void everyPointIsALineOfFourNumbers()
    {
        const QByteArray text = QByteArray::fromStdString(percentileText(HdrCounts(latencies(5, 50'000)), 1e6));
        int points = 0;
        double last = 0;
        for (const QByteArray &line : text.split('\n')) {
            const QList<QByteArray> words = line.simplified().split(' ');
            if (line.startsWith('#') || words.size() != 4 || words.first() == "Value")
                continue;
            for (const QByteArray &word : words) {
                bool isNumber = false;
                word.toDouble(&isNumber);
                QVERIFY(isNumber);
            }
            QVERIFY(words.first().toDouble() >= last);
            last = words.first().toDouble();
            ++points;
        }
        QVERIFY(points > 50);
    }
};

QTEST_APPLESS_MAIN(TestHdrHistogram)
#include "tst_hdrhistogram.moc"
