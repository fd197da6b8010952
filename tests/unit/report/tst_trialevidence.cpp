// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a trial's figures are worth stands in trials.csv and in report.json, under the same names and with the same
// values.
#include "csvparser.h"
#include "helpers/sessionfixture.h"
#include "helpers/strictlog.h"
#include "report/export.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace boxmark;
using namespace boxmark::test;

namespace {

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// One trial with all evidence there is, and one of which nothing is known.
void writeTwoTrials(const QString &path)
{
    Session session = fullSession();
    Trial known = completedTrial();
    known.ceiling = Rate {1234.5};
    known.noise.memoryPressure = 0.25;
    known.noise.ioPressure = 7.0;
    known.noise.loadAfter = 3.75;
    known.noise.swappedIn = Bytes {4096};
    Trial unknown = completedTrial();
    unknown.id = 2;
    unknown.number = 2;
    unknown.silentResends = 0;
    unknown.ceiling.reset();
    unknown.pathFloor.reset();
    unknown.loader = {};
    unknown.noise = {};
    session.trials = {known, unknown};
    auto writer = SessionWriter::create(path, true);
    QVERIFY(writer.ok());
    SessionWriter &to = *writer.value();
    to.sessionStarted(session);
    for (const Trial &trial : std::as_const(session.trials))
        to.record(trial.id, toBatch(realisticRequests(100, 16'000, RequestTicks(3'000), RequestTicks(20'000'000))));
    to.sessionEnded();
    QVERIFY(to.status().ok());
}

const QStringList numbers {
    u"silent_resends"_s, u"ceiling_per_s"_s, u"path_floor_us"_s, u"loader_cpu_percent"_s, u"loader_lateness_p99_us"_s};
const QStringList noiseNumbers {u"steal_percent"_s, u"cpu_pressure_percent"_s, u"memory_pressure_percent"_s,
    u"io_pressure_percent"_s, u"load_before"_s, u"load_after"_s, u"throttles"_s, u"cached_percent"_s,
    u"others_cpu_percent"_s};
const QStringList noiseSizes {u"swapped_in_bytes"_s, u"swapped_out_bytes"_s};

void compareNumber(const QString &cell, const QJsonValue &value, const QString &name)
{
    if (cell.isEmpty())
        QVERIFY2(value.isNull() || value.isUndefined(), qPrintable(name));
    else
        QVERIFY2(value.isDouble() && qFuzzyCompare(1 + value.toDouble(), 1 + cell.toDouble()), qPrintable(name));
}

QString busiestAsCell(const QJsonArray &busiest)
{
    QStringList parts;
    for (const auto process : busiest)
        parts.append(
            u"%1 %2"_s.arg(process[u"name"_s].toString()).arg(process[u"cpu_percent"_s].toDouble(), 0, 'f', 1));
    return parts.join(u"; "_s);
}

} // namespace

class TestTrialEvidence : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QList<QMap<QString, QString>> m_rows;
    QJsonArray m_trials;

private slots:
    void initTestCase()
    {
        writeTwoTrials(m_folder.filePath(u"x.boxmark"_s));
        const auto session = openSession(m_folder.filePath(u"x.boxmark"_s));
        QVERIFY(session);
        const QString out = m_folder.filePath(u"out"_s);
        const auto written = exportSession(*session, out, {u"csv"_s, u"json"_s});
        QVERIFY2(written.ok(), written ? "" : qPrintable(written.error().text()));
        m_rows = parseCsv(contents(out + u"/trials.csv"_s)).rows;
        m_trials = QJsonDocument::fromJson(contents(out + u"/report.json"_s))[u"trials"_s].toArray();
        QCOMPARE(m_rows.size(), 2);
        QCOMPARE(m_trials.size(), 2);
    }
    void init() { failOnAnyWarning(); }

    void tableAndReportAgree()
    {
        for (qsizetype i = 0; i < 2; ++i) {
            const QMap<QString, QString> &row = m_rows[i];
            const QJsonObject trial = m_trials[i].toObject();
            const QJsonObject noise = trial[u"noise"_s].toObject();
            for (const QString &name : numbers)
                compareNumber(row[name], trial[name], name);
            for (const QString &name : noiseNumbers)
                compareNumber(row[name], noise[name], name);
            for (const QString &name : noiseSizes) // exact: more than a double holds
                QCOMPARE(noise[name].isUndefined() ? QString() : QString::number(noise[name].toInteger()), row[name]);
            QCOMPARE(noise[u"governor"_s].toString(), row[u"governor"_s]);
            const QString turbo = noise[u"turbo"_s].toBool() ? u"on"_s : u"off"_s;
            QCOMPARE(noise.contains(u"turbo"_s) ? turbo : QString(), row[u"turbo"_s]);
            QCOMPARE(busiestAsCell(noise[u"busiest"_s].toArray()), row[u"busiest_others"_s]);
        }
    }

    void whatIsKnownIsToldAndWhatIsNotIsAbsent()
    {
        for (const QString &name : numbers + noiseNumbers + noiseSizes)
            QVERIFY2(!m_rows[0].value(name).isEmpty(), qPrintable(name));
        QVERIFY(m_trials[1][u"noise"_s].toObject().isEmpty());
        for (const QString &name : numbers.sliced(1))
            QVERIFY2(m_trials[1][name].isNull(), qPrintable(name));
    }
};

QTEST_GUILESS_MAIN(TestTrialEvidence)
#include "tst_trialevidence.moc"
