// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessionfixture.h"
#include "helpers/strictlog.h"
#include "session/json/scenariojson.h"
#include "session/sessionstore.h"

#include <QFileInfo>
#include <QStandardPaths>

using namespace boxmark;
using namespace boxmark::test;

class TestSessionRoundTrip : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const QString &name = u"x.boxmark"_s) const { return m_folder.filePath(name); }

private slots:
    void init()
    {
        test::failOnAnyWarning();
        QStandardPaths::setTestModeEnabled(true);
    }

    void theSessionComesBackAsItWas()
    {
        writeSession(path());
        const auto reader = openSession(path());
        QVERIFY(reader);
        const Session &back = reader->session();
        const Session wrote = fullSession();
        QCOMPARE(back.id, wrote.id);
        QCOMPARE(back.createdUtc, wrote.createdUtc);
        QCOMPARE(back.createdUtc.timeSpec(), Qt::UTC);
        QCOMPARE(back.boxmarkVersion, wrote.boxmarkVersion);
        QCOMPARE(back.seed, wrote.seed);
        QCOMPARE(back.environment.facts, wrote.environment.facts);
        QCOMPARE(back.notes, wrote.notes);
        QCOMPARE(back.ending, wrote.ending);
        QCOMPARE(back.filePath, path());
        QCOMPARE(back.scenario.source, wrote.scenario.source);
        QCOMPARE(scenarioToJson(back.scenario), scenarioToJson(wrote.scenario));
        const QList<Trial> trials {completedTrial(), wrote.trials[1], wrote.trials[2]};
        QCOMPARE(back.trials, trials);
        QVERIFY(reader->notice().isEmpty());
    }

    void everyKindOfRecordComesBackAsItWasAndInItsOrder()
    {
        const QList<Phase> phases {{phase::spawn, TrialTime(0), TrialTime(1'234'567)},
            {phase::firstResponse, TrialTime(1'234'567), TrialTime(999'999'999)},
            {u"Ünüsual"_s, TrialTime(-5), TrialTime(0)}};
        const QList<LogLine> lines {{LogSource::App, TrialTime(5), u"listening"_s},
            {LogSource::Build, TrialTime(3), u"tab\t, \U0001F600 and \u0000 nul"_s},
            {LogSource::Command, TrialTime(9), u""_s}, {LogSource::Console, TrialTime(10), QString(100'000, u'x')},
            {LogSource::Boxmark, TrialTime(11), u"end"_s}};
        const QList<Caveat> caveats {
            {CaveatKind::Note, u"cpus not applied"_s}, {CaveatKind::Disturbed, u"another program ran"_s}};
        const auto requests = realisticRequests(200'000, 16'000, RequestTicks(3'000));
        const auto samples = realisticSamples(std::chrono::seconds(30));
        const auto others = realisticRequests(50, 10, RequestTicks(3'000'000), RequestTicks(0), 9);

        auto writer = SessionWriter::create(path(), true);
        QVERIFY(writer.ok());
        SessionWriter &to = *writer.value();
        to.sessionStarted(fullSession());
        for (qsizetype i = 0; i < lines.size(); ++i) {
            if (i < phases.size())
                to.record(1, phases[i]);
            to.record(1, lines[i]);
            if (i < caveats.size())
                to.record(1, caveats[i]);
        }
        to.record(1, toBatch({requests.begin(), requests.begin() + 150'000}));
        to.record(2, toBatch(others));
        to.trialChanged(completedTrial()); // a transaction of its own
        to.record(1, toBatch({requests.begin() + 150'000, requests.end()}));
        to.record(1, RequestBatch {});
        for (const ResourceSample &sample : samples)
            to.record(1, sample);
        to.sessionEnded();
        QVERIFY(to.status().ok());

        const auto reader = openSession(path());
        QVERIFY(reader);
        const ReadBack back = readTrial(*reader, 1);
        QCOMPARE(back.phases, phases);
        QCOMPARE(back.logLines, lines);
        QCOMPARE(back.caveats, caveats);
        QCOMPARE(back.requests, toBatch(requests).requests);
        QCOMPARE(back.samples, QList<ResourceSample>(samples.begin(), samples.end()));
        QCOMPARE(readTrial(*reader, 2).requests, toBatch(others).requests);
        QVERIFY(readTrial(*reader, 3).requests.isEmpty());
    }

    void aRunOfLessThanASecondIsWhole()
    {
        auto writer = SessionWriter::create(path(), true);
        QVERIFY(writer.ok());
        writer.value()->sessionStarted(fullSession());
        writer.value()->record(1, Caveat {CaveatKind::Note, u"short"_s});
        writer.value().reset(); // without sessionEnded(), as after a failure elsewhere
        const auto reader = openSession(path());
        QVERIFY(reader);
        QCOMPARE(readTrial(*reader, 1).caveats.size(), 1);
    }

    void whatWasToldIsOnDiskWithinTheSecondWithoutBeingAsked()
    {
        auto writer = SessionWriter::create(path(), true);
        QVERIFY(writer.ok());
        writer.value()->sessionStarted(fullSession());
        writer.value()->record(1, Caveat {CaveatKind::Note, u"while running"_s});
        const auto seen = [&] {
            const auto reader = SessionReader::open(path());
            return reader.ok() && readTrial(*reader.value(), 1).caveats.size() == 1;
        };
        QTRY_VERIFY_WITH_TIMEOUT(seen(), 10'000);
    }

    void aTrialThatChangesIsOnDiskAtOnce()
    {
        auto writer = SessionWriter::create(path(), true);
        QVERIFY(writer.ok());
        writer.value()->sessionStarted(fullSession());
        writer.value()->trialChanged(completedTrial());
        const auto seen = [&] {
            const auto reader = SessionReader::open(path());
            return reader.ok() && reader.value()->session().trials.first() == completedTrial();
        };
        QTRY_VERIFY(seen());
    }

    /// Reading in the program that writes must not drop the locks that the writer holds.
    void roundsThatArePlannedLaterAndTheReasonToEndAreKept()
    {
        auto writer = SessionWriter::create(path(), true);
        QVERIFY(writer.ok());
        Session session = fullSession();
        session.ending.clear();
        writer.value()->sessionStarted(session);
        const Trial later {.id = 4, .target = u"docker runsc"_s, .number = 2};
        writer.value()->trialChanged(later);
        writer.value()->factLearned(u"docker"_s, u"20.10.24"_s);
        writer.value()->concluded(u"Narrow enough."_s);
        writer.value()->sessionEnded();
        const auto reader = openSession(path());
        QVERIFY(reader);
        QCOMPARE(reader->session().trials.size(), 4);
        QCOMPARE(reader->session().trials.last(), later);
        QCOMPARE(reader->session().ending, u"Narrow enough."_s);
        QCOMPARE(reader->session().environment.facts.size(), session.environment.facts.size() + 1);
        QCOMPARE(reader->session().environment.value(u"docker"_s), u"20.10.24"_s);
    }

    void aSessionCanBeReadInTheProgramThatWritesIt()
    {
        const QString file = path(u"same.boxmark"_s);
        auto writer = SessionWriter::create(file);
        QVERIFY(writer.ok());
        writer.value()->sessionStarted(fullSession());
        Trial trial = completedTrial();
        trial.state = TrialState::Running;
        const auto requests = realisticRequests(50'000, 16'000, RequestTicks(3'000));
        for (std::size_t i = 0; i < 50; ++i) {
            const auto from = requests.begin() + static_cast<std::ptrdiff_t>(i * 1000);
            writer.value()->record(1, toBatch({from, from + 1000}));
            writer.value()->trialChanged(trial);
            const auto reader = SessionReader::open(file);
            QVERIFY2(reader.ok() || reader.error().why.contains(u"holds no run"_s),
                reader ? "" : qPrintable(reader.error().text()));
            if (reader)
                QVERIFY(readTrial(*reader.value(), 1).requests.size() <= static_cast<qsizetype>((i + 1) * 1000));
        }
        writer.value()->sessionEnded();
        QVERIFY(writer.value()->status().ok());
        QCOMPARE(readTrial(*openSession(file), 1).requests, toBatch(requests).requests);
    }

    void notesAreSavedAndTheRestIsUntouched()
    {
        writeSession(path());
        const auto reader = openSession(path());
        QVERIFY(reader);
        const ReadBack before = readTrial(*reader, 1);
        QVERIFY(reader->saveNotes(u"second thoughts"_s).ok());
        QCOMPARE(reader->session().notes, u"second thoughts"_s);
        const auto again = openSession(path());
        QVERIFY(again);
        QCOMPARE(again->session().notes, u"second thoughts"_s);
        QCOMPARE(readTrial(*again, 1).requests, before.requests);
        QVERIFY(again->saveNotes({}).ok());
        QVERIFY(openSession(path())->session().notes.isEmpty());
    }

    void nothingIsLeftBesideTheFile()
    {
        QTemporaryDir folder;
        writeSession(folder.filePath(u"only.boxmark"_s));
        const auto reader = openSession(folder.filePath(u"only.boxmark"_s));
        QVERIFY(reader);
        QCOMPARE(QDir(folder.path()).entryList(QDir::Files | QDir::Hidden), QStringList {u"only.boxmark"_s});
    }

    void anExistingFileIsReplacedOnlyWhenAsked()
    {
        writeSession(path());
        const auto refused = SessionWriter::create(path());
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().why.contains(u"already"_s));
        QVERIFY(!refused.error().remedy.isEmpty());
        QVERIFY(openSession(path())); // untouched
        auto writer = SessionWriter::create(path(), true);
        QVERIFY(writer.ok());
        writer.value()->sessionStarted(fullSession());
        writer.value()->sessionEnded();
        QVERIFY(readTrial(*openSession(path()), 1).requests.isEmpty());
    }

    void theFolderOfSessionsIsMade()
    {
        QDir(sessionFolder()).removeRecursively();
        const QString first
            = newSessionPath(sessionFolder(), u"Prime counting!"_s, QDateTime(QDate(2026, 11, 20), QTime(14, 5)));
        QCOMPARE(first, sessionFolder() + u"/prime-counting 2026-11-20 14-05.boxmark"_s);
        writeSession(first);
        QVERIFY(openSession(first));
        const QString second
            = newSessionPath(sessionFolder(), u"Prime counting!"_s, QDateTime(QDate(2026, 11, 20), QTime(14, 5)));
        QCOMPARE(second, sessionFolder() + u"/prime-counting 2026-11-20 14-05 (2).boxmark"_s);
        QDir(sessionFolder()).removeRecursively();
    }

    void aFileNameCanBeMadeOfAnyScenarioName_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("part");
        QTest::newRow("path") << u"../../etc/passwd"_s << u"etc-passwd"_s;
        QTest::newRow("empty") << u""_s << u"session"_s;
        QTest::newRow("signs") << u"***"_s << u"session"_s;
        QTest::newRow("letters") << u"Überprüfung 日本"_s << u"überprüfung-日本"_s;
        QTest::newRow("long") << QString(500, u'A') << QString(60, u'a');
        QTest::newRow("control") << u"a\n\0b"_s << u"a-b"_s;
    }

    void aFileNameCanBeMadeOfAnyScenarioName()
    {
        QFETCH(QString, name);
        QFETCH(QString, part);
        const QTemporaryDir folder;
        const QString made = newSessionPath(folder.path(), name, QDateTime(QDate(2026, 1, 2), QTime(3, 4)));
        QCOMPARE(QFileInfo(made).fileName(), part + u" 2026-01-02 03-04.boxmark"_s);
        writeSession(made);
        QVERIFY(openSession(made));
    }
};

QTEST_GUILESS_MAIN(TestSessionRoundTrip)
#include "tst_sessionroundtrip.moc"
