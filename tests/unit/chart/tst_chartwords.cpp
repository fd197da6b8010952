// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/chartwords.h"
#include "chart/draw/percentileaxis.h"
#include "helpers/strictlog.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class ChartWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aLineIsToldByItsLastValueAndItsRange();
    void hiddenLinesAreNotTold();
    void aCurveIsToldByItsPercentilesAsFarAsItGoes();
    void aBarIsToldWithItsIntervalOrItsParts();
    void anEmptyChartSaysWhy();
};

void ChartWordsTest::aLineIsToldByItsLastValueAndItsRange()
{
    ChartSpec spec;
    spec.subtitle = u"lower is better"_s;
    spec.series = {{u"docker"_s, u"p95"_s, {}, Stroke::Thin, {{0, 2}, {1, 9}, {2, 4}}},
        {u"process"_s, u"p95"_s, {}, Stroke::Thin, {}}};
    QCOMPARE(chartInWords(spec), u"lower is better. docker p95: last 4.00 ms, from 2.00 ms to 9.00 ms"_s);
}

void ChartWordsTest::hiddenLinesAreNotTold()
{
    ChartSpec spec;
    spec.series
        = {{u"docker"_s, u"p50"_s, {}, Stroke::Thin, {{0, 2}}}, {u"docker"_s, u"p99"_s, {}, Stroke::Thin, {{0, 5}}}};
    spec.hiddenRoles = {u"p99"_s};
    QCOMPARE(chartInWords(spec), u"docker p50: last 2.00 ms, from 2.00 ms to 2.00 ms"_s);
}

void ChartWordsTest::aCurveIsToldByItsPercentilesAsFarAsItGoes()
{
    ChartSpec spec;
    spec.across = Across::Percentile;
    ChartSeries curve {u"vm"_s, u"response time"_s, {}, Stroke::Bold, {}};
    for (const double quantile : {0.0, 0.25, 0.5, 0.75, 0.9, 0.95})
        curve.points.append({ninesOf(quantile), 10 * quantile});
    spec.series = {curve};
    QCOMPARE(chartInWords(spec), u"vm response time: p50 5.00 ms, p95 9.50 ms"_s);

    spec.series.first().points.remove(2); // between two points the value lies between theirs
    const QString words = chartInWords(spec);
    const double p50 = words.section(u' ', 4, 4).toDouble();
    QVERIFY2(p50 > 2.5 && p50 < 7.5, qPrintable(words));
}

void ChartWordsTest::aBarIsToldWithItsIntervalOrItsParts()
{
    ChartSpec spec;
    spec.bars = {{u"docker"_s, {}, 8.0, 7.0, 9.0}, {u"vm"_s}};
    QCOMPARE(chartInWords(spec), u"docker: 8.00 ms, interval 7.00 ms to 9.00 ms. vm: not measured"_s);
    spec.bars = {{u"docker"_s, {}, 8.0}};
    spec.bars.first().segments = {{u"create"_s, {}, 3.0}, {u"start"_s, {}, 5.0}};
    QCOMPARE(chartInWords(spec), u"docker: 8.00 ms, create 3.00 ms, start 5.00 ms"_s);
}

void ChartWordsTest::anEmptyChartSaysWhy()
{
    ChartSpec spec;
    spec.emptyText = u"Nothing was measured yet."_s;
    QCOMPARE(chartInWords(spec), u"Nothing was measured yet."_s);
}

QTEST_GUILESS_MAIN(ChartWordsTest)
#include "tst_chartwords.moc"
