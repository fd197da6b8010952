// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "stats/studentt.h"
#include "stats/ttest.h"
#include "unit/stats/references.h"

#include <limits>

using namespace boxmark;
using test::Sample;

class TestStudent : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void quantilesAsInEveryTable()
    {
        COMPARE_PRINTED(studentTQuantile(0.975, 1), "12.706");
        COMPARE_PRINTED(studentTQuantile(0.975, 2), "4.3027");
        COMPARE_PRINTED(studentTQuantile(0.975, 4), "2.776");
        COMPARE_PRINTED(studentTQuantile(0.95, 9), "1.833");
        COMPARE_PRINTED(studentTQuantile(0.995, 30), "2.750");
        COMPARE_PRINTED(studentTQuantile(0.975, std::numeric_limits<double>::infinity()), "1.959964");
        COMPARE_PRINTED(studentTTwoSided(2.776445, 4), "0.05000");
        COMPARE_PRINTED(studentTTwoSided(-1.959964, std::numeric_limits<double>::infinity()), "0.05000");
        QCOMPARE(studentTTwoSided(std::numeric_limits<double>::infinity(), 4), 0.0);
    }

    void whatCannotBeIsNotANumber()
    {
        QVERIFY(std::isnan(studentTQuantile(0.975, 0)));
        QVERIFY(std::isnan(meanEstimate(Sample {3}).low));
        QVERIFY(std::isnan(welchDifference(Sample {3}, Sample {4, 5}).p));
        QCOMPARE(meanEstimate(Sample {3}).mean, 3.0);
    }

    void welchsTest()
    {
        const MeanEstimate result = welchDifference(Sample {6, 5, 7, 9}, Sample {2, 1, 3, 4});
        COMPARE_PRINTED(result.t(), "-3.9703446152");
        COMPARE_PRINTED(result.df, "5.5846153846");
        COMPARE_PRINTED(result.p, "0.0085128631");
    }

    void thePairedTest()
    {
        const MeanEstimate result = pairedDifference(Sample {6, 5, 7, 9}, Sample {2, 1, 3, 4});
        COMPARE_PRINTED(result.t(), "-17");
        QCOMPARE(result.df, 3.0);
        COMPARE_PRINTED(result.p, "0.00044334");
    }

    void theIntervalOfAMean()
    {
        const MeanEstimate result = meanEstimate(Sample {-8, 2, 3, 4, 5, 6});
        COMPARE_PRINTED(result.mean, "2");
        COMPARE_PRINTED(result.low, "-3.3510928");
        COMPARE_PRINTED(result.high, "7.3510928");
    }

    /// Kalibera & Jones' example of two levels: the interval is that of the three executions' means, not of the twelve
    /// values: the trial is the unit.
    void theTrialIsTheUnit()
    {
        const Sample means {mean(Sample {9, 5, 8, 3}), mean(Sample {10, 6, 7, 11}), mean(Sample {1, 12, 2, 4})};
        const MeanEstimate result = meanEstimate(means);
        COMPARE_PRINTED(result.mean, "6.5");
        COMPARE_PRINTED(sampleVariance(means), "3.5625");
        COMPARE_PRINTED(result.high - result.mean, "4.6887");
    }

    void valuesThatDoNotVaryHaveAPointForAnInterval()
    {
        const MeanEstimate result = meanEstimate(Sample {2, 2, 2});
        QCOMPARE(result.low, 2.0);
        QCOMPARE(result.high, 2.0);
        QCOMPARE(result.p, 0.0);
        QCOMPARE(meanEstimate(Sample {0, 0, 0}).p, 1.0);
    }
};

QTEST_GUILESS_MAIN(TestStudent)
#include "tst_student.moc"
