// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "helpers/syntheticboxes.h"
#include "report/verdict/startup.h"

#include <QTest>

using namespace boxmark;
using namespace boxmark::test;

namespace {

QList<TrialFigures> figuresOf(const QList<SyntheticTrial> &trials)
{
    QList<TrialFigures> figures;
    for (const SyntheticTrial &trial : trials) {
        FiguresAccumulator accumulator;
        accumulator.setTrial(trial.trial);
        for (const Record &record : trial.records)
            accumulator.add(record);
        figures.append(accumulator.figures());
    }
    return figures;
}

/// Three trials of each box, of which the second is the slowest and the third the fastest.
Comparison comparedBoxes()
{
    QList<SyntheticTrial> trials = boxTrials(syntheticBoxes(4), 3);
    for (SyntheticTrial &synthetic : trials) {
        const auto later = std::chrono::milliseconds(synthetic.trial.number == 2 ? 30
                : synthetic.trial.number == 1                                    ? 20
                                                                                 : 10);
        synthetic.trial.coldStart = *synthetic.trial.coldStart + later;
    }
    return compareFigures(figuresOf(trials), {});
}

const Comparison::Row *findRow(const Comparison &comparison, const QString &metric)
{
    for (const Comparison::Row &row : comparison.rows) {
        if (row.metric.name == metric)
            return &row;
    }
    return nullptr;
}

} // namespace

class TestStartupReport : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aTargetsBarIsItsTrialOfTheMedianColdStart()
    {
        const auto tracks = startupTracks(comparedBoxes(), {});
        QCOMPARE(tracks.size(), 4);
        QCOMPARE(tracks[0].target, u"process"_s);
        QCOMPARE(tracks[3].target, u"microvm (emulated)"_s);
        for (qsizetype i = 0; i < tracks.size(); ++i)
            QCOMPARE(tracks[i].phases, syntheticStart(syntheticBoxes(4)[i], 1));
    }

    void phasesAreRowsAndWhatATargetLacksIsNotMeasured()
    {
        const Comparison startup = startupComparison(comparedBoxes());
        QCOMPARE(startup.rows.size(), 9);
        const Comparison::Row *kernel = findRow(startup, u"startup_kernel"_s);
        QVERIFY(kernel);
        QCOMPARE(kernel->metric.title, u"Kernel"_s);
        QCOMPARE(kernel->cells[0].trials, 0);
        QCOMPARE(kernel->cells[2].trials, 3);
        QCOMPARE(kernel->cells[2].median, 2600.2);
        QVERIFY(!findRow(startup, u"cold_start"_s));
    }

    void aSessionWithoutPhasesHasNoWaterfall()
    {
        TrialFigures figures;
        figures.target = u"docker"_s;
        figures.values[u"cold_start"_s] = 12;
        const Comparison comparison = compareFigures({figures}, {});
        QVERIFY(startupTracks(comparison, {}).isEmpty());
        QVERIFY(startupComparison(comparison).rows.isEmpty());
    }

    void theTextMarksEmulatedTargetsAndTellsTheirStart()
    {
        const QString text = comparisonAsText(comparedBoxes());
        const QString heading = text.section(u'\n', 0, 0);
        QVERIFY(heading.contains(u"vm (emulated)"_s));
        QVERIFY(heading.contains(u"microvm (emulated)"_s));
        QVERIFY(!heading.contains(u"docker (emulated)"_s));
        QVERIFY(text.contains(u"\nStart-up phases"_s));
        QVERIFY(text.contains(u"\nFirmware"_s));
        QVERIFY(
            text.contains(u"\nmicrovm: QEMU 7.2.22 microvm, emulated, user networking, kernel 6.1.0-42-cloud-amd64, "
                          "1 CPU, 489 MiB\n"_s));
    }

    void oneEmulatedTrialMarksTheTarget()
    {
        QList<TrialFigures> figures = figuresOf(boxTrials({syntheticBoxes(4)[3]}, 3));
        figures[0].box.accelerator = Accelerator::Kvm;
        figures[2].box.accelerator = Accelerator::Kvm;
        QCOMPARE(compareFigures(figures, {}).titleOf(u"microvm"_s), u"microvm (emulated)"_s);
        figures[1].box.accelerator = Accelerator::Kvm;
        QCOMPARE(compareFigures(figures, {}).titleOf(u"microvm"_s), u"microvm"_s);
    }
};

QTEST_GUILESS_MAIN(TestStartupReport)
#include "tst_startupreport.moc"
