// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/filecontents.h"
#include "helpers/sessionfixture.h"
#include "helpers/strictlog.h"
#include "privileges.h"
#include "session/database/schema.h"

#include <QFile>
#include <QFileInfo>

#include <sys/stat.h>

using namespace boxmark;
using namespace boxmark::test;

namespace {

void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(bytes), bytes.size());
}

/// The file and its journal as a kill in the middle of a commit leaves them: pages of the transaction are in the file
/// already, and the journal holds what they were.
void makeHotJournal(const QString &from, const QString &to)
{
    auto database = Database::open(from, Database::Access::ReadWrite);
    QVERIFY(database.ok());
    for (const QString &statement : {u"PRAGMA cache_size = 2"_s, u"BEGIN IMMEDIATE"_s, u"DELETE FROM request_blob"_s,
             u"UPDATE session SET notes = 'torn'"_s,
             u"INSERT INTO caveat (trial, kind, text) SELECT 1, 0, hex(randomblob(2000)) FROM (WITH RECURSIVE n(i) AS"
             " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100) SELECT i FROM n)"_s}) {
        const auto done = database.value()->execute(statement);
        QVERIFY2(done.ok(), done ? "" : qPrintable(done.error().text()));
    }
    const QByteArray journal = contentsOf(from + u"-journal"_s);
    const QByteArray file = contentsOf(from);
    QVERIFY(journal.size() > 512);
    writeFile(to, file);
    writeFile(to + u"-journal"_s, journal);
    QVERIFY(database.value()->execute(u"ROLLBACK"_s).ok());
    QVERIFY(file != contentsOf(from)); // else there is nothing to roll back
}

} // namespace

class TestSessionRefusal : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const QString &name = u"x.boxmark"_s) const { return m_folder.filePath(name); }

    /// Refused, with a cause that contains `reason` and a remedy.
    void refuses(const QString &file, const QString &reason)
    {
        const auto opened = SessionReader::open(file);
        QVERIFY(!opened.ok());
        QVERIFY(opened.error().what.contains(file));
        QVERIFY2(opened.error().why.contains(reason), qPrintable(opened.error().text()));
        QVERIFY(!opened.error().remedy.isEmpty());
    }

