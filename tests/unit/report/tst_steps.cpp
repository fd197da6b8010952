// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "model/steptitle.h"
#include "report/verdict/steps.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

constexpr auto window = 10s;

Request requestOf(std::uint8_t step, std::chrono::microseconds service, Outcome outcome = Outcome::Ok)
{
    Request request;
    request.planned = 1s;
    request.service = service;
    request.response = service;
    request.status = 200;
    request.outcome = outcome;
    request.step = step;
    return request;
}

/// `times` requests of a step, all as long.
QList<Request> several(std::uint8_t step, int times, std::chrono::microseconds service)
{
    return QList<Request>(times, requestOf(step, service));
}

TrialFigures figuresOf(const QString &target, const QList<Request> &requests, const QStringList &titles = {})
{
    Trial trial {.id = 1, .target = target};
    trial.state = TrialState::Completed;
    trial.measureStart = 0s;
    trial.measureEnd = window;
    FiguresAccumulator accumulator(titles);
    accumulator.setTrial(trial);
    accumulator.add(RequestBatch {requests});
    return accumulator.figures();
}

bool isOfSteps(const QString &metric)
{
    return std::any_of(
        stepMetrics().begin(), stepMetrics().end(), [&metric](const Metric &known) { return known.name == metric; });
}

const QStringList titles {u"GET /cheap"_s, u"GET /dear"_s};

Comparison mixOfTwo()
{
    const auto docker
        = several(0, 30, 1ms) + several(1, 10, 20ms) + QList {requestOf(1, 5ms, Outcome::UnexpectedStatus5xx)};
    return compareFigures({figuresOf(u"process"_s, several(0, 30, 500us) + several(1, 10, 10ms), titles),
                              figuresOf(u"docker"_s, docker, titles)},
        {});
}

} // namespace

class TestSteps : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void eachStepHasFiguresOfItsOwn()
    {
        const TrialFigures docker = mixOfTwo().trials.last();
        QCOMPARE(docker.steps.size(), 2);
        QCOMPARE(docker.steps[0].measuredRequests, quint64 {30});
        QCOMPARE(docker.steps[0].values[u"throughput"_s], 3.0);
        QCOMPARE(docker.steps[0].values[u"error_rate"_s], 0.0);
        QCOMPARE(docker.steps[0].values[u"service_time_max"_s], 1.0);
        QCOMPARE(docker.steps[1].measuredRequests, quint64 {11});
        QCOMPARE(docker.steps[1].values[u"service_time_min"_s], 20.0); // the failed one is in no latency
        QVERIFY(std::abs(docker.steps[1].values[u"error_rate"_s] - 100.0 / 11) < 1e-9);
    }

    void stepsAddUpToTheWhole()
    {
        for (const TrialFigures &trial : mixOfTwo().trials) {
            quint64 requests = 0;
            double throughput = 0;
            for (const StepFigures &step : trial.steps) {
                requests += step.measuredRequests;
                throughput += step.values[u"throughput"_s];
            }
            QCOMPARE(requests, trial.measuredRequests);
            QVERIFY(std::abs(throughput - trial.values[u"throughput"_s]) < 1e-9);
        }
    }

    void aStepIsComparedLikeAWholeLoad()
    {
        const Comparison dear = comparisonOfStep(mixOfTwo(), u"GET /dear"_s);
        QCOMPARE(dear.targets, QList<QString>({u"process"_s, u"docker"_s}));
        const auto row = std::find_if(dear.rows.begin(), dear.rows.end(),
            [](const Comparison::Row &candidate) { return candidate.metric.name == u"service_time_p50"_s; });
        QVERIFY(row != dear.rows.end());
        QVERIFY(std::abs(row->cells[0].median - 10) < 0.01);
        QVERIFY(std::abs(row->cells[1].median - 20) < 0.01);
        for (const Comparison::Row &any : dear.rows)
            QVERIFY2(isOfSteps(any.metric.name), qPrintable(any.metric.name));
    }

    void aMetricIsComparedStepByStep()
    {
        const Comparison steps = comparisonBySteps(mixOfTwo(), {*findMetric(u"service_time_max"_s)});
        QCOMPARE(steps.rows.size(), 2);
        QCOMPARE(steps.rows[0].metric.title, u"GET /cheap"_s);
        QCOMPARE(steps.rows[0].cells[0].median, 0.5);
        QCOMPARE(steps.rows[1].metric.title, u"GET /dear"_s);
        QCOMPARE(steps.rows[1].cells[1].median, 20.0);
    }

    void severalMetricsStandBelowEachOtherAndKnowWhatTheyAreOf()
    {
        const Comparison both
            = comparisonBySteps(mixOfTwo(), {*findMetric(u"service_time_max"_s), *findMetric(u"throughput"_s)});
        QStringList names;
        for (const Comparison::Row &row : both.rows)
            names.append(row.metric.name);
        QCOMPARE(names,
            QStringList({u"service_time_max_step_1"_s, u"service_time_max_step_2"_s, u"throughput_step_1"_s,
                u"throughput_step_2"_s}));
        QCOMPARE(both.rows[2].cells[1].median, 3.0);
        QCOMPARE(both.rows[3].metric.title, u"GET /dear"_s);
        QCOMPARE(metricOfStepRow(names.last()), u"throughput"_s);
        QCOMPARE(metricOfStepRow(u"throughput"_s), u"throughput"_s);
    }

    void theTextShowsEachStepOfAMixAndNoStepOfASingleRequest()
    {
        const QString text = comparisonAsText(mixOfTwo());
        for (const QString &part :
            {u"Service time p50, by step"_s, u"Throughput, by step"_s, u"GET /dear"_s, u"Error rate, by step"_s})
            QVERIFY2(text.contains(part), qPrintable(part));
        const QString single
            = comparisonAsText(compareFigures({figuresOf(u"process"_s, several(0, 3, 1ms), {u"GET /"_s})}, {}));
        QVERIFY(!single.contains(u"by step"_s));
    }

    void aMixWithoutAFailureHasNoTableOfThem()
    {
        const auto figures = figuresOf(u"process"_s, several(0, 3, 1ms) + several(1, 3, 1ms), titles);
        QVERIFY(!comparisonAsText(compareFigures({figures}, {})).contains(u"Error rate, by step"_s));
    }

    void noTwoStepsAreCalledTheSame()
    {
        LoadProfile load;
        load.steps.resize(4);
        load.steps[1].method = "POST";
        load.steps[1].path = u"/notes"_s;
        load.steps[2].path = u"/secret"_s;
        load.steps[2].name = u"Read"_s;
        QCOMPARE(stepTitles(load), QStringList({u"GET /"_s, u"POST /notes"_s, u"Read"_s, u"GET / (2)"_s}));
    }
};

QTEST_GUILESS_MAIN(TestSteps)
#include "tst_steps.moc"
