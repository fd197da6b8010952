// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "stats/median.h"
#include "stats/quantile.h"

#include <QTest>

#include <array>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

using namespace boxmark;

namespace {

std::vector<double> oneTo(int n)
{
    std::vector<double> values(static_cast<std::size_t>(n));
    std::iota(values.begin(), values.end(), 1.0);
    return values;
}

} // namespace

class TestOrderStatistics : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void percentilesOfTheTextbookSample()
    {
        const std::array<double, 5> sample {15, 20, 35, 40, 50};
        QCOMPARE(nearestRankPercentile(sample, 0.05), 15.0);
        QCOMPARE(nearestRankPercentile(sample, 0.30), 20.0);
        QCOMPARE(nearestRankPercentile(sample, 0.40), 20.0);
        QCOMPARE(nearestRankPercentile(sample, 0.50), 35.0);
        QCOMPARE(nearestRankPercentile(sample, 1.00), 50.0);
        QCOMPARE(nearestRankPercentile(sample, 0), 15.0);
        QVERIFY(std::isnan(nearestRankPercentile({}, 0.5)));
    }

    /// For every per cent and sample size the rank is the smallest r with 100·r >= percent·n, in whole numbers.
    void theRankIsExactForEveryPerCent()
    {
        for (std::uint64_t n = 1; n <= 3000; ++n) {
            for (std::uint64_t percent = 1; percent <= 100; ++percent) {
                const std::uint64_t exact = (percent * n + 99) / 100;
                QCOMPARE(nearestRank(static_cast<double>(percent) / 100, n), exact);
            }
        }
        QCOMPARE(nearestRank(0.999, 1'000'000'000), 999'000'000U);
        QCOMPARE(nearestRank(0.999, 1'000'000'001), 999'000'001U);
    }

    void medianOfOddAndEvenCounts()
    {
        QCOMPARE(median(std::array {7.0}), 7.0);
        QCOMPARE(median(std::array {1.0, 2.0}), 1.5);
        QCOMPARE(median(std::array {1.0, 2.0, 9.0}), 2.0);
        QCOMPARE(median(std::array {-10.0, 2.0, 3.0, 4.0, 5.0, 6.0}), 3.5);
        QVERIFY(std::isnan(median({})));
    }

    /// Published by benchstat (benchmath), and recomputed from binomial sums.
    void theIntervalOfTheMedianHasItsExactConfidence_data()
    {
        QTest::addColumn<int>("n");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<double>("confidence");
        QTest::newRow("1") << 1 << 1.0 << 1.0 << 0.0;
        QTest::newRow("2") << 2 << 1.0 << 2.0 << 0.5;
        QTest::newRow("3") << 3 << 1.0 << 3.0 << 0.75;
        QTest::newRow("4") << 4 << 1.0 << 4.0 << 0.875;
        QTest::newRow("5") << 5 << 1.0 << 5.0 << 0.9375;
        QTest::newRow("6") << 6 << 1.0 << 6.0 << 0.96875;
        QTest::newRow("7") << 7 << 1.0 << 7.0 << 0.984375;
        QTest::newRow("8") << 8 << 1.0 << 8.0 << 0.9921875;
        QTest::newRow("9") << 9 << 2.0 << 8.0 << 0.9609375;
        QTest::newRow("10") << 10 << 2.0 << 9.0 << 0.978515625;
    }

    void theIntervalOfTheMedianHasItsExactConfidence()
    {
        QFETCH(int, n);
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(double, confidence);
        const MedianInterval interval = medianInterval(oneTo(n));
        QCOMPARE(interval.low, low);
        QCOMPARE(interval.high, high);
        QVERIFY(std::abs(interval.confidence - confidence) < 1e-12);
    }

    void otherLevelsAsPublished()
    {
        const MedianInterval five = medianInterval(oneTo(5), 0.3125001);
        QCOMPARE(five.low, 2.0);
        QCOMPARE(five.high, 4.0);
        QVERIFY(std::abs(five.confidence - 0.625) < 1e-12);
        const MedianInterval eight = medianInterval(oneTo(8), 0.99);
        QCOMPARE(eight.low, 1.0);
        QCOMPARE(eight.high, 8.0);
        QVERIFY(std::isnan(medianInterval({}).low));
    }

    /// The normal approximation of the ranks: (n + 1) / 2 -+ 1.96 sqrt(n) / 2.
    void manyTrialsNeitherUnderflowNorLoseTheLevel()
    {
        const MedianInterval interval = medianInterval(oneTo(10'001));
        QVERIFY(std::abs(interval.low - (5001 - 98)) <= 1);
        QVERIFY(std::abs(interval.high - (5001 + 98)) <= 1);
        QVERIFY(interval.confidence >= 0.95 && interval.confidence < 0.953);
    }

    void theIntervalCoversTheMedianAsOftenAsItSays()
    {
        std::mt19937_64 random(7);
        std::lognormal_distribution<double> trial(0, 0.3); // its median is 1
        constexpr int repetitions = 20'000;
        int covered = 0;
        for (int i = 0; i < repetitions; ++i) {
            std::vector<double> values(9);
            std::generate(values.begin(), values.end(), [&] { return trial(random); });
            std::sort(values.begin(), values.end());
            const MedianInterval interval = medianInterval(values);
            covered += interval.low <= 1 && 1 <= interval.high ? 1 : 0;
        }
        const double coverage = static_cast<double>(covered) / repetitions;
        QVERIFY2(std::abs(coverage - 0.9609375) < 0.006, qPrintable(QString::number(coverage)));
    }
};

QTEST_GUILESS_MAIN(TestOrderStatistics)
#include "tst_orderstatistics.moc"
