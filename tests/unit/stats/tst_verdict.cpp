// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "stats/verdict.h"
#include "unit/stats/references.h"

using namespace boxmark;
using test::Sample;

namespace {

Judgement judgePaired(const Sample &baseline, const Sample &target)
{
    const Effect effect = pairedEffect(baseline, target);
    return judge(std::span(&effect, 1)).front();
}

Judgement judgeUnpaired(const Sample &baseline, const Sample &target)
{
    const Effect effect = unpairedEffect(baseline, target);
    return judge(std::span(&effect, 1)).front();
}

} // namespace

class TestVerdict : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void whatDriftsFromRoundToRoundFallsOutOfPairedRatios()
    {
        const Sample baseline {100, 130, 90, 160, 120};
        Sample target;
        for (std::size_t i = 0; i < baseline.size(); ++i)
            target.push_back(baseline[i] * (1.10 + 0.002 * static_cast<double>(i)));
        const Effect paired = pairedEffect(baseline, target);
        QVERIFY(std::abs(paired.mean.value - 1.104) < 1e-5);
        QVERIFY(paired.mean.low > 1.09 && paired.mean.high < 1.11);
        QCOMPARE(judgePaired(baseline, target).verdict, Verdict::Higher);
        QCOMPARE(judgePaired(target, baseline).verdict, Verdict::Lower);
        QCOMPARE(judgeUnpaired(baseline, target).verdict, Verdict::CannotTell);
    }

    void aDifferenceThatIsSureButSmallIsNone()
    {
        const Judgement judgement = judgePaired({100, 101, 100, 102, 99}, {102, 103, 102.1, 104, 101});
        QCOMPARE(judgement.verdict, Verdict::Equivalent);
        QVERIFY(judgement.adjustedP < 0.001);
    }

    void whatCannotBeToldSaysHowManyMoreTrialsWouldDo()
    {
        const Sample baseline {100, 104, 97, 103, 99};
        const Sample target {103, 99, 107, 104, 108};
        const Judgement judgement = judgePaired(baseline, target);
        QCOMPARE(judgement.verdict, Verdict::CannotTell);
        QVERIFY(judgement.moreTrials && *judgement.moreTrials > 0);
        // As many trials of the same scatter do tell.
        Sample moreBaseline;
        Sample moreTarget;
        for (int i = 0; i < 5 + *judgement.moreTrials; ++i) {
            moreBaseline.push_back(baseline[static_cast<std::size_t>(i) % 5]);
            moreTarget.push_back(target[static_cast<std::size_t>(i) % 5]);
        }
        const Effect more = pairedEffect(moreBaseline, moreTarget);
        QVERIFY(more.p < 0.06 && more.p < pairedEffect(baseline, target).p / 2); // about
    }

    void twoRoundsAndOneTrialTellNothing()
    {
        QCOMPARE(judgePaired({100, 100}, {200, 200}).verdict, Verdict::CannotTell);
        const Judgement one = judgePaired({100}, {200});
        QCOMPARE(one.verdict, Verdict::CannotTell);
        QVERIFY(!one.moreTrials);
        QCOMPARE(pairedEffect(Sample {100}, Sample {200}).mean.value, 2.0);
    }

    void threeTrialsThatAreNotPairedTellNothingHoweverFarApart()
    {
        const Judgement three = judgeUnpaired({1, 1.01, 1.02}, {100, 101, 102});
        QCOMPARE(three.verdict, Verdict::CannotTell);
        QCOMPARE(three.moreTrials, 1);
        QCOMPARE(judgeUnpaired({1, 1.01, 1.02, 1.03}, {100, 101, 102, 103}).verdict, Verdict::Higher);
    }

    void aSingleDisturbedTrialNeitherMakesNorHidesAVerdictBySides()
    {
        // Four rounds say "slower", one says "much faster": nobody can tell.
        QCOMPARE(judgePaired({100, 100, 101, 99, 300}, {103, 104, 103, 103, 100}).verdict, Verdict::CannotTell);
        // Student's interval alone would claim what one of ten rounds contradicts.
        const Effect effect = pairedEffect(Sample {100, 100, 100, 100, 100}, Sample {110, 111, 112, 110, 99.9});
        QVERIFY(effect.rank.low < 1);
        QCOMPARE(judge(std::span(&effect, 1)).front().verdict, Verdict::CannotTell);
    }

    void valuesThatMayBeZeroAreComparedByDifference()
    {
        const Effect none = pairedEffect(Sample {0, 0, 0, 0, 0}, Sample {0, 0, 0, 0, 0});
        QCOMPARE(none.scale, Effect::Scale::Difference);
        QCOMPARE(judge(std::span(&none, 1)).front().verdict, Verdict::Equivalent);
        QCOMPARE(judgePaired({0, 0, 0, 0, 0}, {0, 0, 0.5, 0, 0}).verdict, Verdict::CannotTell);
        const Effect some = pairedEffect(Sample {0, 0, 0, 0, 0}, Sample {4, 5, 6, 5, 5});
        QCOMPARE(some.mean.value, 5.0);
        QCOMPARE(judge(std::span(&some, 1)).front().verdict, Verdict::Higher);
    }

    void sizesThatAreAlwaysTheSameNeedNoInterval()
    {
        QCOMPARE(judgePaired({7, 7, 7}, {7, 7, 7}).verdict, Verdict::Equivalent);
        QCOMPARE(judgePaired({7, 7, 7}, {9, 9, 9}).verdict, Verdict::Higher);
        QCOMPARE(judgeUnpaired({7, 7, 7, 7}, {5, 5, 5, 5}).verdict, Verdict::Lower);
    }

    void severalTargetsOfOneMetricAreHeldAgainstHolm()
    {
        const Sample baseline {100, 100, 100, 100, 100};
        const Sample target {103, 112, 104, 118, 109};
        QCOMPARE(judgePaired(baseline, target).verdict, Verdict::Higher); // p = 0.03
        const Sample noise {98, 103, 100, 99, 101};
        const std::vector<Effect> effects {
            pairedEffect(baseline, target), pairedEffect(baseline, noise), pairedEffect(baseline, noise)};
        const std::vector<Judgement> judgements = judge(effects);
        QCOMPARE(judgements.size(), 3U);
        QCOMPARE(judgements[0].verdict, Verdict::CannotTell);
        QVERIFY(std::abs(judgements[0].adjustedP - 3 * effects[0].p) < 1e-12);
    }

    void theTwinsAgreeOnOrdinaryTrials()
    {
        const Effect effect = unpairedEffect(test::jsonOld, test::jsonNew);
        QVERIFY(std::abs(effect.mean.value - effect.rank.value) < 0.005);
        QCOMPARE(effect.baselineTrials, 10U);
        COMPARE_PRINTED(effect.rankP, "1.0825e-5");
        COMPARE_PRINTED(100 * effect.rank.confidence, "95.67");
    }
};

QTEST_GUILESS_MAIN(TestVerdict)
#include "tst_verdict.moc"
