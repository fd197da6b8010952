// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvparser.h"
#include "helpers/filecontents.h"
#include "helpers/sessionfixture.h"
#include "helpers/strictlog.h"
#include "report/export.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cmath>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;

namespace {

Trial trialOf(TrialId id, const QString &target, int number, TrialState state = TrialState::Completed)
{
    Trial trial = completedTrial();
    trial.id = id;
    trial.target = target;
    trial.number = number;
    trial.state = state;
    return trial;
}

/// Two targets of three trials each, one of which failed.
void writeComparedSession(const QString &path)
{
    Session session = fullSession();
    session.trials.clear();
    for (int id = 1; id <= 6; ++id) {
        const bool process = id % 2 == 1;
        session.trials.append(trialOf(id, process ? u"process"_s : u"=docker, \"runsc\""_s, (id + 1) / 2));
        if (!process)
            session.trials.last().box = {};
    }
    session.trials[5].state = TrialState::Failed;
    session.trials[5].reason = u"-the app ended,\r\nwith \"status 3\""_s;
    auto writer = SessionWriter::create(path, true);
    QVERIFY(writer.ok());
    SessionWriter &to = *writer.value();
    to.sessionStarted(session);
    for (const Trial &trial : session.trials) {
        const auto seed = static_cast<quint64>(trial.id);
        std::vector<Request> requests
            = realisticRequests(14'000, 2'800, RequestTicks(3'000 + 500 * trial.id), RequestTicks(3'000'000), seed);
        for (std::size_t i = 0; i < requests.size(); i += 3)
            requests[i].response += RequestTicks(static_cast<std::int64_t>(i % 5000));
        to.record(trial.id, toBatch(requests));
        for (const ResourceSample &sample : realisticSamples(7s, seed))
            to.record(trial.id, sample);
        to.record(trial.id, Phase {phase::spawn, TrialTime(0), TrialTime(1'234'567)});
        to.record(trial.id, Phase {phase::measure, *trial.measureStart, *trial.measureEnd});
        to.record(trial.id, Caveat {CaveatKind::Note, u"said once"_s});
    }
    to.sessionEnded();
    QVERIFY(to.status().ok());
}

} // namespace

class TestCsvExport : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<SessionReader> m_session;
    QMap<QString, ParsedCsv> m_files;

    QList<QMap<QString, QString>> rowsOf(const QString &file, const QString &column, const QString &value) const
    {
        QList<QMap<QString, QString>> rows = m_files[file].rows;
        rows.removeIf([&](const auto &row) { return row[column] != value; });
        return rows;
    }

private slots:
    void initTestCase()
    {
        writeComparedSession(m_folder.filePath(u"x.boxmark"_s));
        m_session = openSession(m_folder.filePath(u"x.boxmark"_s));
        QVERIFY(m_session);
        const auto written = exportSession(*m_session, m_folder.filePath(u"out/deep"_s), {u"csv"_s});
        QVERIFY2(written.ok(), written ? "" : qPrintable(written.error().text()));
        QCOMPARE(written.value().size(), 7);
        for (const QString &path : written.value())
            m_files[QFileInfo(path).fileName()] = parseCsv(contentsOf(path));
    }
    void init() { test::failOnAnyWarning(); }

    void thereAreSevenFilesThatAnyCsvReaderReads()
    {
        const QStringList names {u"caveats.csv"_s, u"phases.csv"_s, u"requests.csv"_s, u"resources.csv"_s,
            u"steps.csv"_s, u"summary.csv"_s, u"trials.csv"_s};
        QCOMPARE(m_files.keys(), names);
        QCOMPARE(QDir(m_folder.filePath(u"out/deep"_s)).entryList(QDir::Files | QDir::Hidden, QDir::Name), names);
        for (const QString &name : names)
            QVERIFY2(m_files[name].valid, qPrintable(name));
    }

    void theColumnsAreThoseOfTheDesign()
    {
        const auto columns = [&](const QString &file) { return m_files[file].columns.join(u','); };
        QCOMPARE(columns(u"summary.csv"_s),
            u"target,metric,unit,trials,median,low,high,min,max,mean,standard_deviation,accelerator,baseline,ratio,ratio_low,ratio_high,verdict"_s);
        QCOMPARE(columns(u"caveats.csv"_s), u"trial,target,kind,text"_s);
        QCOMPARE(columns(u"requests.csv"_s),
            u"trial,target,started_us,service_us,response_us,status,outcome,bytes,step,connect_us,waiting_us,receiving_us,server_us"_s);
        QCOMPARE(columns(u"resources.csv"_s),
            u"trial,target,scope,time_us,cpu_percent,memory_bytes,pss_bytes,anonymous_bytes,guest_used_bytes,"
            "disk_read_bytes,disk_written_bytes,network_received_bytes,network_sent_bytes,load_average,processes"_s);
        QCOMPARE(columns(u"phases.csv"_s), u"trial,target,phase,start_us,end_us"_s);
        QVERIFY(
            columns(u"trials.csv"_s)
                .startsWith(
                    u"trial,target,number,state,reason,started_utc,cold_start_ms,measured_s,requests,ok,refused"_s));
        QVERIFY(columns(u"trials.csv"_s).contains(u",service_time_p99_ms,"_s));
        QVERIFY(columns(u"trials.csv"_s)
                    .endsWith(u",disk_size_bytes,accelerator,machine,network,kernel,boot_id,cpus,memory_bytes,"
                              "ceiling_per_s,"
                              "path_floor_us,loader_cpu_percent,loader_lateness_p99_us,caveat_kinds,caveats,"
                              "steal_percent,cpu_pressure_percent,memory_pressure_percent,io_pressure_percent,"
                              "load_before,load_after,governor,turbo,throttles,swapped_in_bytes,swapped_out_bytes,"
                              "cached_percent,others_cpu_percent,busiest_others"_s));
        QVERIFY(columns(u"trials.csv"_s)
                    .contains(u",throughput_per_s,error_rate_percent,cpu_inside_mean_percent_of_core"_s));
    }

    /// As an independent program would: read requests.csv, sort, count, take the median of the trials.
    void percentilesRecomputedFromRequestsEqualTheSummary()
    {
        QMap<QString, std::vector<double>> serviceOf;
        QMap<QString, std::vector<double>> responseOf;
        for (const auto &row : m_files[u"requests.csv"_s].rows) {
            if (row[u"outcome"_s] != u"ok" || row[u"trial"_s] == u"6")
                continue;
            serviceOf[row[u"trial"_s]].push_back(row[u"service_us"_s].toDouble());
            responseOf[row[u"trial"_s]].push_back(row[u"response_us"_s].toDouble());
        }
        const auto recomputed = [](std::vector<double> values, std::size_t percent) {
            std::sort(values.begin(), values.end());
            return values[(values.size() * percent + 99) / 100 - 1] / 1000; // milliseconds
        };
        const auto summary = [&](const QString &target, const QString &metric) {
            for (const auto &row : rowsOf(u"summary.csv"_s, u"target"_s, target)) {
                if (row[u"metric"_s] == metric)
                    return row;
            }
            return QMap<QString, QString>();
        };
        for (const std::size_t percent : {50, 95, 99}) {
            const QString metric = u"service_time_p%1"_s.arg(percent);
            std::vector<double> process;
            for (const QString &trial : {u"1"_s, u"3"_s, u"5"_s})
                process.push_back(recomputed(serviceOf[trial], percent));
            std::sort(process.begin(), process.end());
            const auto row = summary(u"process"_s, metric);
            QCOMPARE(row[u"unit"_s], u"ms"_s);
            QCOMPARE(row[u"trials"_s], u"3"_s);
            QVERIFY(std::abs(row[u"median"_s].toDouble() / process[1] - 1) < 0.001);
            QVERIFY(std::abs(row[u"low"_s].toDouble() / process[0] - 1) < 0.001);
            QVERIFY(std::abs(row[u"max"_s].toDouble() / process[2] - 1) < 0.001);

            const auto two = summary(u"'=docker, \"runsc\""_s, u"response_time_p%1"_s.arg(percent));
            QCOMPARE(two[u"trials"_s], u"2"_s); // the third failed
            const double median
                = (recomputed(responseOf[u"2"_s], percent) + recomputed(responseOf[u"4"_s], percent)) / 2;
            QVERIFY(std::abs(two[u"median"_s].toDouble() / median - 1) < 0.001);
        }
    }

    void requestsAreThoseOfTheMeasuredWindowInTheirOrder()
    {
        const ReadBack back = readTrial(*m_session, 2);
        const auto rows = rowsOf(u"requests.csv"_s, u"trial"_s, u"2"_s);
        qsizetype at = 0;
        for (const Request &request : back.requests) {
            if (request.planned < *completedTrial().measureStart)
                continue;
            QVERIFY(at < rows.size());
            const auto &row = rows[at++];
            const auto ticks = [&](const QString &column) { return std::llround(row[column].toDouble() * 10); };
            QCOMPARE(ticks(u"service_us"_s), request.service.count());
            QCOMPARE(ticks(u"response_us"_s), request.response.count());
            QCOMPARE(ticks(u"started_us"_s), (request.planned + request.response - request.service).count());
            QCOMPARE(row[u"status"_s].toUInt(), request.status);
            QCOMPARE(row[u"bytes"_s].toUInt(), request.bytes);
            QCOMPARE(row[u"outcome"_s], outcomeName(request.outcome));
            QCOMPARE(row[u"step"_s].toInt(), request.step + 1);
            const auto part = [&](const QString &column) {
                return row[column].isEmpty() ? std::nullopt : std::optional(RequestTicks(ticks(column)));
            };
            QCOMPARE(part(u"connect_us"_s), measuredTime(request.connect));
            QCOMPARE(part(u"waiting_us"_s), measuredTime(request.waiting));
            QCOMPARE(part(u"receiving_us"_s), request.receiving());
            QCOMPARE(part(u"server_us"_s), measuredTime(request.server));
        }
        QCOMPARE(at, rows.size());
        QVERIFY(at > 7'000 && at < back.requests.size());
    }

    void whatRanATrialStandsInItsRowAndTheAcceleratorInTheSummary()
    {
        const auto row = rowsOf(u"trials.csv"_s, u"trial"_s, u"1"_s).first();
        const BoxFacts box = completedTrial().box;
        QCOMPARE(row[u"accelerator"_s], u"nested-kvm"_s);
        QCOMPARE(row[u"machine"_s], box.machine);
        QCOMPARE(row[u"network"_s], box.network);
        QCOMPARE(row[u"kernel"_s], box.kernel);
        QCOMPARE(row[u"boot_id"_s], box.bootId);
        QCOMPARE(row[u"cpus"_s], u"2"_s);
        QCOMPARE(row[u"memory_bytes"_s].toLongLong(), box.memory->count);
        QCOMPARE(row[u"disk_size_bytes"_s].toLongLong(), completedTrial().diskSize->count);
        const auto none = rowsOf(u"trials.csv"_s, u"trial"_s, u"4"_s).first(); // nobody told
        for (const QString &column : {u"accelerator"_s, u"machine"_s, u"kernel"_s, u"cpus"_s, u"memory_bytes"_s})
            QVERIFY2(none[column].isEmpty(), qPrintable(column));
        for (const auto &summary : rowsOf(u"summary.csv"_s, u"target"_s, u"process"_s))
            QCOMPARE(summary[u"accelerator"_s], u"nested-kvm"_s);
        for (const auto &summary : rowsOf(u"summary.csv"_s, u"target"_s, u"'=docker, \"runsc\""_s))
            QVERIFY(summary[u"accelerator"_s].isEmpty());
    }

    void trialsTellWhatBecameOfEach()
    {
        const auto &rows = m_files[u"trials.csv"_s].rows;
        QCOMPARE(rows.size(), 6);
        QCOMPARE(rows[0][u"state"_s], u"completed"_s);
        QCOMPARE(rows[0][u"started_utc"_s], u"2026-11-20T14:05:07.001Z"_s);
        QCOMPARE(rows[0][u"cold_start_ms"_s], u"312.345678"_s);
        QCOMPARE(rows[0][u"measured_s"_s], u"5"_s);
        QCOMPARE(rows[0][u"silent_resends"_s], u"3"_s);
        QCOMPARE(rows[0][u"image_size_bytes"_s], u"123456789"_s);
        QCOMPARE(rows[0][u"requests"_s].toLongLong(), rowsOf(u"requests.csv"_s, u"trial"_s, u"1"_s).size());
        QCOMPARE(rows[0][u"requests"_s].toLongLong(),
            rows[0][u"ok"_s].toLongLong() + rows[0][u"unexpected_status_5xx"_s].toLongLong());
        QVERIFY(rows[0][u"unexpected_status_5xx"_s].toLongLong() > 0);
        QCOMPARE(rows[5][u"state"_s], u"failed"_s);
        QCOMPARE(rows[5][u"target"_s], u"'=docker, \"runsc\""_s);
        QCOMPARE(rows[5][u"reason"_s], u"'-the app ended,\r\nwith \"status 3\""_s);
    }

    void samplesAndPhasesComeWhole()
    {
        const auto samples = readTrial(*m_session, 3).samples;
        const auto rows = rowsOf(u"resources.csv"_s, u"trial"_s, u"3"_s);
        QCOMPARE(rows.size(), samples.size());
        for (qsizetype i = 0; i < rows.size(); ++i) {
            QCOMPARE(rows[i][u"scope"_s], scopeName(samples[i].scope));
            QVERIFY(
                std::abs(rows[i][u"time_us"_s].toDouble() - static_cast<double>(samples[i].time.count()) / 1000) < 0.1);
            QCOMPARE(rows[i][u"cpu_percent"_s].isEmpty(), !samples[i].cpu);
            QVERIFY(!samples[i].cpu || std::abs(rows[i][u"cpu_percent"_s].toDouble() - samples[i].cpu->value) < 1e-6);
            QCOMPARE(rows[i][u"memory_bytes"_s].toLongLong(), samples[i].memory->count);
            QCOMPARE(rows[i][u"pss_bytes"_s].isEmpty(), !samples[i].pss);
        }
        const auto phases = rowsOf(u"phases.csv"_s, u"trial"_s, u"3"_s);
        QCOMPARE(phases.size(), 2);
        QCOMPARE(phases[0][u"phase"_s], u"spawn"_s);
        QCOMPARE(phases[0][u"end_us"_s], u"1234.5"_s);
        QCOMPARE(phases[1][u"start_us"_s], u"2000000.0"_s);
    }

    void twoExportsAreTheSameByteForByte()
    {
        const auto again
            = exportSession(*openSession(m_folder.filePath(u"x.boxmark"_s)), m_folder.filePath(u"again"_s), {u"csv"_s});
        QVERIFY(again.ok());
        for (const QString &path : again.value()) {
            const QByteArray first = contentsOf(m_folder.filePath(u"out/deep/"_s) + QFileInfo(path).fileName());
            QVERIFY(!first.isEmpty());
            QVERIFY(contentsOf(path) == first);
        }
    }
};

QTEST_GUILESS_MAIN(TestCsvExport)
#include "tst_csvexport.moc"
