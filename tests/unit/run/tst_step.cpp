// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "run/step.h"

#include <QTest>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

class StepTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void timeLeftIsToldInUnitsThatSuitIt();
};

void StepTest::timeLeftIsToldInUnitsThatSuitIt()
{
    QCOMPARE(timeLeftText({0.5, std::nullopt}), QString());
    QCOMPARE(timeLeftText({0.5, 11'200ms}), u"12 s left"_s);
    QCOMPARE(timeLeftText({0.5, 59'900ms}), u"1 min 00 s left"_s);
    QCOMPARE(timeLeftText({0.5, 26min + 9s}), u"26 min 09 s left"_s);
    QCOMPARE(timeLeftText({0.5, 65min, true}), u"at most 1 h 05 min left"_s);
}

QTEST_GUILESS_MAIN(StepTest)
#include "tst_step.moc"
