// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filecontents.h"
#include "helpers/sessionfixture.h"
#include "helpers/strictlog.h"
#include "report/export.h"
#include "report/histogram/histogramcode.h"
#include "report/histogram/histogramlog.h"
#include "stats/histogram.h"
#include "stats/percentiletext.h"

#include <QFile>
#include <QProcess>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;

namespace {

struct ReadLog
{
    HistogramLogTimes times;
    QList<LoggedInterval> intervals;
    QString error; ///< empty when all was read
};

ReadLog readLog(const QString &path)
{
    ReadLog log;
    const auto times = readHistogramLog(path, [&log](const LoggedInterval &interval) -> Result<void> {
        log.intervals.append(interval);
        return {};
    });
    if (times)
        log.times = times.value();
    else
        log.error = times.error().text();
    return log;
}

HdrCounts sumOf(const QList<LoggedInterval> &intervals)
{
    HdrCounts sum({.lowest = 1, .highest = 2, .digits = 3}); // as HistogramLogProcessor adds up
    for (const LoggedInterval &interval : intervals)
        [&] { QVERIFY(sum.merge(interval.counts)); }();
    return sum;
}

Trial trialOf(TrialId id, const QString &target, int number)
{
    Trial trial = completedTrial(); // measured from 2.0 to 7.0 s
    trial.id = id;
    trial.target = target;
    trial.number = number;
    return trial;
}

std::vector<Request> requestsOf(TrialId id)
{
    auto requests = realisticRequests(
        7'000, 1'000, RequestTicks(3'000 + 500 * id), RequestTicks(5'000'000), static_cast<quint64>(id));
    for (Request &request : requests)
        request.response += RequestTicks(777);
    return requests;
}

const QString odd = u"a,b / c"_s;

void writeOpenLoopSession(const QString &path)
{
    Session session = fullSession(); // of an open loop
    session.trials = {trialOf(1, u"process"_s, 1), trialOf(2, odd, 1), trialOf(3, u"process"_s, 2)};
    session.trials.append(trialOf(4, odd, 2));
    session.trials.last().state = TrialState::Failed;
    auto writer = SessionWriter::create(path, true);
    QVERIFY(writer.ok());
    writer.value()->sessionStarted(session);
    for (const Trial &trial : session.trials)
        writer.value()->record(trial.id, toBatch(requestsOf(trial.id)));
    writer.value()->sessionEnded();
    QVERIFY(writer.value()->status().ok());
}

/// What a file of the trial's latencies has to hold.
Histogram expectedOf(TrialId id, RequestTicks Request::*time)
{
    Histogram histogram;
    for (const Request &request : requestsOf(id)) {
        if (request.outcome == Outcome::Ok && request.planned >= *completedTrial().measureStart)
            histogram.record(request.*time);
    }
    return histogram;
}

const QByteArray goodCode = toHistogramCode(HdrCounts(expectedOf(1, &Request::service)));

} // namespace

class TestHistogramLog : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<SessionReader> m_session;

    QString write(const QByteArray &bytes) const
    {
        QFile file(m_folder.filePath(u"written.hlog"_s));
        [&] { QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size()); }();
        return file.fileName();
    }

private slots:
    void initTestCase()
    {
        writeOpenLoopSession(m_folder.filePath(u"x.boxmark"_s));
        m_session = openSession(m_folder.filePath(u"x.boxmark"_s));
        QVERIFY(m_session);
    }
    void init() { failOnAnyWarning(); }

