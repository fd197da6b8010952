// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/comparisontable.h"
#include "gui/widget/tabletext.h"
#include "helpers/strictlog.h"
#include "model/metricgroup.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QGuiApplication>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

/// Of round after round, one value a target.
struct Round
{
    double process;
    double docker;
};

TrialFigures figures(const QString &target, int round, double p50, double rate)
{
    TrialFigures result;
    result.target = target;
    result.round = round;
    result.values = {{u"response_time_p50"_s, p50}, {u"throughput"_s, rate}};
    if (target == u"docker")
        result.values.insert(u"image_size"_s, 4.0 * 1024 * 1024);
    return result;
}

Comparison comparisonOf(const QList<Round> &rounds)
{
    QList<TrialFigures> trials;
    for (int round = 0; round < rounds.size(); ++round) {
        trials.append(figures(u"process"_s, round + 1, rounds[round].process, 1000 / rounds[round].process));
        trials.append(figures(u"docker"_s, round + 1, rounds[round].docker, 1000 / rounds[round].docker));
    }
    return compareFigures(trials, {});
}

Comparison threeRounds()
{
    return comparisonOf({{0.5, 0.8}, {0.4, 0.6}, {0.6, 1.2}});
}

/// Every trial of docker takes half as long again.
Comparison clearlySlower()
{
    return comparisonOf({{0.500, 0.751}, {0.501, 0.753}, {0.502, 0.752}, {0.499, 0.748}, {0.503, 0.754}});
}

QString cellOf(const ComparisonModel &model, const QString &metric, int target)
{
    return model.index(model.rowOf(metric), target).data().toString();
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
    void aBaselineGivesEffectSignAndVerdict();
    void theToneFollowsWhatIsBetterAndNotTheSign();
    void anotherBaselineOrNoneTakesTheVerdictsAway();
    void metricsStandBelowTheirGroups();
    void onlyHeadlineFiguresCanBeShown();
    void caveatsMarkTheColumnAndTheFiguresTheyConcern();
    void selectedCellsAreCopiedWithTheirNames();
    void theWholeTableIsCopiedAsMarkdown();
};

void ComparisonModelTest::keepsTheContractOfItemModels()
{
    ComparisonModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setComparison(threeRounds(), {});
    model.setVerdicts(verdictsOf(model.comparison(), u"process"_s));
    model.setGrouping(ComparisonModel::Grouping::ByGroup);
    model.setShown(ComparisonModel::Shown::Headline);
    model.setCaveats({{u"docker"_s, {CaveatKind::Disturbed, u"Busy."_s}, {1}}});
    model.setComparison({}, {});
    QCOMPARE(model.rowCount(), 0);
    model.setComparison(threeRounds(), {});
    QCOMPARE(model.columnCount(), 2);
}

void ComparisonModelTest::showsMedianAndIntervalInUnits()
{
    ComparisonModel model;
    model.setComparison(threeRounds(), {});
    const int row = model.rowOf(u"response_time_p50"_s);
    QCOMPARE(model.headerData(row, Qt::Vertical).toString(), u"Response time p50"_s);
    QCOMPARE(model.headerData(row, Qt::Vertical, ComparisonModel::DirectionRole).toString(), u"lower is better"_s);
    QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), u"process"_s);
    QCOMPARE(model.index(row, 0).data().toString(), u"500 µs [400 – 600]"_s);
    QVERIFY(model.index(row, 0).data(Qt::AccessibleTextRole).toString().startsWith(u"Response time p50, process: "_s));
    QVERIFY(
        model.index(row, 0).data(Qt::ToolTipRole).toString().startsWith(findMetric(u"response_time_p50"_s)->meaning));
}

void ComparisonModelTest::whatWasNotMeasuredIsSaidAndNotZero()
{
    ComparisonModel model;
    model.setComparison(threeRounds(), {});
    model.setVerdicts(verdictsOf(model.comparison(), u"docker"_s));
    QCOMPARE(cellOf(model, u"image_size"_s, 0), u"not measured"_s);
    QVERIFY(cellOf(model, u"image_size"_s, 1).startsWith(u"4.00 MiB"_s));
}

