// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "stats/hodgeslehmann.h"
#include "stats/holm.h"
#include "stats/median.h"
#include "stats/rankdistribution.h"
#include "stats/ranktest.h"
#include "stats/ttest.h"
#include "unit/stats/references.h"

#include <algorithm>
#include <numeric>
#include <random>

using namespace boxmark;
using test::Sample;

namespace {

/// Every choice of x's size out of both samples, ranked anew: what the recurrence must come to.
double pByEnumeration(const Sample &x, const Sample &y)
{
    Sample all = x;
    all.insert(all.end(), y.begin(), y.end());
    const std::vector<int> ranks = doubledMidranks(all);
    const int observed = std::accumulate(ranks.begin(), ranks.begin() + std::ssize(x), 0);
    std::vector<bool> chosen(all.size());
    std::fill(chosen.begin(), chosen.begin() + std::ssize(x), true);
    double choices = 0;
    double below = 0;
    double above = 0;
    do {
        int sum = 0;
        for (std::size_t i = 0; i < all.size(); ++i)
            sum += chosen[i] ? ranks[i] : 0;
        ++choices;
        below += sum <= observed ? 1 : 0;
        above += sum >= observed ? 1 : 0;
    } while (std::prev_permutation(chosen.begin(), chosen.end()));
    return std::min(1.0, 2 * std::min(below, above) / choices);
}

Sample sorted(Sample values)
{
    std::sort(values.begin(), values.end());
    return values;
}

} // namespace

