// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Files of every earlier version of the tables stay readable, and programs of it know what they cannot read.
#include "helpers/sessionfixture.h"
#include "helpers/strictlog.h"
#include "session/database/schema.h"
#include "session/json/scenariojson.h"

using namespace boxmark;
using namespace boxmark::test;

namespace {

/// As the program of version 1 made them, word for word.
QStringList tablesOfVersionOne()
{
    return {u"PRAGMA application_id = %1"_s.arg(schema::applicationId), u"PRAGMA user_version = 1"_s,
        u"CREATE TABLE format (minimum_reader_version INTEGER NOT NULL, writer TEXT NOT NULL, file_node INTEGER NOT NULL)"_s,
        u"CREATE TABLE session (id TEXT NOT NULL, created_utc_ms INTEGER NOT NULL, boxmark_version TEXT NOT NULL,"
        " seed TEXT NOT NULL, scenario_yaml BLOB NOT NULL, scenario_json TEXT NOT NULL, notes TEXT NOT NULL)"_s,
        u"CREATE TABLE environment (position INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL)"_s,
        u"CREATE TABLE trial (id INTEGER PRIMARY KEY, target TEXT NOT NULL, number INTEGER NOT NULL,"
        " state INTEGER NOT NULL, reason TEXT NOT NULL, started_utc_ms INTEGER, cold_start_ns INTEGER,"
        " measure_start_ns INTEGER, measure_end_ns INTEGER, image_size_bytes INTEGER,"
        " silent_resends INTEGER NOT NULL)"_s,
        u"CREATE TABLE phase (id INTEGER PRIMARY KEY, trial INTEGER NOT NULL, name TEXT NOT NULL,"
        " start_ns INTEGER NOT NULL, end_ns INTEGER NOT NULL)"_s,
        u"CREATE TABLE request_blob (id INTEGER PRIMARY KEY, trial INTEGER NOT NULL, data BLOB NOT NULL)"_s,
        u"CREATE TABLE sample_blob (id INTEGER PRIMARY KEY, trial INTEGER NOT NULL, data BLOB NOT NULL)"_s,
        u"CREATE TABLE log_line (id INTEGER PRIMARY KEY, trial INTEGER NOT NULL, source INTEGER NOT NULL,"
        " time_ns INTEGER NOT NULL, text TEXT NOT NULL)"_s,
        u"CREATE TABLE caveat (id INTEGER PRIMARY KEY, trial INTEGER NOT NULL, text TEXT NOT NULL)"_s,
        u"INSERT INTO format VALUES (1, '', 0)"_s};
}

void writeVersionOne(const QString &path)
{
    tamper(path, tablesOfVersionOne());
    QString json = QString::fromUtf8(scenarioToJson(fullScenario()));
    json.replace(u'\'', u"''"_s);
    tamper(path,
        {u"INSERT INTO session VALUES ('0123456789abcdef', 1795183506789, '0.1.0', '7', x'626f786d61726b', '"_s + json
                + u"', 'old')"_s,
            u"INSERT INTO trial VALUES (1, 'process', 1, 2, '', 1795183507001, 312345678, 2000000000, 7000000001,"
            " 123456789, 3)"_s,
            u"INSERT INTO trial VALUES (2, 'docker runsc', 1, 3, 'why', NULL, NULL, NULL, NULL, NULL, 0)"_s,
            u"INSERT INTO phase (trial, name, start_ns, end_ns) VALUES (1, 'spawn', 0, 1234567)"_s,
            u"INSERT INTO caveat (trial, text) VALUES (1, 'no memory limit')"_s});
}

} // namespace

class TestEarlierSchema : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path() const { return m_folder.filePath(u"x.boxmark"_s); }

private slots:
    void init() { test::failOnAnyWarning(); }

    void aFileOfVersionOneOpensAndKnowsNothingOfBoxes()
    {
        writeVersionOne(path());
        const auto reader = openSession(path());
        QVERIFY(reader);
        QVERIFY(reader->notice().isEmpty());
        QVERIFY(reader->session().ending.isEmpty());
        const QList<Trial> &trials = reader->session().trials;
        QCOMPARE(trials.size(), 2);
        Trial expected = completedTrial();
        expected.diskSize.reset();
        expected.ceiling.reset();
        expected.box = {};
        expected.noise = {};
        expected.loader = {};
        expected.pathFloor.reset();
        QCOMPARE(trials[0], expected);
        QCOMPARE(trials[1].state, TrialState::Failed);
        QCOMPARE(trials[1].box, BoxFacts {});
        QCOMPARE(readTrial(*reader, 1).phases.size(), 1);
        const QList<Caveat> caveats {{CaveatKind::Note, u"no memory limit"_s}};
        QCOMPARE(readTrial(*reader, 1).caveats, caveats);
        QVERIFY(reader->saveNotes(u"new"_s).ok());
        QCOMPARE(openSession(path())->session().notes, u"new"_s);
    }

    /// They name the columns that they know, but what is in the blobs is new to them.
    void programsOfEarlierVersionsAreToldThatOurFilesAreBeyondThem()
    {
        const QString ours = m_folder.filePath(u"ours.boxmark"_s);
        writeSession(ours);
        auto database = Database::open(ours, Database::Access::ReadOnly);
        QVERIFY(database.ok());
        QCOMPARE(database.value()->singleValue(u"SELECT minimum_reader_version FROM format"_s).value().toInt(),
            schema::version);
    }

    void whatCannotBeABoxIsRefused_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("accelerator of the future") << u"accelerator = 4"_s;
        QTest::newRow("negative accelerator") << u"accelerator = -1"_s;
        QTest::newRow("accelerator that is a word") << u"accelerator = 'kvm'"_s;
        QTest::newRow("cpus that are a word") << u"cpus = 'two'"_s;
        QTest::newRow("memory that is a word") << u"memory_bytes = 'much'"_s;
        QTest::newRow("ceiling that is a word") << u"ceiling_per_s = 'high'"_s;
        QTest::newRow("ceiling below zero") << u"ceiling_per_s = -1"_s;
        QTest::newRow("disk that is a word") << u"disk_size_bytes = 'large'"_s;
        QTest::newRow("floor that is a word") << u"path_floor_ns = 'low'"_s;
        QTest::newRow("loader's CPU that is a word") << u"loader_cpu_percent = 'all'"_s;
        QTest::newRow("loader's CPU without end") << u"loader_cpu_percent = 9e999"_s;
        QTest::newRow("noise that is no JSON") << u"noise_json = 'loud'"_s;
        QTest::newRow("noise of the wrong kind") << u"noise_json = '{\"steal_percent\": \"much\"}'"_s;
    }

    void whatCannotBeABoxIsRefused()
    {
        QFETCH(QString, change);
        const QString forged = m_folder.filePath(u"forged.boxmark"_s);
        writeSession(forged);
        tamper(forged, {u"UPDATE trial SET "_s + change});
        const auto opened = SessionReader::open(forged);
        QVERIFY(!opened.ok());
        QVERIFY2(opened.error().why.contains(u"damaged"_s) || opened.error().text().contains(u"damaged"_s),
            qPrintable(opened.error().text()));
    }
};

QTEST_GUILESS_MAIN(TestEarlierSchema)
#include "tst_earlierschema.moc"