private slots:
    void init() { test::failOnAnyWarning(); }

    void whatIsNoSessionIsRefusedWithItsOwnReason()
    {
        refuses(path(u"missing.boxmark"_s), u"no such file"_s);
        refuses(m_folder.path(), u"is a folder"_s);
        writeFile(path(u"empty.boxmark"_s), {});
        refuses(path(u"empty.boxmark"_s), u"is empty"_s);
        writeFile(path(u"text.boxmark"_s), "boxmark: 1\nname: not a session\n");
        refuses(path(u"text.boxmark"_s), u"not a SQLite database"_s);
        writeFile(path(u"long.boxmark"_s), QByteArray(100'000, 'x'));
        refuses(path(u"long.boxmark"_s), u"not a SQLite database"_s);
        refuses(u"/dev/null"_s, u"not a regular file"_s);
        QCOMPARE(::mkfifo(QFile::encodeName(path(u"pipe"_s)).constData(), 0600), 0);
        refuses(path(u"pipe"_s), u"not a regular file"_s);
    }

    void anotherProgramsDatabaseIsRefused()
    {
        tamper(path(u"foreign.sqlite"_s), {u"CREATE TABLE bookmarks (url TEXT)"_s, u"PRAGMA application_id = 7"_s});
        refuses(path(u"foreign.sqlite"_s), u"of another program"_s);
        tamper(path(u"ours.sqlite"_s),
            {u"CREATE TABLE bookmarks (url TEXT)"_s, u"PRAGMA application_id = %1"_s.arg(schema::applicationId),
                u"PRAGMA user_version = 1"_s});
        refuses(path(u"ours.sqlite"_s), u"is missing"_s);
        tamper(path(u"unversioned.sqlite"_s), {u"PRAGMA application_id = %1"_s.arg(schema::applicationId)});
        refuses(path(u"unversioned.sqlite"_s), u"holds no session"_s);
    }

    void aFileThatMayNotBeReadIsRefused()
    {
        writeSession(path());
        QFile::setPermissions(m_folder.path(), QFile::Permissions(0x7755));
        QFile::setPermissions(path(), {});
        const Unprivileged nobody;
        refuses(path(), u"may not read"_s);
    }

    void everyTruncationIsRefused()
    {
        writeSession(path(), 20'000);
        const QByteArray whole = contentsOf(path());
        const QString cut = path(u"cut.boxmark"_s);
        for (qsizetype size = 1; size < whole.size(); size += whole.size() / 97) {
            writeFile(cut, whole.first(size));
            const auto opened = SessionReader::open(cut);
            QVERIFY2(!opened.ok(), qPrintable(QString::number(size)));
            QVERIFY(!opened.error().why.isEmpty() && !opened.error().remedy.isEmpty());
        }
        writeFile(cut, whole.first(whole.size() - 4096));
        refuses(cut, u"cut short"_s);
    }

    /// Whatever is flipped, the reader ends, with a session or a reason.
    void damageNeverCrashes()
    {
        writeSession(path(), 2'000);
        const QByteArray whole = contentsOf(path());
        const QString damaged = path(u"damaged.boxmark"_s);
        std::mt19937_64 random(5);
        int refused = 0;
        int read = 0;
        for (int round = 0; round < 1500; ++round) {
            QByteArray bytes = whole;
            for (int change = 0; change < 1 + round % 20; ++change)
                bytes[static_cast<qsizetype>(random() % static_cast<quint64>(bytes.size()))]
                    = static_cast<char>(random());
            writeFile(damaged, bytes);
            const auto opened = SessionReader::open(damaged);
            if (!opened) {
                QVERIFY(!opened.error().why.isEmpty());
                ++refused;
                continue;
            }
            for (const Trial &trial : opened.value()->session().trials) {
                const auto records = opened.value()->readRecords(trial.id, [](const Record &) {});
                QVERIFY(records.ok() || !records.error().why.isEmpty());
                read += records.ok() ? 1 : 0;
            }
        }
        QVERIFY(refused > 100);
        QVERIFY(read > 100);
    }

    void aDamagedSecondIsToldWithItsTrial()
    {
        writeSession(path());
        tamper(path(), {u"UPDATE request_blob SET data = x'0100000000ff' WHERE id = 1"_s});
        const auto reader = openSession(path());
        QVERIFY(reader);
        const auto read = reader->readRecords(1, [](const Record &) {});
        QVERIFY(!read.ok());
        QVERIFY(read.error().what.contains(u"trial 1"_s));
        QVERIFY(read.error().why.contains(u"damaged"_s));
        QVERIFY(reader->readRecords(2, [](const Record &) {}).ok());
    }

    void valuesThatCannotBeAreRefused_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::newRow("state") << u"UPDATE trial SET state = 99"_s;
        QTest::newRow("text for number") << u"UPDATE trial SET number = 'many'"_s;
        QTest::newRow("time") << u"UPDATE trial SET measure_start_ns = 9223372036854775807"_s;
        QTest::newRow("date") << u"UPDATE session SET created_utc_ms = -9223372036854775808"_s;
        QTest::newRow("size") << u"UPDATE trial SET image_size_bytes = -1"_s;
        const QString megabytes = u"printf('%.*c', 10000000, 'x')"_s;
        QTest::newRow("endless name") << u"UPDATE trial SET target = "_s + megabytes;
        QTest::newRow("endless version") << u"UPDATE session SET boxmark_version = "_s + megabytes;
        QTest::newRow("endless reason") << u"UPDATE trial SET reason = "_s + megabytes;
        QTest::newRow("endless fact") << u"UPDATE environment SET value = "_s + megabytes;
        QTest::newRow("seed") << u"UPDATE session SET seed = 'x'"_s;
        QTest::newRow("scenario") << u"UPDATE session SET scenario_json = '{\"trials\": []}'"_s;
        QTest::newRow("no session") << u"DELETE FROM session"_s;
        QTest::newRow("column gone") << u"ALTER TABLE trial DROP COLUMN reason"_s;
    }

    void valuesThatCannotBeAreRefused()
    {
        QFETCH(QString, statement);
        writeSession(path());
        tamper(path(), {statement});
        const auto opened = SessionReader::open(path());
        QVERIFY(!opened.ok());
        QVERIFY(!opened.error().why.isEmpty());
    }

    void whatCouldRunCodeIsRefused_data()
    {
        QTest::addColumn<QString>("statement");
        QTest::newRow("view") << u"CREATE VIEW sneaky AS SELECT * FROM trial"_s;
        QTest::newRow("view for a table") << u"ALTER TABLE caveat RENAME TO real_caveat"_s;
        QTest::newRow("trigger") << u"CREATE TRIGGER sneaky AFTER UPDATE ON session BEGIN DELETE FROM trial; END"_s;
        QTest::newRow("virtual table") << u"CREATE VIRTUAL TABLE sneaky USING fts5(text)"_s;
    }

    void whatCouldRunCodeIsRefused()
    {
        QFETCH(QString, statement);
        writeSession(path());
        tamper(path(), {statement});
        refuses(
            path(), QString::fromLatin1(QTest::currentDataTag()) == u"view for a table" ? u"is missing"_s : u"views"_s);
    }

    void aNewerFileThatWeUnderstandIsOpenedReadOnly()
    {
        writeSession(path());
        tamper(path(),
            {u"PRAGMA user_version = %1"_s.arg(schema::version + 1), u"ALTER TABLE trial ADD COLUMN invented TEXT"_s,
                u"CREATE TABLE invented (x TEXT)"_s});
        const auto reader = openSession(path());
        QVERIFY(reader);
        QVERIFY(reader->notice().contains(u"newer"_s));
        QCOMPARE(reader->session().trials.first(), completedTrial());
        QCOMPARE(readTrial(*reader, 1).requests.size(), 100);
        const auto saved = reader->saveNotes(u"no"_s);
        QVERIFY(!saved.ok());
        QVERIFY(saved.error().why.contains(u"newer"_s));
    }

    void aNewerFileBeyondUsIsRefused()
    {
        writeSession(path());
        tamper(path(), {u"PRAGMA user_version = 7"_s, u"UPDATE format SET minimum_reader_version = 7"_s});
        refuses(path(), u"newer Boxmark: its format has version 7"_s);
        tamper(path(), {u"DROP TABLE format"_s});
        refuses(path(), u"newer Boxmark"_s);
    }

    void whatAKilledCommitLeftIsRolledBack()
    {
        writeSession(path(), 20'000);
        const QString torn = path(u"torn.boxmark"_s);
        makeHotJournal(path(), torn);
        const auto reader = openSession(torn);
        QVERIFY(reader);
        QCOMPARE(reader->session().notes, u"quiet machine"_s);
        QCOMPARE(readTrial(*reader, 1).requests.size(), 20'000);
        QVERIFY(readTrial(*reader, 1).caveats.isEmpty());
        QVERIFY(!QFileInfo::exists(torn + u"-journal"_s));
    }

    void aJournalInAReadOnlyFolderIsExplained()
    {
        writeSession(path(), 20'000);
        QVERIFY(QDir(m_folder.path()).mkpath(u"locked"_s));
        const QString torn = path(u"locked/torn.boxmark"_s);
        makeHotJournal(path(), torn);
        ::chmod(QFile::encodeName(m_folder.path()).constData(), 0755);
        ::chmod(QFile::encodeName(torn).constData(), 0444);
        ::chmod(QFile::encodeName(torn + u"-journal"_s).constData(), 0444);
        ::chmod(QFile::encodeName(path(u"locked"_s)).constData(), 0555);
        {
            const Unprivileged nobody;
            refuses(torn, u"may not write"_s);
            QVERIFY(SessionReader::open(torn).error().remedy.contains(u"-journal"_s));
        }
        ::chmod(QFile::encodeName(path(u"locked"_s)).constData(), 0755);
    }

    void aReadOnlyFileIsReadButItsNotesAreNotSaved()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(u"readonly"_s));
        const QString file = path(u"readonly/x.boxmark"_s);
        writeSession(file);
        ::chmod(QFile::encodeName(m_folder.path()).constData(), 0755);
        ::chmod(QFile::encodeName(file).constData(), 0444);
        ::chmod(QFile::encodeName(path(u"readonly"_s)).constData(), 0555);
        {
            const Unprivileged nobody;
            const auto reader = openSession(file);
            QVERIFY(reader);
            QCOMPARE(readTrial(*reader, 1).requests.size(), 100);
            const auto saved = reader->saveNotes(u"no"_s);
            QVERIFY(!saved.ok());
            QVERIFY(saved.error().why.contains(u"may not write"_s));
        }
        ::chmod(QFile::encodeName(path(u"readonly"_s)).constData(), 0755);
    }
};

QTEST_GUILESS_MAIN(TestSessionRefusal)
#include "tst_sessionrefusal.moc"
