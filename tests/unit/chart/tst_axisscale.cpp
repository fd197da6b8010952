// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/axisscale.h"
#include "helpers/strictlog.h"

#include <QTest>

#include <cmath>
#include <limits>

using namespace boxmark;
using namespace Qt::StringLiterals;

class AxisScaleTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void stepsAreNice_data();
    void stepsAreNice();
    void valuesBeginAtZeroAndFit_data();
    void valuesBeginAtZeroAndFit();
    void whatIsNotANumberStillGivesAnAxis();
    void aLogarithmicAxisBeginsAndEndsAtATick();
    void longTimesAreShownInMinutes();
};

void AxisScaleTest::stepsAreNice_data()
{
    QTest::addColumn<double>("rough");
    QTest::addColumn<double>("step");
    QTest::newRow("as it is") << 1.0 << 1.0;
    QTest::newRow("up to two") << 1.3 << 2.0;
    QTest::newRow("a quarter") << 0.21 << 0.25;
    QTest::newRow("up to five") << 260.0 << 500.0;
    QTest::newRow("next decade") << 7.1 << 10.0;
    QTest::newRow("small") << 0.0031 << 0.005;
}

void AxisScaleTest::stepsAreNice()
{
    QFETCH(double, rough);
    QFETCH(double, step);
    QVERIFY(std::abs(niceStep(rough) - step) < step * 1e-9);
}

void AxisScaleTest::valuesBeginAtZeroAndFit_data()
{
    QTest::addColumn<double>("high");
    QTest::addColumn<Unit>("unit");
    QTest::addColumn<QString>("symbol");
    QTest::addColumn<double>("maximum");
    QTest::addColumn<int>("decimals");
    QTest::newRow("microseconds") << 0.43 << Unit::Milliseconds << u"µs"_s << 500.0 << 0;
    QTest::newRow("milliseconds") << 61.5 << Unit::Milliseconds << u"ms"_s << 80.0 << 0;
    QTest::newRow("fractions") << 1.1 << Unit::Milliseconds << u"ms"_s << 1.25 << 2;
    QTest::newRow("seconds") << 4000.0 << Unit::Milliseconds << u"s"_s << 4.0 << 0;
    QTest::newRow("memory") << 48.0 * 1024 * 1024 << Unit::Bytes << u"MiB"_s << 50.0 << 0;
    QTest::newRow("cpu") << 187.0 << Unit::CorePercent << u"% of a core"_s << 200.0 << 0;
}

void AxisScaleTest::valuesBeginAtZeroAndFit()
{
    QFETCH(double, high);
    QFETCH(Unit, unit);
    QFETCH(QString, symbol);
    QFETCH(double, maximum);
    QFETCH(int, decimals);
    const AxisScale scale = valueScale(high, unit, 5);
    QCOMPARE(scale.unit, symbol);
    QCOMPARE(scale.minimum, 0.0);
    QCOMPARE(scale.maximum, maximum);
    QCOMPARE(scale.decimals, decimals);
    QVERIFY(high / scale.factor <= scale.maximum);
    const double ticks = scale.maximum / scale.step;
    QVERIFY(std::abs(ticks - std::round(ticks)) < 1e-9);
    QVERIFY(ticks <= 5 + 1e-9);
}

void AxisScaleTest::whatIsNotANumberStillGivesAnAxis()
{
    for (const double high :
        {0.0, -3.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()}) {
        const AxisScale scale = valueScale(high, Unit::PerSecond, 5);
        QVERIFY(scale.maximum > scale.minimum);
        QVERIFY(scale.step > 0);
        QVERIFY(logScale(high, high, Unit::Milliseconds).maximum > logScale(high, high, Unit::Milliseconds).minimum);
    }
}

void AxisScaleTest::aLogarithmicAxisBeginsAndEndsAtATick()
{
    const AxisScale scale = logScale(0.3, 45, Unit::Milliseconds);
    QCOMPARE(scale.unit, u"ms"_s);
    QCOMPARE(scale.minimum, 0.2);
    QCOMPARE(scale.maximum, 50.0);
    QCOMPARE(logTicks(scale).size(), 8); // 0.2 0.5 1 2 5 10 20 50
    const AxisScale narrow = logScale(5, 6, Unit::Milliseconds);
    QCOMPARE(narrow.minimum, 5.0);
    QCOMPARE(narrow.maximum, 20.0);
    QCOMPARE(logTicks(logScale(0.01, 4000, Unit::Milliseconds)).size(), 6); // 0.01 0.1 1 10 100 1000
}

void AxisScaleTest::longTimesAreShownInMinutes()
{
    QCOMPARE(timeScale(0, 60, 6).unit, u"s"_s);
    const AxisScale minutes = timeScale(0, 1800, 6);
    QCOMPARE(minutes.unit, u"min"_s);
    QCOMPARE(minutes.maximum, 30.0);
    QCOMPARE(timeScale(3, 3, 6).maximum, 4.0); // an empty span still has a width
}

QTEST_MAIN(AxisScaleTest)
#include "tst_axisscale.moc"