void ComparisonModelTest::aBaselineGivesEffectSignAndVerdict()
{
    ComparisonModel model;
    model.setComparison(clearlySlower(), {});
    const Verdicts verdicts = verdictsOf(model.comparison(), u"process"_s);
    model.setVerdicts(verdicts);
    const CellText cell = model.cell(model.rowOf(u"response_time_p50"_s), 1);
    const MetricVerdict &verdict = verdicts.targets.first().metrics.first();
    QCOMPARE(verdict.metric.name, u"response_time_p50"_s);
    QCOMPARE(cell.verdict, u"▲ %1 %2"_s.arg(effectText(verdict), verdictText(verdict, verdicts.rule)));
    QVERIFY2(cell.verdict.contains(u"×1.50 ["_s) && cell.verdict.endsWith(u"slower"_s), qPrintable(cell.verdict));
    QVERIFY(model.cell(model.rowOf(u"response_time_p50"_s), 0).verdict.isEmpty()); // the baseline itself

    model.setComparison(comparisonOf({{0.5, 0.8}, {0.4, 0.3}, {0.6, 0.7}}), {});
    model.setVerdicts(verdictsOf(model.comparison(), u"process"_s));
    const CellText doubtful = model.cell(model.rowOf(u"response_time_p50"_s), 1);
    QVERIFY2(doubtful.verdict.startsWith(u"? ×"_s) && doubtful.verdict.contains(u"cannot tell"_s),
        qPrintable(doubtful.verdict));
    QCOMPARE(doubtful.tone, Tone::Unknown);
}

void ComparisonModelTest::theToneFollowsWhatIsBetterAndNotTheSign()
{
    ComparisonModel model;
    model.setComparison(clearlySlower(), {});
    model.setVerdicts(verdictsOf(model.comparison(), u"process"_s));
    QCOMPARE(model.cell(model.rowOf(u"response_time_p50"_s), 1).tone, Tone::Worse);
    const CellText rate = model.cell(model.rowOf(u"throughput"_s), 1);
    QCOMPARE(rate.tone, Tone::Worse); // lower, where higher is better
    QVERIFY(rate.verdict.startsWith(u"▼"_s));
    model.setVerdicts(verdictsOf(model.comparison(), u"docker"_s));
    QCOMPARE(model.cell(model.rowOf(u"response_time_p50"_s), 0).tone, Tone::Better);
    QVERIFY(model.cell(model.rowOf(u"response_time_p50"_s), 0).verdict.endsWith(u"faster"_s));
    for (const Verdict word : {Verdict::Lower, Verdict::Higher}) {
        const MetricVerdict planned {*findMetric(u"offered_rate"_s), {}, {.verdict = word}};
        QCOMPARE(toneOf(planned), Tone::Same); // what the plan says praises and blames nobody
    }
}

void ComparisonModelTest::anotherBaselineOrNoneTakesTheVerdictsAway()
{
    ComparisonModel model;
    model.setComparison(clearlySlower(), {});
    model.setVerdicts(verdictsOf(model.comparison(), u"process"_s));
    QVERIFY(model.hasVerdicts());
    model.setVerdicts({});
    QVERIFY(!model.hasVerdicts());
    QVERIFY(model.cell(0, 1).verdict.isEmpty());
    model.setVerdicts(verdictsOf(model.comparison(), u"process"_s));
    model.setComparison(threeRounds(), {}); // other figures
    QVERIFY(model.cell(0, 1).verdict.isEmpty());
}

