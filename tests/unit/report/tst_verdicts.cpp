// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "report/reportfacts.h"
#include "report/verdict/selfcheck.h"
#include "report/verdict/verdicts.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

QList<TrialFigures> trialsOf(const QString &target, const QString &metric, const QList<double> &values)
{
    QList<TrialFigures> trials;
    for (const double value : values) {
        TrialFigures figures;
        figures.target = target;
        figures.round = static_cast<int>(trials.size()) + 1;
        figures.values[metric] = value;
        trials.append(figures);
    }
    return trials;
}

Comparison twoTargets(const QString &metric, const QList<double> &process, const QList<double> &docker)
{
    return compareFigures(trialsOf(u"process"_s, metric, process) + trialsOf(u"docker"_s, metric, docker), {});
}

MetricVerdict only(const Comparison &comparison)
{
    const Verdicts verdicts = verdictsOf(comparison, u"process"_s);
    return verdicts.targets.value(0).metrics.value(0);
}

QString textOf(const Comparison &comparison, const QString &baseline)
{
    return verdictsAsText(comparison, verdictsOf(comparison, baseline));
}

const QList<double> steady {100, 102, 99, 101, 98};

} // namespace

class TestVerdicts : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void withoutProofThereIsNoImprovement()
    {
        QCOMPARE(improvementText(only(twoTargets(u"cold_start"_s, {100}, {50}))), u"cannot tell"_s);
        QCOMPARE(improvementText(only(twoTargets(u"error_rate"_s, steady, {0, 0, 0, 0, 0}))), QString());
    }

    void theWordFitsTheMetric_data()
    {
        QTest::addColumn<QString>("metric");
        QTest::addColumn<double>("factor");
        QTest::addColumn<QString>("word");
        QTest::addColumn<QString>("improvement");
        QTest::newRow("a longer time") << u"cold_start"_s << 1.5 << u"slower"_s << u"\u221250.0 % ["_s;
        QTest::newRow("a shorter time") << u"service_time_p99"_s << 0.5 << u"faster"_s << u"+50.0 % ["_s;
        QTest::newRow("more requests a second") << u"throughput"_s << 1.5 << u"faster"_s << u"+50.0 % ["_s;
        QTest::newRow("fewer requests a second") << u"throughput"_s << 0.5 << u"slower"_s << u"\u221250.0 % ["_s;
        QTest::newRow("memory") << u"memory_host_peak"_s << 1.5 << u"more"_s << u"\u221250.0 % ["_s;
        QTest::newRow("CPU") << u"cpu_host_mean"_s << 0.5 << u"less"_s << u"+50.0 % ["_s;
        QTest::newRow("what the plan says") << u"offered_rate"_s << 1.5 << u"more"_s << QString();
        QTest::newRow("what the generator does") << u"send_lateness_p99"_s << 1.5 << u"more"_s << QString();
        QTest::newRow("much the same") << u"cold_start"_s << 1.01 << u"equivalent within 5 %"_s << u"none"_s;
        QTest::newRow("the same") << u"image_size"_s << 1.0 << u"the same in every trial"_s << u"none"_s;
    }

    void theWordFitsTheMetric()
    {
        QFETCH(QString, metric);
        QFETCH(double, factor);
        QFETCH(QString, word);
        QFETCH(QString, improvement);
        QList<double> other;
        for (const double value : steady)
            other.append(value * factor);
        if (factor != 1.0)
            other[2] *= 1.001; // so that not every ratio is the very same
        const MetricVerdict verdict = only(twoTargets(metric, steady, other));
        QCOMPARE(verdictText(verdict, {}), word);
        QVERIFY2(improvementText(verdict).startsWith(improvement), qPrintable(improvementText(verdict)));
        QCOMPARE(improvementText(verdict).isEmpty(), improvement.isEmpty());
        if (improvement.isEmpty())
            QVERIFY(tendencyOf(verdict) == Tendency::Neither);
    }

    void theRatioIsToldWithItsInterval()
    {
        const MetricVerdict verdict = only(twoTargets(u"cold_start"_s, steady, {152, 150, 149, 153, 147}));
        QCOMPARE(effectText(verdict), u"×1.50 [1.48 … 1.53]"_s);
        QCOMPARE(effectText(only(twoTargets(u"cold_start"_s, {10}, {1234}))), u"×123"_s);
        QCOMPARE(effectText(only(twoTargets(u"cold_start"_s, {10000}, {999'600}))), u"×100"_s);
        QCOMPARE(effectText(only(twoTargets(u"cold_start"_s, {10, 10}, {10, 90}))), u"×3.00 [<0.00300 … >3000]"_s);
        QCOMPARE(effectText(only(twoTargets(u"image_size"_s, {1000, 1000, 1000}, {3, 3, 3}))), u"×0.00300"_s);
    }

    void ratesThatAreZeroAreToldAsDifferences()
    {
        const MetricVerdict verdict = only(twoTargets(u"error_rate"_s, {0, 0, 0, 0, 0}, {4, 5, 6, 5, 5}));
        QVERIFY2(effectText(verdict).startsWith(u"+5.00 % ["_s), qPrintable(effectText(verdict)));
        QCOMPARE(verdictText(verdict, {}), u"more"_s);
    }

    void trialsOfOneRoundArePaired()
    {
        // Docker lacks the second round and the process the fourth.
        QList<TrialFigures> trials = trialsOf(u"process"_s, u"cold_start"_s, {100, 200, 300})
            + trialsOf(u"docker"_s, u"cold_start"_s, {110, 0, 330, 4000});
        trials.removeAt(4);
        const Comparison comparison = compareFigures(trials, {});
        const ValuesOfTwo values = valuesOfTwo(comparison, u"cold_start"_s, u"process"_s, u"docker"_s);
        QVERIFY(values.paired);
        QCOMPARE(values.baseline, (std::vector<double> {100, 300}));
        QCOMPARE(values.target, (std::vector<double> {110, 330}));
    }

    void trialsOfTwoSessionsAreNot()
    {
        QList<TrialFigures> before = trialsOf(u"docker (a)"_s, u"cold_start"_s, steady);
        QList<TrialFigures> after = trialsOf(u"docker (b)"_s, u"cold_start"_s, {150, 152, 149});
        for (TrialFigures &trial : before)
            trial.session = u"a"_s;
        for (TrialFigures &trial : after)
            trial.session = u"b"_s;
        const Comparison comparison = compareFigures(before + after, {});
        const Verdicts verdicts = verdictsOf(comparison, u"docker (a)"_s);
        const MetricVerdict &verdict = verdicts.targets.first().metrics.first();
        QVERIFY(!verdict.effect.paired);
        QCOMPARE(verdictText(verdict, {}), u"cannot tell: at least 4 trials of each are needed, and 3 measured it"_s);
        QVERIFY(textOf(comparison, u"docker (a)"_s).contains(u"Two samples of 3 trials never differ"_s));
    }

    void whatSoFewTrialsCannotShowIsSaid()
    {
        const Comparison one = twoTargets(u"cold_start"_s, {10}, {90});
        QCOMPARE(verdictText(only(one), {}), u"cannot tell: at least 3 trials of each are needed, and 1 measured it"_s);
        QVERIFY(textOf(one, u"process"_s).contains(u"Fewer than 3 rounds"_s));
        const Comparison five = twoTargets(u"cold_start"_s, steady, {104, 99, 107, 103, 108});
        const QString doubt = verdictText(only(five), {});
        QVERIFY2(doubt.startsWith(u"cannot tell yet: about "_s), qPrintable(doubt));
        QVERIFY(textOf(five, u"process"_s).contains(u"Fewer than 6 rounds"_s)
            || textOf(five, u"process"_s).contains(u"fewer than 6 rounds"_s));
    }

    void aBaselineByItselfHasNothingToSay()
    {
        QCOMPARE(textOf(compareFigures(trialsOf(u"process"_s, u"cold_start"_s, steady), {}), u"process"_s), QString());
        QCOMPARE(textOf(compareFigures({}, {}), QString()), QString());
    }

    void theBaselineIsChosen()
    {
        const Comparison comparison = twoTargets(u"cold_start"_s, {152, 150, 149, 153, 147}, steady);
        QVERIFY(textOf(comparison, u"docker"_s).contains(u"process against docker (5 round"_s));
        QCOMPARE(verdictText(verdictsOf(comparison, u"docker"_s).targets[0].metrics[0], {}), u"slower"_s);
    }

    void aSelfCheckOfEqualsClaimsLittle()
    {
        const SelfCheck check = checkSelf(twoTargets(u"cold_start"_s, steady, {101, 97, 103, 100, 102}));
        QCOMPARE(check.target, u"process"_s);
        QCOMPARE(check.claimed, 0);
        QCOMPARE(check.ways, 16);
        QCOMPARE(check.comparisons, 16);
        QVERIFY(check.claimedComparisons <= 2); // the observed signs and their mirror at most
        const QString text = selfCheckAsText(check);
        QVERIFY2(text.contains(u"in 0 of 1 metrics"_s), qPrintable(text));
        QVERIFY(text.contains(u"(16 ways)"_s));
    }

    void aSelfCheckFindsAComputerThatPrefersOneName()
    {
        const SelfCheck check = checkSelf(twoTargets(u"cold_start"_s, steady, {151, 149, 153, 148, 152}));
        QCOMPARE(check.claimed, 1);
        QVERIFY(check.claimedComparisons >= 1);
        QCOMPARE(
            selfCheckAsText(checkSelf(compareFigures({}, {}))), u"The self-check has no two trials to compare.\n"_s);
    }

    void manyRoundsAreSwappedInDrawnWays()
    {
        QList<double> left;
        QList<double> right;
        for (int i = 0; i < 20; ++i) {
            left.append(100 + i % 7);
            right.append(100 + i % 5);
        }
        const SelfCheck check = checkSelf(twoTargets(u"cold_start"_s, left, right));
        QCOMPARE(check.ways, 512);
        QVERIFY(check.claimedComparisons <= check.comparisons / 20);
    }
};

QTEST_GUILESS_MAIN(TestVerdicts)
#include "tst_verdicts.moc"
