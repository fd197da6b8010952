// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/quantity.h"
#include "helpers/strictlog.h"

#include <QTest>

#include <limits>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class TestQuantity : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void readsNumbersWithThreeSignificantDigits_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<Unit>("unit");
        QTest::addColumn<QString>("text");
        QTest::newRow("zero") << 0.0 << Unit::Milliseconds << u"0 ms"_s;
        QTest::newRow("milliseconds") << 1.2345 << Unit::Milliseconds << u"1.23 ms"_s;
        QTest::newRow("microseconds") << 0.0456 << Unit::Milliseconds << u"45.6 µs"_s;
        QTest::newRow("seconds") << 12345.0 << Unit::Milliseconds << u"12.3 s"_s;
        QTest::newRow("rounds up to the larger unit") << 999.9 << Unit::Milliseconds << u"1.00 s"_s;
        QTest::newRow("rate") << 1240.4 << Unit::PerSecond << u"1,240 /s"_s;
        QTest::newRow("per cent") << 12.5 << Unit::Percent << u"12.5 %"_s;
        QTest::newRow("bytes") << 12.0 << Unit::Bytes << u"12 B"_s;
        QTest::newRow("mebibytes") << 12.34 * 1024 * 1024 << Unit::Bytes << u"12.3 MiB"_s;
        QTest::newRow("nothing") << std::numeric_limits<double>::quiet_NaN() << Unit::Bytes << u"not measured"_s;
    }

    void readsNumbersWithThreeSignificantDigits()
    {
        QFETCH(double, value);
        QFETCH(Unit, unit);
        QTEST(formatQuantity(value, unit), "text");
    }

    void parsesDurations()
    {
        QCOMPARE(parseDuration(u"5s").value(), 5s);
        QCOMPARE(parseDuration(u"1.5s").value(), 1500ms);
        QCOMPARE(parseDuration(u"250us").value(), 250us);
        QCOMPARE(parseDuration(u" 2 m ").value(), 2min);
        QVERIFY(!parseDuration(u"5"));
        QVERIFY(!parseDuration(u"-5s"));
        QVERIFY(!parseDuration(u"s"));
        QVERIFY(!parseDuration(u"1e400s"));
        QVERIFY(!parseDuration(u"400000h"));
    }

    void parsesSizesAndRates()
    {
        QCOMPARE(parseBytes(u"512MiB").value().count, 512LL << 20);
        QCOMPARE(parseBytes(u"64kB").value().count, 64000);
        QVERIFY(!parseBytes(u"512"));
        QVERIFY(!parseBytes(u"9999999999999GiB"));
        QCOMPARE(parseRate(u"500/s").value().perSecond, 500.0);
        QVERIFY(!parseRate(u"0/s"));
        QVERIFY(!parseRate(u"500"));
        QCOMPARE(parseShare(u"5%").value(), 0.05);
        QCOMPARE(parseShare(u"0.5 %").value(), 0.005);
        QVERIFY(!parseShare(u"0.05"));
        QVERIFY(!parseShare(u"0%"));
    }
};

QTEST_GUILESS_MAIN(TestQuantity)
#include "tst_quantity.moc"
