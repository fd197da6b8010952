// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "load/stepchooser.h"

#include <QTest>

using namespace boxmark;

namespace {

QList<LoadStep> stepsOfWeights(const QList<int> &weights)
{
    QList<LoadStep> steps;
    for (const int weight : weights) {
        LoadStep step;
        step.weight = weight;
        steps.append(step);
    }
    return steps;
}

QList<int> draw(StepChooser chooser, int count)
{
    QList<int> drawn;
    for (int i = 0; i < count; ++i)
        drawn.append(chooser.next());
    return drawn;
}

} // namespace

class TestStepChooser : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void everyRoundHoldsTheExactMix()
    {
        StepChooser chooser(stepsOfWeights({1, 3, 6}), 42);
        for (int round = 0; round < 100; ++round) {
            const QList<int> drawn = [&] {
                QList<int> ten;
                for (int i = 0; i < 10; ++i)
                    ten.append(chooser.next());
                return ten;
            }();
            QCOMPARE(drawn.count(0), 1);
            QCOMPARE(drawn.count(1), 3);
            QCOMPARE(drawn.count(2), 6);
        }
    }

    void oneSeedGivesOneSequence()
    {
        const StepChooser chooser(stepsOfWeights({5, 5, 5}), 7);
        QCOMPARE(draw(chooser, 300), draw(StepChooser(stepsOfWeights({5, 5, 5}), 7), 300));
    }

    void theSequenceIsTheSameOnEveryComputer()
    {
        QCOMPARE(draw(StepChooser(stepsOfWeights({2, 2}), 1), 16),
            QList<int>({0, 0, 1, 1, 0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 1}));
    }

    void anotherSeedGivesAnotherSequence()
    {
        const StepChooser one(stepsOfWeights({5, 5, 5}), 1);
        const StepChooser other(stepsOfWeights({5, 5, 5}), 2);
        QVERIFY(draw(one, 300) != draw(other, 300));
    }

    void theOrderWithinARoundVaries()
    {
        StepChooser chooser(stepsOfWeights({4, 4}), 3);
        QSet<QString> rounds;
        for (int round = 0; round < 50; ++round) {
            QString order;
            for (int i = 0; i < 8; ++i)
                order += QString::number(chooser.next());
            rounds.insert(order);
        }
        QVERIFY(rounds.size() > 10);
    }

    void hugeWeightsCostNoMemory()
    {
        StepChooser chooser(stepsOfWeights({2'000'000'000, 1}), 9);
        int rare = 0;
        for (int i = 0; i < 1000; ++i)
            rare += chooser.next();
        QVERIFY(rare <= 1);
    }

    void aWeightBelowOneCountsAsOne()
    {
        const QList<int> drawn = draw(StepChooser(stepsOfWeights({0, -4, 1}), 5), 3);
        QCOMPARE(QSet<int>(drawn.cbegin(), drawn.cend()), QSet<int>({0, 1, 2}));
    }
};

QTEST_APPLESS_MAIN(TestStepChooser)
#include "tst_stepchooser.moc"