class TestRanks : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void mannWhitneyAsSciPyDocumentsIt()
    {
        const RankTest exact = mannWhitney(test::males, test::females);
        QCOMPARE(exact.statistic, 17.0);
        QVERIFY(exact.exact);
        COMPARE_PRINTED(exact.p, "0.1111111111");
        COMPARE_PRINTED(mannWhitneyNormal(test::males, test::females).p, "0.11134688653");
    }

    void mannWhitneyAsRDocumentsIt()
    {
        const RankTest result = mannWhitney(test::atTerm, test::early);
        QCOMPARE(result.statistic, 35.0);
        COMPARE_PRINTED(result.p, "0.2544");
        COMPARE_PRINTED(result.p / 2, "0.1272");
    }

    void mannWhitneyAsTheGoLibraryTestsIt()
    {
        const Sample x {2, 1, 3, 5};
        QCOMPARE(mannWhitney(x, Sample {12, 11, 13, 15}).statistic, 0.0);
        COMPARE_PRINTED(mannWhitney(x, Sample {12, 11, 13, 15}).p, "0.0285714286");
        QCOMPARE(mannWhitney(x, Sample {0, 4, 6, 7}).statistic, 5.0);
        COMPARE_PRINTED(mannWhitney(x, Sample {0, 4, 6, 7}).p, "0.4857142857");
        COMPARE_PRINTED(mannWhitney(Sample {1, -1, -1, -1}, Sample {-1, 1, 1, 1}).p, "0.4857142857");
        QCOMPARE(mannWhitney(Sample {1, 1, 1}, Sample {1, 1, 1}).p, 1.0);
        QCOMPARE(mannWhitneyNormal(Sample {1, 1, 1}, Sample {1, 1, 1}).p, 1.0);
        QCOMPARE(mannWhitney(Sample {}, Sample {1}).p, 1.0);
    }

    void theTablesOfMannAndWhitney()
    {
        const auto tableOf = [](std::size_t n) {
            const auto distribution = RankSumDistribution::ofChoices(plainRanks(2 * n), n);
            const int least = static_cast<int>(n * (n + 1) / 2);
            return [distribution, least](int u) { return distribution.atMost(least + u); };
        };
        const auto three = tableOf(3);
        const Sample published {0.05, 0.1, 0.2, 0.35, 0.5, 0.65};
        for (int u = 0; u < 6; ++u)
            QVERIFY(std::abs(three(u) - published[static_cast<std::size_t>(u)]) < 1e-12);
        const auto five = tableOf(5);
        int u = 0;
        for (const char *printed : {".003968", ".007937", ".015873", ".027778", ".047619", ".075397"})
            QVERIFY2(test::equalsPrinted(five(u++), printed), printed);
    }

    void theRecurrenceEqualsCountingEveryChoiceAlsoWithTies()
    {
        std::mt19937 random(3);
        for (int i = 0; i < 60; ++i) {
            Sample x(2 + random() % 5);
            Sample y(2 + random() % 5);
            const auto different = 2 + random() % 12;
            for (double &value : x)
                value = static_cast<double>(random() % different);
            for (double &value : y)
                value = static_cast<double>(random() % different);
            QVERIFY(std::abs(mannWhitney(x, y).p - pByEnumeration(x, y)) < 1e-12);
        }
    }

    void theSmallestPossiblePIsTold_data()
    {
        QTest::addColumn<int>("n");
        QTest::addColumn<QByteArray>("p");
        QTest::newRow("2") << 2 << QByteArray("0.3333");
        QTest::newRow("3") << 3 << QByteArray("0.1");
        QTest::newRow("4") << 4 << QByteArray("0.028571");
        QTest::newRow("5") << 5 << QByteArray("0.0079365");
        QTest::newRow("6") << 6 << QByteArray("0.0021645");
        QTest::newRow("7") << 7 << QByteArray("0.00058275");
        QTest::newRow("8") << 8 << QByteArray("0.00015540");
        QTest::newRow("9") << 9 << QByteArray("4.1135e-5");
        QTest::newRow("10") << 10 << QByteArray("1.0825e-5");
    }

    void theSmallestPossiblePIsTold()
    {
        QFETCH(int, n);
        QFETCH(QByteArray, p);
        const auto count = static_cast<std::size_t>(n);
        COMPARE_PRINTED(smallestMannWhitneyP(count, count), p.constData());
        Sample low(count);
        Sample high(count);
        std::iota(low.begin(), low.end(), 0.0);
        std::iota(high.begin(), high.end(), 100.0);
        COMPARE_PRINTED(mannWhitney(low, high).p, p.constData());
    }

    void manyTrialsGoOverToTheNormalDistributionWithoutAStep()
    {
        std::mt19937_64 random(5);
        std::normal_distribution<double> noise(0, 1);
        Sample x(30);
        Sample y(30);
        std::generate(x.begin(), x.end(), [&] { return noise(random); });
        std::generate(y.begin(), y.end(), [&] { return noise(random) + 0.5; });
        const RankTest exact = mannWhitney(x, y);
        QVERIFY(exact.exact);
        QVERIFY(std::abs(exact.p - mannWhitneyNormal(x, y).p) < 0.002);
        x.push_back(0.2);
        QVERIFY(!mannWhitney(x, y).exact);
        const ShiftEstimate before = hodgesLehmannShift(std::span(x).first(30), y);
        const ShiftEstimate after = hodgesLehmannShift(x, y);
        QVERIFY(std::abs(before.low - after.low) < 0.1 && std::abs(before.high - after.high) < 0.1);
    }

    void wilcoxonsSignedRanksAsRDocumentsThem()
    {
        Sample differences;
        for (std::size_t i = 0; i < test::before.size(); ++i)
            differences.push_back(test::before[i] - test::after[i]);
        const RankTest result = signedRank(differences);
        QCOMPARE(result.statistic, 40.0);
        COMPARE_PRINTED(result.p, "0.03906");
        COMPARE_PRINTED(result.p / 2, "0.01953");
    }

    void sixRoundsAreNeededForSignedRanksToReach95PerCent()
    {
        COMPARE_PRINTED(signedRank(Sample {1, 2, 3, 4, 5}).p, "0.0625");
        COMPARE_PRINTED(signedRank(Sample {1, 2, 3, 4, 5, 6}).p, "0.03125");
        QCOMPARE(signedRank(Sample {0, 0}).p, 1.0);
        Sample many(150);
        std::iota(many.begin(), many.end(), -70.0);
        QVERIFY(!signedRank(many).exact);
        QVERIFY(signedRank(many).p > 0.1);
    }

    void hodgesLehmannAsRDocumentsIt()
    {
        const ShiftEstimate result = hodgesLehmannShift(test::early, test::atTerm);
        COMPARE_PRINTED(result.shift, "0.305");
        COMPARE_PRINTED(result.low, "-0.15");
        COMPARE_PRINTED(result.high, "0.76");
        QVERIFY(result.confidence >= 0.95);
    }

    void hodgesLehmannHasItsExactConfidence_data()
    {
        QTest::addColumn<int>("n");
        QTest::addColumn<int>("k");
        QTest::addColumn<QByteArray>("percent");
        QTest::newRow("3") << 3 << 1 << QByteArray("90");
        QTest::newRow("4") << 4 << 1 << QByteArray("97.14");
        QTest::newRow("5") << 5 << 3 << QByteArray("96.83");
        QTest::newRow("6") << 6 << 6 << QByteArray("95.89");
        QTest::newRow("7") << 7 << 9 << QByteArray("96.21");
        QTest::newRow("8") << 8 << 14 << QByteArray("95.01");
        QTest::newRow("9") << 9 << 18 << QByteArray("96.00");
        QTest::newRow("10") << 10 << 24 << QByteArray("95.67");
    }

    void hodgesLehmannHasItsExactConfidence()
    {
        QFETCH(int, n);
        QFETCH(int, k);
        QFETCH(QByteArray, percent);
        Sample left(static_cast<std::size_t>(n), 0);
        Sample right;
        for (int i = 0; i < n; ++i)
            left[static_cast<std::size_t>(i)] = i * n; // so that every difference is another whole number
        for (int i = 0; i < n; ++i)
            right.push_back(i);
        const ShiftEstimate result = hodgesLehmannShift(left, right);
        COMPARE_PRINTED(100 * result.confidence, percent.constData());
        const double smallest = 0.0 - n * (n - 1);
        QCOMPARE(result.low, smallest + k - 1);
    }

    void theCentreOfPairedDifferencesIsTheRangeBelowSix()
    {
        const ShiftEstimate five = hodgesLehmannCentre(Sample {1, 2, 3, 4, 9});
        QCOMPARE(five.low, 1.0);
        QCOMPARE(five.high, 9.0);
        COMPARE_PRINTED(five.confidence, "0.9375");
        const ShiftEstimate six = hodgesLehmannCentre(Sample {1, 2, 3, 4, 5, 60});
        COMPARE_PRINTED(six.confidence, "0.96875");
        QCOMPARE(five.shift, 3.0); // the eighth of the fifteen means of two
        QVERIFY(std::isnan(hodgesLehmannCentre({}).shift));
        QVERIFY(std::isnan(hodgesLehmannShift({}, Sample {1}).shift));
    }

    void benchstatsDocumentation()
    {
        COMPARE_PRINTED(median(sorted(test::jsonOld)), "1718");
        COMPARE_PRINTED(median(sorted(test::jsonNew)), "1422.5");
        COMPARE_PRINTED(100 * (1422.5 / 1718 - 1), "-17.20");
        COMPARE_PRINTED(median(sorted(test::gobOld)), "3065.5");
        COMPARE_PRINTED(median(sorted(test::gobNew)), "3070");
        COMPARE_PRINTED(mannWhitney(test::jsonNew, test::jsonOld).p, "1.0825e-5");
        COMPARE_PRINTED(mannWhitney(test::gobNew, test::gobOld).p, "0.446");
        const ShiftEstimate json = hodgesLehmannShift(test::jsonOld, test::jsonNew);
        QCOMPARE(json.shift, -296.5);
        QCOMPARE(json.low, -312.0);
        QCOMPARE(json.high, -284.0);
        const ShiftEstimate gob = hodgesLehmannShift(test::gobOld, test::gobNew);
        QCOMPARE(gob.shift, 3.0);
        QCOMPARE(gob.low, -5.0);
        QCOMPARE(gob.high, 23.0);
    }

    void benchstatsGeometricMeans()
    {
        const auto geometricMean = [](double a, double b) { return std::exp(mean(Sample {std::log(a), std::log(b)})); };
        COMPARE_PRINTED(geometricMean(1718e-9, 3065.5e-9), "2.294891936e-6");
        COMPARE_PRINTED(geometricMean(1422.5e-9, 3070e-9), "2.089754770e-6");
    }

    /// Holm 1979: 0.01, 0.04, 0.03, 0.005 of four tests; R's p.adjust prints the same.
    void holmsCorrection()
    {
        const std::vector<double> adjusted = holmAdjusted(Sample {0.01, 0.04, 0.03, 0.005});
        COMPARE_PRINTED(adjusted[0], "0.03");
        COMPARE_PRINTED(adjusted[1], "0.06");
        COMPARE_PRINTED(adjusted[2], "0.06");
        COMPARE_PRINTED(adjusted[3], "0.02");
        QCOMPARE(holmAdjusted(Sample {0.9, 0.8}), (Sample {1, 1}));
        const std::vector<double> withNone = holmAdjusted(Sample {0.02, std::nan("")});
        QCOMPARE(withNone[0], 0.02);
        QVERIFY(std::isnan(withNone[1]));
        QVERIFY(holmAdjusted({}).empty());
    }
};

QTEST_GUILESS_MAIN(TestRanks)
#include "tst_ranks.moc"
