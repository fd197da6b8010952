// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/percentileaxis.h"
#include "chart/kind/percentilechart.h"
#include "helpers/sessionfixture.h"
#include "helpers/strictlog.h"
#include "helpers/syntheticboxes.h"
#include "report/chart/latencypartschart.h"
#include "report/chart/reportcharts.h"
#include "report/report.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

const NamedChart *find(const QList<NamedChart> &charts, const QString &name)
{
    const auto found
        = std::find_if(charts.begin(), charts.end(), [&name](const NamedChart &chart) { return chart.name == name; });
    return found == charts.end() ? nullptr : &*found;
}

QList<NamedChart> chartsOf(const Report &report)
{
    return reportCharts(report.comparison, report.curves, report.palette);
}

QString write(const QTemporaryDir &folder, const Session &session, const QList<test::SyntheticTrial> &trials)
{
    const QString path = folder.filePath(u"session.boxmark"_s);
    auto writer = SessionWriter::create(path, true);
    if (!writer)
        qFatal("%s", qPrintable(writer.error().text()));
    test::playInto(*writer.value(), session, trials);
    return path;
}

} // namespace

class ReportChartsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everyChartHasANameOfItsOwnAndSomethingToShow();
    void aChartWithNothingToShowSaysWhy();
    void aPercentileCurveEndsWhereTenAreSlower();
    void thePartsOfTheServiceTimeAddUp();
    void theSameFiguresComeOfManyThreadsAsOfOne();
    void whatIsDamagedIsAnErrorWithManyThreadsToo();
};

void ReportChartsTest::everyChartHasANameOfItsOwnAndSomethingToShow()
{
    const QTemporaryDir folder;
    const auto boxes = test::syntheticBoxes(4);
    const auto reader = test::openSession(write(folder, test::boxSession(boxes, 3), test::boxTrials(boxes, 3)));
    const auto report = makeReport({reader.get()});
    QVERIFY(report.ok());
    const QList<NamedChart> charts = chartsOf(report.value());
    QSet<QString> names;
    for (const NamedChart &chart : charts) {
        QVERIFY2(!names.contains(chart.name), qPrintable(chart.name));
        names.insert(chart.name);
        QVERIFY2(chart.spec.subtitle.contains(u"better"_s), qPrintable(chart.name));
        if (chart.name != u"latency_parts"_s) // which this engine does not tell
            QVERIFY2(!isEmpty(chart.spec), qPrintable(chart.name));
    }
    for (const QString &name :
        {u"startup_phases"_s, u"percentiles"_s, u"latency_parts"_s, u"latency"_s, u"throughput"_s, u"cpu"_s,
            u"memory"_s, u"cpu_means"_s, u"memory_peaks"_s, u"footprint"_s, u"figure_cold_start"_s})
        QVERIFY2(names.contains(name), qPrintable(name));
    const ChartSpec cpu = find(charts, u"cpu_means"_s)->spec;
    QCOMPARE(cpu.bars.size(), 8); // of each target what the host pays and what is seen inside
    QCOMPARE(cpu.bars[0].trials.size(), 3);
    QVERIFY(cpu.bars[4].name.contains(u"emulated"_s));
    QCOMPARE(find(charts, u"latency"_s)->spec.bands.size(), 1); // the warm-up
}

void ReportChartsTest::aChartWithNothingToShowSaysWhy()
{
    const QTemporaryDir folder;
    auto trials = test::syntheticTrials(1);
    for (test::SyntheticTrial &trial : trials) {
        trial.records.clear();
        trial.trial.state = TrialState::Failed;
    }
    const auto reader = test::openSession(write(folder, test::syntheticSession(), trials));
    const auto report = makeReport({reader.get()});
    QVERIFY(report.ok());
    const QList<NamedChart> charts = chartsOf(report.value());
    QVERIFY(charts.size() >= 10);
    for (const NamedChart &chart : charts)
        QVERIFY2(isEmpty(chart.spec) && !chart.spec.emptyText.isEmpty(), qPrintable(chart.name));
}

void ReportChartsTest::aPercentileCurveEndsWhereTenAreSlower()
{
    Histogram latencies;
    for (int millisecond = 1; millisecond <= 1000; ++millisecond)
        latencies.record(std::chrono::milliseconds(millisecond));
    const ChartSpec spec = percentileChart({{u"docker"_s, {}, &latencies}});
    QCOMPARE(spec.series.size(), 1);
    const QPointF last = spec.series[0].points.last();
    QVERIFY(std::abs(last.x() - ninesOf(0.99)) < 1e-9);
    QVERIFY(std::abs(last.y() - 990) <= 1);
    QCOMPARE(percentileName(ninesOf(0.5)), u"p50"_s);
    QCOMPARE(percentileName(ninesOf(0.999)), u"p99.9"_s);
    QStringList labels;
    for (const PercentileTick &tick : percentileTicks(0, 4))
        labels.append(tick.label);
    QCOMPARE(labels, QStringList({u"50"_s, u"90"_s, u"99"_s, u"99.9"_s, u"99.99"_s}));

    Histogram few;
    few.record(std::chrono::milliseconds(1));
    QVERIFY(isEmpty(percentileChart({{u"docker"_s, {}, &few}})));
}

