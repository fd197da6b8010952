// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/spread.h"

#include <QTest>

#include <cmath>

using namespace boxmark;

class TestSpread : public QObject
{
    Q_OBJECT

private slots:
    void fewValuesHaveNoSpread()
    {
        Spread spread;
        QVERIFY(!spread.mean());
        QVERIFY(!spread.standardDeviation());
        spread.add(3);
        QCOMPARE(spread.mean(), 3.0);
        QVERIFY(!spread.standardDeviation());
        spread.add(3);
        QCOMPARE(spread.standardDeviation(), 0.0);
    }

    // NIST's data sets NumAcc1 and NumAcc4, with their certified values: https://www.itl.nist.gov/div898/strd/univ/
    void valuesThatAreLargeAndCloseTogetherDoNotCancel()
    {
        Spread numAcc4; // 10000000.2, then 10000000.1 and 10000000.3 in turn
        numAcc4.add(10000000.2);
        for (int i = 0; i < 1000; ++i) {
            numAcc4.add(i % 2 == 0 ? 10000000.1 : 10000000.3);
        }
        QCOMPARE(numAcc4.count(), quint64 {1001});
        QVERIFY(std::abs(*numAcc4.mean() - 10000000.2) < 1e-7);
        QVERIFY(std::abs(*numAcc4.standardDeviation() - 0.1) < 1e-8);
        Spread numAcc1; // 10000001, 10000003, 10000002
        for (const double value : {10000001.0, 10000003.0, 10000002.0})
            numAcc1.add(value);
        QCOMPARE(numAcc1.mean(), 10000002.0);
        QCOMPARE(numAcc1.standardDeviation(), 1.0);
    }
};

QTEST_APPLESS_MAIN(TestSpread)
#include "tst_spread.moc"
