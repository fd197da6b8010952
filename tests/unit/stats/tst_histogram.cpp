// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "stats/histogram.h"
#include "stats/quantile.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <random>
#include <vector>

using namespace boxmark;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;

namespace {

/// From one to 2^40 ns with every magnitude as likely as the next.
nanoseconds anyMagnitude(std::mt19937_64 &random)
{
    std::uniform_real_distribution<double> exponent(0, 40);
    return nanoseconds(std::min(static_cast<std::int64_t>(std::exp2(exponent(random))), Histogram::highest().count()));
}

std::vector<nanoseconds> manyValues(std::uint64_t seed, std::size_t count)
{
    std::mt19937_64 random(seed);
    std::vector<nanoseconds> values(count);
    std::generate(values.begin(), values.end(), [&] { return anyMagnitude(random); });
    return values;
}

Histogram histogramOf(const std::vector<nanoseconds> &values)
{
    Histogram histogram;
    for (const nanoseconds value : values)
        histogram.record(value);
    return histogram;
}

double relativeError(nanoseconds told, nanoseconds actual)
{
    return std::abs(static_cast<double>((told - actual).count())) / static_cast<double>(actual.count());
}

const std::vector<double> quantiles {0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 0.9999, 1};

void compareQuantiles(const Histogram &left, const Histogram &right)
{
    for (const double q : quantiles)
        QCOMPARE(left.quantile(q), right.quantile(q));
    QCOMPARE(left.count(), right.count());
    QCOMPARE(left.mean(), right.mean());
    QCOMPARE(left.minimum(), right.minimum());
    QCOMPARE(left.maximum(), right.maximum());
    QCOMPARE(left.saturated(), right.saturated());
}

} // namespace

class TestHistogram : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void anEmptyOneHasNoFigures()
    {
        const Histogram histogram;
        QCOMPARE(histogram.count(), 0U);
        QVERIFY(!histogram.quantile(0.5));
        QVERIFY(!histogram.mean());
        QVERIFY(!histogram.minimum());
        QVERIFY(!histogram.maximum());
    }

    void aSingleValueComesBackWithinATenthOfAPerCentFromOneMicrosecondToTenMinutes()
    {
        double worst = 0;
        for (const nanoseconds value : manyValues(1, 200'000)) {
            Histogram histogram;
            histogram.record(value);
            histogram.record(Histogram::highest()); // so that the value's own bucket speaks, not the exact maximum
            histogram.record(nanoseconds(0)); // nor the exact minimum
            worst = std::max(worst, relativeError(*histogram.quantile(0.5), value));
        }
        QVERIFY2(worst <= 0.0005, qPrintable(QString::number(worst)));
        QVERIFY(Histogram::highest() >= 10min);
    }

    void theEdgesOfEveryPowerOfTwoAreWithinTheError()
    {
        for (int bit = 0; bit < 40; ++bit) {
            for (const int offset : {-1, 0, 1}) {
                const nanoseconds value(std::max<std::int64_t>((1LL << bit) + offset, 1));
                Histogram histogram;
                histogram.record(nanoseconds(0));
                histogram.record(value);
                histogram.record(Histogram::highest());
                QVERIFY(relativeError(*histogram.quantile(0.5), value) <= 0.0005);
            }
        }
    }

    void quantilesEqualTheSortedValuesWithinTheError()
    {
        std::vector<nanoseconds> values = manyValues(2, 100'000);
        const Histogram histogram = histogramOf(values);
        std::sort(values.begin(), values.end());
        for (const double q : quantiles) {
            const nanoseconds actual = values[nearestRank(q, values.size()) - 1];
            QVERIFY2(relativeError(*histogram.quantile(q), actual) <= 0.0005, qPrintable(QString::number(q)));
        }
    }

    void nearestRankAsHdrHistogramTellsIt()
    {
        const Histogram two = histogramOf({1ns, 2ns});
        QCOMPARE(*two.quantile(0.5), 1ns);
        const Histogram five = histogramOf({1ns, 2ns, 2ns, 2ns, 2ns});
        QCOMPARE(*five.quantile(0.25), 2ns);
    }

    /// HdrHistogram's own raw data of its coordinated-omission test.
    void tenThousandMillisecondsAndOneHundredSeconds()
    {
        Histogram histogram;
        for (int i = 0; i < 10'000; ++i)
            histogram.record(1ms);
        histogram.record(100s);
        QVERIFY(relativeError(*histogram.quantile(0.9999), 1ms) <= 0.0005);
        QCOMPARE(*histogram.quantile(0.99999), 100s);
        QVERIFY(std::abs(histogram.mean()->count() - 110e9 / 10'001) < 1e-3);
    }

    void meanMinimumAndMaximumAreExact()
    {
        const Histogram histogram = histogramOf({123'456'789ns, 3ns, 600'000'000'001ns});
        QCOMPARE(*histogram.minimum(), 3ns);
        QCOMPARE(*histogram.maximum(), 600'000'000'001ns);
        QCOMPARE(histogram.mean()->count(), (123'456'789.0 + 3 + 600'000'000'001.0) / 3);
        QCOMPARE(*histogram.quantile(0), 3ns);
        QCOMPARE(*histogram.quantile(1), 600'000'000'001ns);
    }

    void theSumDoesNotOverflow()
    {
        Histogram histogram;
        const nanoseconds longest = nanoseconds::max();
        for (int i = 0; i < 5; ++i)
            histogram.record(longest);
        QCOMPARE(histogram.mean()->count(), static_cast<double>(longest.count()));
        Histogram merged;
        merged.merge(histogram);
        merged.merge(histogram);
        QCOMPARE(merged.mean()->count(), static_cast<double>(longest.count()));
    }

    void valuesAboveTheHighestAreCountedAndTold()
    {
        const Histogram histogram = histogramOf({1ms, 24h, 48h});
        QCOMPARE(histogram.count(), 3U);
        QCOMPARE(histogram.saturated(), 2U);
        QVERIFY(relativeError(*histogram.quantile(0.5), Histogram::highest()) <= 0.0005);
        QCOMPARE(*histogram.maximum(), 48h);
    }

    void negativeValuesCountAsZero()
    {
        const Histogram histogram = histogramOf({-5ns, 7ns});
        QCOMPARE(*histogram.minimum(), 0ns);
        QCOMPARE(histogram.mean()->count(), 3.5);
    }

    void mergedEqualsRecordedTogether()
    {
        std::vector<nanoseconds> left = manyValues(3, 5'000);
        const std::vector<nanoseconds> right = manyValues(4, 7'000);
        Histogram merged = histogramOf(left);
        merged.merge(histogramOf(right));
        merged.merge(Histogram());
        Histogram other;
        other.merge(merged);
        left.insert(left.end(), right.begin(), right.end());
        compareQuantiles(merged, histogramOf(left));
        compareQuantiles(other, histogramOf(left));
    }

    void resetForgetsEverything()
    {
        Histogram histogram = histogramOf(manyValues(5, 5'000));
        histogram.reset();
        compareQuantiles(histogram, Histogram());
        const std::vector<nanoseconds> values = manyValues(6, 100);
        for (const nanoseconds value : values)
            histogram.record(value);
        compareQuantiles(histogram, histogramOf(values));
    }
};

QTEST_GUILESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