void ComparisonModelTest::metricsStandBelowTheirGroups()
{
    ComparisonModel model;
    model.setGrouping(ComparisonModel::Grouping::ByGroup);
    model.setComparison(threeRounds(), {});
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row)
        rows.append((model.isHeading(row) ? u"# "_s : QString()) + model.headerData(row, Qt::Vertical).toString());
    QCOMPARE(rows,
        (QStringList {
            u"# Latency"_s, u"Response time p50"_s, u"# Rates"_s, u"Throughput"_s, u"# Footprint"_s, u"Image size"_s}));
    QCOMPARE(model.flags(model.index(0, 0)), Qt::NoItemFlags);
    for (const Metric &metric : allMetrics())
        QVERIFY2(groupOf(metric) != MetricGroup::Other, qPrintable(metric.name));
}

void ComparisonModelTest::onlyHeadlineFiguresCanBeShown()
{
    ComparisonModel model;
    model.setComparison(threeRounds(), {});
    model.setShown(ComparisonModel::Shown::Headline);
    QVERIFY(model.rowOf(u"throughput"_s) >= 0);
    QCOMPARE(model.rowOf(u"image_size"_s), -1);
    model.setShown(ComparisonModel::Shown::All);
    QVERIFY(model.rowOf(u"image_size"_s) >= 0);
}

void ComparisonModelTest::caveatsMarkTheColumnAndTheFiguresTheyConcern()
{
    ComparisonModel model;
    model.setComparison(threeRounds(), {});
    model.setCaveats({{u"docker"_s, {CaveatKind::Floor, u"The path alone takes 90 µs."_s}, {1}},
        {u"docker"_s, {CaveatKind::Disturbed, u"Steal of 12 %."_s}, {2}},
        {u"process"_s, {CaveatKind::Note, u"No limit was applied."_s}, {1}}});
    QCOMPARE(model.headerData(0, Qt::Horizontal).toString(), u"process"_s);
    QVERIFY(model.headerData(0, Qt::Horizontal, Qt::ToolTipRole).toString().contains(u"No limit was applied."_s));
    QCOMPARE(model.headerData(1, Qt::Horizontal).toString(), u"docker\n⚠ disturbed, near the floor"_s);
    QCOMPARE(model.cell(model.rowOf(u"response_time_p50"_s), 1).mark, u"⚠ near the floor"_s);
    QVERIFY(model.index(model.rowOf(u"response_time_p50"_s), 1)
                .data(Qt::ToolTipRole)
                .toString()
                .contains(u"The path alone takes 90 µs."_s));
    QVERIFY(model.cell(model.rowOf(u"throughput"_s), 1).mark.isEmpty());
    QVERIFY(model.cell(model.rowOf(u"response_time_p50"_s), 0).mark.isEmpty());
}

void ComparisonModelTest::selectedCellsAreCopiedWithTheirNames()
{
    ComparisonTable table;
    table.setComparison(threeRounds(), {});
    const int row = table.comparisonModel().rowOf(u"response_time_p50"_s);
    table.selectionModel()->select(table.model()->index(row, 0), QItemSelectionModel::Select);
    QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"\tprocess\nResponse time p50\t500 µs [400 – 600]"_s);
}

void ComparisonModelTest::theWholeTableIsCopiedAsMarkdown()
{
    ComparisonTable table;
    table.setGrouping(ComparisonModel::Grouping::ByGroup);
    table.setComparison(threeRounds(), {});
    const QStringList lines = asMarkdownTable(table.copiedRows(false)).split(u'\n');
    QCOMPARE(lines[0], u"|  | process | docker |"_s);
    QCOMPARE(lines[1], u"| --- | --- | --- |"_s);
    QVERIFY(lines[2].startsWith(u"| Response time p50 | 500 µs"_s)); // headings of groups are left out
    QCOMPARE(lines.size(), 6); // two of headings, three metrics, the end
    QCOMPARE(asMarkdownTable({{u"a|b"_s}, {u"c\nd"_s}}), u"| a\\|b |\n| --- |\n| c d |\n"_s);
}

QTEST_MAIN(ComparisonModelTest)
#include "tst_comparisonmodel.moc"
