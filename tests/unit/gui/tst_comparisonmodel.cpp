// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/comparisontable.h"
#include "helpers/strictlog.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

TrialFigures figures(TrialId trial, const QString &target, double p50, std::optional<double> image = {})
{
    TrialFigures result;
    result.trial = trial;
    result.target = target;
    result.values.insert(u"response_time_p50"_s, p50);
    if (image)
        result.values.insert(u"image_size"_s, *image);
    return result;
}

Comparison twoTargets()
{
    return compareFigures({figures(1, u"process"_s, 0.5), figures(2, u"docker"_s, 0.8, 4.0 * 1024 * 1024),
                              figures(3, u"process"_s, 0.4), figures(4, u"docker"_s, 0.6, 4.0 * 1024 * 1024),
                              figures(5, u"process"_s, 0.6), figures(6, u"docker"_s, 1.2, 4.0 * 1024 * 1024)},
        {});
}

int rowOf(const ComparisonModel &model, const QString &metric)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        if (model.comparison().rows[row].metric.name == metric)
            return row;
    }
    return -1;
}

} // namespace

class ComparisonModelTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void keepsTheContractOfItemModels();
    void showsMedianAndIntervalInUnits();
    void whatWasNotMeasuredIsSaidAndNotZero();
    void theBaselineGivesRatios();
    void aBaselineThatIsGoneIsForgotten();
    void selectedCellsCanBeCopied();
};

void ComparisonModelTest::keepsTheContractOfItemModels()
{
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setComparison(twoTargets(), {});
    model.setBaseline(u"process"_s);
    model.setComparison({}, {});
    QCOMPARE(model.rowCount(), 0);
    model.setComparison(twoTargets(), {});
    QCOMPARE(model.columnCount(), 4);
}

void ComparisonModelTest::showsMedianAndIntervalInUnits()
{
    ComparisonModel model;
    model.setComparison(twoTargets(), {});
    const int row = rowOf(model, u"response_time_p50"_s);
    QVERIFY(row >= 0);
    QCOMPARE(model.index(row, 0).data().toString(), u"Response time p50"_s);
    QCOMPARE(model.index(row, 3).data().toString(), u"lower is better"_s);
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), u"process"_s);
    QCOMPARE(model.index(row, 1).data().toString(), u"500 µs [400 – 600]"_s);
}

void ComparisonModelTest::whatWasNotMeasuredIsSaidAndNotZero()
{
    ComparisonModel model;
    model.setComparison(twoTargets(), {});
    const int row = rowOf(model, u"image_size"_s);
    QVERIFY(row >= 0);
    QCOMPARE(model.cellText(row, 0), u"not measured"_s);
    QVERIFY(model.cellText(row, 1).startsWith(u"4.00 MiB"_s));
    model.setBaseline(u"docker"_s);
    QCOMPARE(model.cellText(row, 0), u"not measured"_s);
}

void ComparisonModelTest::theBaselineGivesRatios()
{
    ComparisonModel model;
    model.setComparison(twoTargets(), {});
    const int row = rowOf(model, u"response_time_p50"_s);
    QVERIFY(!model.cellText(row, 1).contains(u'×'));
    model.setBaseline(u"process"_s);
    QVERIFY(model.cellText(row, 1).endsWith(u"1.60 ×"_s)); // 0.8 ÷ 0.5
    QVERIFY(!model.cellText(row, 0).contains(u'×'));
    const int image = rowOf(model, u"image_size"_s);
    QVERIFY(!model.cellText(image, 1).contains(u'×')); // the baseline has none
}

void ComparisonModelTest::aBaselineThatIsGoneIsForgotten()
{
    ComparisonModel model;
    model.setComparison(twoTargets(), {});
    model.setBaseline(u"process"_s);
    model.setComparison(compareFigures({figures(1, u"vm"_s, 2), figures(2, u"docker"_s, 1)}, {}), {});
    const int row = rowOf(model, u"response_time_p50"_s);
    for (int target = 0; target < 2; ++target)
        QVERIFY(!model.cellText(row, target).contains(u'×'));
    model.setBaseline(u"nobody"_s);
    QVERIFY(!model.cellText(row, 0).contains(u'×'));
}

void ComparisonModelTest::selectedCellsCanBeCopied()
{
    ComparisonTable table;
    table.setComparison(twoTargets(), {});
    const int row = rowOf(table.comparisonModel(), u"response_time_p50"_s);
    table.selectionModel()->select(table.model()->index(row, 0), QItemSelectionModel::Select);
    table.selectionModel()->select(table.model()->index(row, 1), QItemSelectionModel::Select);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"Response time p50\t500 µs [400 – 600]"_s);
}

QTEST_MAIN(ComparisonModelTest)
#include "tst_comparisonmodel.moc"