void ReportChartsTest::thePartsOfTheServiceTimeAddUp()
{
    LatencyParts parts;
    Request request;
    request.service = RequestTicks(10'000); // 1 ms
    parts.add(request); // nothing was seen of it
    QCOMPARE(parts.requests(), quint64 {0});
    request.waiting = ShortTicks(8'000);
    request.server = ShortTicks(5'000);
    parts.add(request);
    request.connect = ShortTicks(1'000);
    request.server = ShortTicks(8'500); // a clock that runs ahead
    parts.add(request);
    QCOMPARE(parts.requests(), quint64 {2});
    QCOMPARE(*parts.mean(LatencyParts::Connecting), 0.05);
    QCOMPARE(*parts.mean(LatencyParts::App), 0.65);
    QCOMPARE(*parts.mean(LatencyParts::Waiting), 0.15);
    QCOMPARE(*parts.mean(LatencyParts::Receiving), 0.15);
    QMap<QString, double> figures; // of the same
    parts.addTo(figures);
    QCOMPARE(figures[u"connect_mean"_s], 0.05);
    QCOMPARE(figures[u"server_time_mean"_s], 0.65);
    QCOMPARE(figures[u"waiting_mean"_s], 0.8);
    QCOMPARE(figures[u"receiving_mean"_s], 0.15);
    const LatencyParts none;
    const ChartSpec spec = latencyPartsChart({{u"docker"_s, {}, &parts}, {u"vm"_s, {}, &none}});
    QCOMPARE(*spec.bars[0].value, 1.0);
    QCOMPARE(spec.keys.size(), 4);
    QVERIFY(!spec.bars[1].value); // "not measured"
}

void ReportChartsTest::theSameFiguresComeOfManyThreadsAsOfOne()
{
    const QTemporaryDir folder;
    const auto boxes = test::syntheticBoxes(4);
    const auto reader = test::openSession(write(folder, test::boxSession(boxes, 5), test::boxTrials(boxes, 5)));
    const auto many = readSessionFigures(*reader);
    QList<TrialId> seen;
    const auto one = readSessionFigures(*reader, [&seen](const Trial &trial, const Record &) {
        if (seen.isEmpty() || seen.last() != trial.id)
            seen.append(trial.id);
    });
    QVERIFY(many.ok() && one.ok());
    QCOMPARE(seen.size(), 20); // trial by trial
    QVERIFY(std::is_sorted(seen.begin(), seen.end()));
    QCOMPARE(many.value().trials.size(), one.value().trials.size());
    for (qsizetype i = 0; i < 20; ++i) {
        QCOMPARE(many.value().trials[i].trial, one.value().trials[i].trial);
        QCOMPARE(many.value().trials[i].values, one.value().trials[i].values);
        QCOMPARE(many.value().trials[i].outcomes, one.value().trials[i].outcomes);
    }
    QVERIFY(!many.value().caveats.isEmpty());
    QCOMPARE(many.value().caveats.size(), one.value().caveats.size());
    for (qsizetype i = 0; i < 4; ++i) {
        const TargetCurves &left = many.value().curves[i];
        const TargetCurves &right = one.value().curves[i];
        QCOMPARE(left.responses.count(), right.responses.count());
        QCOMPARE(left.responses.quantile(0.99), right.responses.quantile(0.99));
        QCOMPARE(left.responses.mean(), right.responses.mean());
        QCOMPARE(left.newest->curves().p99, right.newest->curves().p99);
    }
}

void ReportChartsTest::whatIsDamagedIsAnErrorWithManyThreadsToo()
{
    const QTemporaryDir folder;
    const QString path = write(folder, test::syntheticSession(3), test::syntheticTrials(3));
    test::tamper(path, {u"UPDATE request_blob SET data = zeroblob(20) WHERE trial = 4"_s});
    const auto reader = test::openSession(path);
    const auto figures = readSessionFigures(*reader);
    QVERIFY(!figures.ok());
    QVERIFY2(figures.error().what.contains(u"trial 4"_s), qPrintable(figures.error().text()));
}

QTEST_MAIN(ReportChartsTest)
#include "tst_reportcharts.moc"
