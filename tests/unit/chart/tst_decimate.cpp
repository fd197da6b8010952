// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/decimate.h"
#include "chart/kind/curve.h"
#include "helpers/strictlog.h"

#include <QTest>

#include <algorithm>

using namespace boxmark;

namespace {

QList<QPointF> ramp(int count)
{
    QList<QPointF> points;
    for (int index = 0; index < count; ++index)
        points.append(QPointF(index, index % 10));
    return points;
}

double highest(const QList<QPointF> &points)
{
    return std::max_element(points.begin(), points.end(), [](auto &a, auto &b) { return a.y() < b.y(); })->y();
}

} // namespace

class DecimateTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void fewPointsStayAsTheyAre();
    void oneNeighbourOnEachSideIsKept();
    void theHighestAndLowestOfEachColumnSurvive();
    void curvesStayBounded();
    void aCurveKeepsItsPeakOrItsMean();
};

void DecimateTest::fewPointsStayAsTheyAre()
{
    QCOMPARE(decimate(ramp(50), {0, 49}, 100), ramp(50));
    QVERIFY(decimate({}, {0, 1}, 100).isEmpty());
}

void DecimateTest::oneNeighbourOnEachSideIsKept()
{
    const auto points = decimate(ramp(100), {20.5, 30.5}, 100);
    QCOMPARE(points.first().x(), 20.0);
    QCOMPARE(points.last().x(), 31.0);
    QVERIFY(decimate(ramp(10), {100, 200}, 100).size() <= 1);
}

void DecimateTest::theHighestAndLowestOfEachColumnSurvive()
{
    auto points = ramp(100'000);
    points[54'321].setY(500);
    points[77'777].setY(-500);
    const auto drawn = decimate(points, {0, 99'999}, 200);
    QVERIFY(drawn.size() <= 402);
    QVERIFY(drawn.contains(points[54'321]));
    QVERIFY(drawn.contains(points[77'777]));
    QVERIFY(std::is_sorted(drawn.begin(), drawn.end(), [](auto &a, auto &b) { return a.x() < b.x(); }));
}

void DecimateTest::curvesStayBounded()
{
    Curve curve(Curve::Fold::Mean, 100);
    for (int index = 0; index < 100'000; ++index) {
        curve.add(index, 3);
        QVERIFY(curve.points().size() < 100);
    }
    QVERIFY(curve.points().size() >= 45);
    QVERIFY(std::all_of(curve.points().begin(), curve.points().end(), [](auto &point) { return point.y() == 3; }));
    QVERIFY(curve.points().last().x() > 97'000);
}

void DecimateTest::aCurveKeepsItsPeakOrItsMean()
{
    Curve peak(Curve::Fold::Maximum, 64);
    Curve mean(Curve::Fold::Mean, 64);
    for (int index = 0; index < 64 * 16; ++index) {
        const double value = index == 700 ? 1000 : index % 2 == 0 ? 10 : 20;
        peak.add(index, value);
        mean.add(index, index == 700 ? 10 : value);
    }
    QCOMPARE(highest(peak.points()), 1000.0);
    QCOMPARE(highest(mean.points()), 15.0);
}

QTEST_APPLESS_MAIN(DecimateTest)
#include "tst_decimate.moc"