    void theReferenceLogReadsToItsPublishedFigures()
    {
        const QString folder
            = qEnvironmentVariable("BOXMARK_REFERENCE_DATA", QStringLiteral(BOXMARK_SOURCE_DIR "/../shared/data"));
        const QString path = folder + u"/jHiccup-2.0.7S.logV2.hlog"_s;
        if (!QFile::exists(path))
            QSKIP("The reference log is not there: set BOXMARK_REFERENCE_DATA to the folder that holds it.");
        const ReadLog log = readLog(path);
        QCOMPARE(log.error, QString());
        QCOMPARE(log.intervals.size(), 62);
        const HdrCounts sum = sumOf(log.intervals);
        QCOMPARE(sum.total(), std::uint64_t {48'761});
        QCOMPARE(sum.quantile(0.999), std::int64_t {1'745'879'039});
        QCOMPARE(sum.maximum(), std::int64_t {1'796'210'687});
        QCOMPARE(log.times.start->count(), 1441812279.474);
        QVERIFY(!log.times.base);
        QCOMPARE(log.intervals.first().start.count(), 0.127);
        QCOMPARE(log.intervals.first().length.count(), 1.007);
        QCOMPARE(log.intervals.first().tag, QByteArray());
    }

    void theCommandPrintsTheFigures()
    {
        const QString path
            = write(histogramLogHeader(u"a test"_s, QDateTime::fromMSecsSinceEpoch(1'000'250)) + "Tag=A,0.0,1.0,1.0,"
                + goodCode + "\nTag=B,0.0,1.0,1.0," + goodCode + "\nTag=A,1.0,1.0,1.0," + goodCode + '\n');
        QProcess boxmark;
        boxmark.start(qEnvironmentVariable("BOXMARK_PROGRAM"), {u"histogram"_s, path});
        QVERIFY(boxmark.waitForFinished());
        const QByteArray printed = boxmark.readAllStandardOutput().simplified();
        QCOMPARE(boxmark.exitCode(), 0);
        const Histogram one = expectedOf(1, &Request::service);
        QVERIFY(printed.contains("begun 1970-01-01T00:16:40.250Z"));
        QVERIFY(printed.contains("Tag A intervals 2 measured 2.000 s counts " + QByteArray::number(2 * one.count())));
        QVERIFY(printed.contains("Tag B intervals 1 measured 1.000 s counts " + QByteArray::number(one.count())));
        QVERIFY(printed.contains("p99 " + QByteArray::number(qint64(HdrCounts(one).quantile(0.99)))));
        boxmark.start(qEnvironmentVariable("BOXMARK_PROGRAM"), {u"histogram"_s, write("nonsense\n")});
        QVERIFY(boxmark.waitForFinished());
        QCOMPARE(boxmark.exitCode(), 1);
        QVERIFY(boxmark.readAllStandardError().startsWith("boxmark: Line 1 of the histogram log "));
    }

    void whatIsExportedIsReadBack()
    {
        const auto written = exportSession(*m_session, m_folder.filePath(u"logs"_s), {u"hlog"_s});
        QVERIFY2(written.ok(), written ? "" : qPrintable(written.error().text()));
        QStringList names;
        for (const QString &path : written.value())
            names.append(QFileInfo(path).fileName());
        QCOMPARE(names,
            QStringList({u"service_time_process_1.hlog"_s, u"response_time_process_1.hlog"_s,
                u"service_time_a_b___c_1.hlog"_s, u"response_time_a_b___c_1.hlog"_s, u"service_time_process_2.hlog"_s,
                u"response_time_process_2.hlog"_s}));
        for (qsizetype file = 0; file < names.size(); ++file) {
            const ReadLog log = readLog(written.value()[file]);
            QCOMPARE(log.error, QString());
            const Histogram expected = expectedOf(
                static_cast<TrialId>(1 + file / 2), file % 2 == 0 ? &Request::service : &Request::response);
            const HdrCounts sum = sumOf(log.intervals);
            QCOMPARE(sum.counts(), HdrCounts(expected).counts());
            for (const double q : {0.5, 0.95, 0.99, 0.999, 1.0})
                QCOMPARE(sum.quantile(q), HdrCounts(expected).quantile(q));
            QCOMPARE(
                log.times.base->count(), static_cast<double>(completedTrial().startedUtc.toMSecsSinceEpoch()) / 1000);
            QCOMPARE(log.intervals.first().tag, file / 2 == 1 ? QByteArray("a_b_/_c") : QByteArray("process"));
        }
    }

    void thereIsAnIntervalForEachSecond()
    {
        const auto written = exportSession(*m_session, m_folder.filePath(u"logs"_s), {u"hlog"_s});
        QVERIFY(written.ok());
        const ReadLog log = readLog(written.value().first());
        std::map<int, quint64> finished; // by second of the window
        for (const Request &request : requestsOf(1)) {
            if (request.outcome == Outcome::Ok && request.planned >= *completedTrial().measureStart)
                ++finished[static_cast<int>((request.finished() - *completedTrial().measureStart) / 1s)];
        }
        QVERIFY(finished.size() >= 5);
        QCOMPARE(static_cast<std::size_t>(log.intervals.size()), finished.size());
        auto expected = finished.begin();
        for (const LoggedInterval &interval : log.intervals) {
            QCOMPARE(interval.start.count(), 2.0 + expected->first);
            QCOMPARE(interval.counts.total(), expected->second);
            QVERIFY(interval.length.count() <= 1.0);
            ++expected;
        }
    }

    void thePercentileTextIsThatOfTheTrial()
    {
        const auto written = exportSession(*m_session, m_folder.filePath(u"texts"_s), {u"hgrm"_s});
        QVERIFY2(written.ok(), written ? "" : qPrintable(written.error().text()));
        QCOMPARE(written.value().size(), 6);
        const QByteArray text = contentsOf(written.value()[1]);
        QVERIFY(text.startsWith(
            QByteArray::fromStdString(percentileText(HdrCounts(expectedOf(1, &Request::response)), 1e6))));
        QVERIFY(text.endsWith("process, trial 1, response_time of ok requests, in milliseconds]\n"));
    }

    void damagedLogsAreErrorsWithCauseAndRemedy_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("why");
        const auto row = [](const char *name, const QByteArray &line, const QString &why) {
            QTest::newRow(name) << "#[StartTime: 1.0 (seconds since epoch)]\n" + line + '\n' << why;
        };
        const QByteArray times = "0.1,1.0,2.0,";
        const QByteArray raw = QByteArray::fromBase64(goodCode);
        const auto forged = [&](qsizetype at, char byte) {
            QByteArray bytes = raw;
            bytes[at] = byte;
            return times + bytes.toBase64();
        };
        const auto wrapped = [&](const QByteArray &encoding) {
            const QByteArray deflated = qCompress(encoding).sliced(4);
            QByteArray bytes = raw.first(4) + QByteArray(4, '\0') + deflated;
            for (int i = 0; i < 4; ++i)
                bytes[4 + i] = static_cast<char>(deflated.size() >> (8 * (3 - i)));
            return times + bytes.toBase64();
        };
        row("prose", "It was a dark and stormy night", u"not a number of seconds"_s);
        row("a negative start", "-1,1,1," + goodCode, u"not a number of seconds"_s);
        row("an endless length", "1,inf,1," + goodCode, u"not a number of seconds"_s);
        row("no histogram", "0.1,1.0,2.0", u"no histogram"_s);
        row("no histogram after the comma", times, u"no histogram"_s);
        row("not base64", times + "HIST*", u"not base64"_s);
        row("an empty envelope", times + "HISTFA==", u"ends before"_s);
        row("another cookie", forged(3, '\x01'), u"encoding V2"_s);
        row("V1 in the envelope", forged(3, '\x02'), u"encoding V2"_s);
        row("a forged length", forged(4, '\x7f'), u"not as long as it says"_s);
        row("cut short", times + raw.first(raw.size() - 9).toBase64(), u"not as long as it says"_s);
        row("damaged", forged(raw.size() / 2, static_cast<char>(raw[raw.size() / 2] ^ 0x55)), u"histogram"_s);
        row("a bomb", wrapped(QByteArray(64 << 20, '\0')), u"more than 8 MiB"_s);
        row("half a header", wrapped(QByteArray("\x1c\x84\x93\x13 half", 9)), u"ends before"_s);
        row("garbage in the envelope", wrapped("garbage"), u"encoding V2"_s);
        row("bytes that are no text", QByteArray(1000, '\0'), u"not a number of seconds"_s);
    }
    void damagedLogsAreErrorsWithCauseAndRemedy()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QString, why);
        const ReadLog log = readLog(write(bytes));
        QVERIFY2(log.error.startsWith(u"Line 2 of the histogram log "_s), qPrintable(log.error));
        QVERIFY2(log.error.contains(why), qPrintable(log.error));
        QCOMPARE(log.error.count(u'\n'), 2); // what, why, remedy
        QVERIFY(log.intervals.isEmpty());
    }

    void whatIsNotAFileIsAnError()
    {
        QVERIFY(readLog(m_folder.filePath(u"missing.hlog"_s)).error.contains(u"cannot be opened"_s));
        QVERIFY(readLog(m_folder.path()).error.contains(u"It is not a file."_s));
        QVERIFY(readLog(write(QByteArray(9 << 20, 'x'))).error.contains(u"longer than any histogram"_s));
    }

    void whatCameBeforeTheDamageIsSeen()
    {
        const ReadLog log = readLog(write("0,1,1," + goodCode + "\r\n\n\"legend\"\n0,1,1,damage\n"));
        QCOMPARE(log.intervals.size(), 1);
        QVERIFY(log.error.startsWith(u"Line 4 "_s));
    }
};

QTEST_GUILESS_MAIN(TestHistogramLog)
#include "tst_histogramlog.moc"
