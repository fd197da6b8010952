// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessionfixture.h"
#include "helpers/strictlog.h"
#include "report/report.h"
#include "report/verdict/headlines.h"

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;

namespace {

TrialFigures figuresOf(TrialId id, const QString &target, QMap<QString, double> values)
{
    TrialFigures figures;
    figures.trial = id;
    figures.target = target;
    figures.values = std::move(values);
    return figures;
}

QList<TrialFigures> coldStarts(const QString &target, std::initializer_list<double> values)
{
    QList<TrialFigures> trials;
    for (const double value : values)
        trials.append(figuresOf(static_cast<TrialId>(trials.size() + 1), target, {{u"cold_start"_s, value}}));
    return trials;
}

} // namespace

class TestComparison : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void cellsAreMediansOfTrialsWithTheirInterval()
    {
        const Comparison comparison = compareFigures(coldStarts(u"docker"_s, {5, 1, 9, 7, 3, 8, 2, 6, 4})
                + coldStarts(u"process"_s, {10, 30, 20}) + coldStarts(u"vm"_s, {7}),
            {});
        QCOMPARE(comparison.targets, (QList<QString> {u"docker"_s, u"process"_s, u"vm"_s})); // as first met
        QCOMPARE(comparison.rows.size(), 1);
        const QList<ComparisonCell> &cells = comparison.rows.first().cells;
        QCOMPARE(cells[0].trials, 9);
        QCOMPARE(cells[0].median, 5.0);
        QCOMPARE(cells[0].low, 2.0);
        QCOMPARE(cells[0].high, 8.0);
        QVERIFY(std::abs(cells[0].confidence - 0.9609375) < 1e-12);
        QCOMPARE(cells[0].minimum, 1.0);
        QCOMPARE(cells[0].maximum, 9.0);
        QCOMPARE(cells[1].median, 20.0);
        QCOMPARE(cells[1].low, 10.0); // fewer than six: the range
        QCOMPARE(cells[1].high, 30.0);
        QCOMPARE(cells[1].confidence, 0.75);
        QCOMPARE(cells[2].trials, 1);
        QCOMPARE(cells[2].low, 7.0);
        QCOMPARE(cells[2].confidence, 0.0);
    }

    void rowsStandInTheOrderOfTheMetricsAndOnlyWhereThereIsAFigure()
    {
        const Comparison comparison
            = compareFigures({figuresOf(1, u"a"_s, {{u"throughput"_s, 1}, {u"cold_start"_s, 2}}),
                                 figuresOf(2, u"b"_s, {{u"throughput"_s, 3}})},
                {u"a: x"_s});
        QCOMPARE(comparison.rows.size(), 2);
        QCOMPARE(comparison.rows[0].metric.name, u"cold_start"_s);
        QCOMPARE(comparison.rows[0].cells[1].trials, 0);
        QCOMPARE(comparison.rows[1].metric.name, u"throughput"_s);
        QCOMPARE(comparison.caveats, QList<QString> {u"a: x"_s});
        QVERIFY(compareFigures({}, {}).rows.isEmpty());
    }

    void responseTimesStandOnlyWhereALoopWasOpen()
    {
        const auto trial = [](TrialId id, const QString &target, double response) {
            return figuresOf(id, target,
                {{u"service_time_mean"_s, 2}, {u"service_time_p50"_s, 1}, {u"response_time_mean"_s, response},
                    {u"response_time_p50"_s, 1}}); // a bucket holds both medians
        };
        const auto namesOf = [](const Comparison &comparison) {
            QStringList names;
            for (const Comparison::Row &row : comparison.rows)
                names.append(row.metric.name);
            return names;
        };
        const QStringList service {u"service_time_mean"_s, u"service_time_p50"_s};
        const QStringList response {u"response_time_mean"_s, u"response_time_p50"_s};
        QCOMPARE(namesOf(compareFigures({trial(1, u"a"_s, 2), trial(2, u"b"_s, 2)}, {})), service);
        const Comparison open = compareFigures({trial(1, u"a"_s, 2), trial(2, u"b"_s, 2.001)}, {});
        QCOMPARE(namesOf(open), service + response);
        QCOMPARE(open.rows.last().cells[0].trials, 1); // beside an open loop the closed one's stands too
        QCOMPARE(headlineRows(open).first().metric.name, u"response_time_p50"_s);
        QCOMPARE(headlineRows(compareFigures({trial(1, u"a"_s, 2)}, {})).first().metric.name, u"service_time_p50"_s);
    }

    void aSessionIsComparedByItsCompletedTrials()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"x.boxmark"_s);
        Session session = fullSession();
        session.trials = {completedTrial(), completedTrial(), completedTrial(), completedTrial()};
        for (int i = 0; i < 4; ++i) {
            session.trials[i].id = i + 1;
            session.trials[i].number = 1 + i / 2;
            session.trials[i].target = i % 2 == 0 ? u"process"_s : u"docker"_s;
        }
        session.trials[1].state = TrialState::Cancelled;
        session.trials[2].coldStart = 512'345'678ns;
        session.trials[3].state = TrialState::Failed;
        session.trials[3].reason = u"The image could not be built."_s;
        auto writer = SessionWriter::create(path);
        QVERIFY(writer.ok());
        writer.value()->sessionStarted(session);
        for (int i = 1; i <= 4; ++i) {
            writer.value()->record(i, Caveat {CaveatKind::Note, u"cpus were not limited."_s});
            writer.value()->record(
                i, toBatch(realisticRequests(1000, 1000, RequestTicks(3000), RequestTicks(30'000'000))));
        }
        writer.value()->sessionEnded();

        const auto reader = openSession(path);
        QVERIFY(reader);
        const auto compared = makeReport({reader.get()});
        QVERIFY(compared.ok());
        const Comparison &comparison = compared.value().comparison;
        QCOMPARE(
            comparison.targets, (QList<QString> {u"process"_s, u"docker"_s})); // also when none of its trials completed
        QCOMPARE(comparison.trials.size(), 2);
        QCOMPARE(comparison.rows.first().cells[0].trials, 2);
        QCOMPARE(comparison.rows.first().cells[0].median, 412.345678);
        QCOMPARE(comparison.rows.first().cells[1].trials, 0);
        QCOMPARE(comparison.caveats,
            (QList<QString> {u"process: cpus were not limited."_s,
                u"process: its ceiling, in a closed loop, is 1,235 /s; that trial is not in the figures."_s,
                u"docker: cpus were not limited."_s, u"docker: trial 1 was stopped, and is not in the figures."_s,
                u"docker: trial 2 failed, and is not in the figures. The image could not be built."_s}));
    }

    void trialsThatFailedAlikeAreToldOnce()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"x.boxmark"_s);
        Session session = fullSession();
        session.trials.clear();
        for (int number = 1; number <= 5; ++number) {
            Trial trial = completedTrial();
            trial.id = trial.number = number;
            trial.target = u"docker"_s;
            trial.state = TrialState::Failed;
            trial.reason = number == 1 ? u"No engine.\nStart one."_s : u"Not tried."_s;
            session.trials.append(trial);
        }
        auto writer = SessionWriter::create(path);
        QVERIFY(writer.ok());
        writer.value()->sessionStarted(session);
        writer.value()->sessionEnded();
        const auto reader = openSession(path);
        QVERIFY(reader);
        const auto report = makeReport({reader.get()});
        QVERIFY(report.ok());
        const Comparison &comparison = report.value().comparison;
        QCOMPARE(comparison.caveats,
            (QList<QString> {u"docker: trial 1 failed, and is not in the figures. No engine.\nStart one."_s,
                u"docker: trials 2 to 5 failed, and are not in the figures. Not tried."_s}));
        QCOMPARE(report.value().caveats.last().trials, (QList<TrialId> {2, 3, 4, 5}));
        // Its lines belong together.
        QVERIFY(comparisonAsText(comparison).contains(u"\n! docker: trial 1 failed"_s));
        QVERIFY(comparisonAsText(comparison).contains(u"No engine.\n  Start one.\n"_s));
        QVERIFY(comparisonAsText(comparison).startsWith(u"Nothing was measured.\n"_s)); // no table of nothing
    }

    void theTextIsAligned()
    {
        const Comparison comparison
            = compareFigures({figuresOf(1, u"process"_s, {{u"cold_start"_s, 12.3}, {u"throughput"_s, 16000}}),
                                 figuresOf(2, u"process"_s, {{u"cold_start"_s, 14.3}, {u"throughput"_s, 15000}}),
                                 figuresOf(3, u"docker"_s, {{u"cold_start"_s, 312}})},
                {u"docker: emulated"_s});
        const QStringList lines = comparisonAsText(comparison).split(u'\n');
        QCOMPARE(lines.size(), 7);
        QVERIFY(lines[1].startsWith(u"Cold start "_s));
        QVERIFY(lines[1].contains(u"13.3 ms [12.3 – 14.3]"_s));
        QVERIFY(lines[1].endsWith(u"312 ms  lower is better"_s));
        QVERIFY(lines[2].contains(u"not measured  higher is better"_s));
        // Right-aligned: a column ends at the same place in every line.
        const qsizetype end = lines[0].indexOf(u"process"_s) + 7;
        QCOMPARE(lines[1].indexOf(u']') + 1, end);
        QCOMPARE(lines[2].indexOf(u']') + 1, end);
        QVERIFY(lines[4].contains(u"process 2, docker 1"_s));
        QVERIFY(lines[4].contains(u"50.0 %"_s) || lines[4].contains(u"50 %"_s));
        QCOMPARE(lines[5], u"! docker: emulated"_s);
    }

    void theHeadlinesSayWhatTheyLeaveOut()
    {
        TrialFigures figures = figuresOf(1, u"process"_s,
            {{u"cold_start"_s, 12.3}, {u"throughput"_s, 16000}, {u"processes_peak"_s, 2}, {u"error_rate"_s, 0}});
        const Comparison sound = compareFigures({figures}, {u"process: disturbed"_s});
        const QString text = comparisonAsText(sound, Extent::Headlines);
        QVERIFY(text.contains(u"Cold start"_s) && text.contains(u"! process: disturbed"_s));
        QVERIFY(!text.contains(u"Processes"_s) && !text.contains(u"Error rate"_s));
        QCOMPARE(leftOutByHeadlines(sound), u"2 more metrics"_s);
        // Failed requests have no latency: a target that has some must not look faster for it.
        figures.values[u"error_rate"_s] = 3;
        const Comparison failing = compareFigures({figures}, {});
        QVERIFY(comparisonAsText(failing, Extent::Headlines).contains(u"Error rate"_s));
        QCOMPARE(leftOutByHeadlines(failing), u"one more metric"_s);
        QCOMPARE(leftOutByHeadlines(compareFigures(coldStarts(u"process"_s, {12.3}), {})), QString());
    }

    void aSingleTrialHasNoBrackets()
    {
        const QString text = comparisonAsText(compareFigures(coldStarts(u"process"_s, {12.3}), {}));
        QVERIFY(!text.contains(u'['));
        QVERIFY(!text.contains(u"confidence"_s));
        QVERIFY(comparisonAsText({}).contains(u"no trial"_s));
    }
};

QTEST_GUILESS_MAIN(TestComparison)
#include "tst_comparison.moc"
