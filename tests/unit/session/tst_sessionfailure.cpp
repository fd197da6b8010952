// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/sessionfixture.h"
#include "helpers/smalldisk.h"
#include "helpers/strictlog.h"
#include "privileges.h"

#include <QFile>
#include <QSignalSpy>

#include <csignal>
#include <sys/resource.h>
#include <sys/stat.h>

using namespace boxmark;
using namespace boxmark::test;

namespace {

/// No file may grow beyond this while it lives.
class FileSizeLimit
{
public:
    explicit FileSizeLimit(rlim_t bytes)
        : m_signal(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit limit = m_before;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_signal);
    }
    FileSizeLimit(const FileSizeLimit &) = delete;
    FileSizeLimit &operator=(const FileSizeLimit &) = delete;

private:
    void (*m_signal)(int);
    rlimit m_before {};
};

bool holdsRequests(const QString &file)
{
    const auto reader = SessionReader::open(file);
    return reader.ok() && !readTrial(*reader.value(), 1).requests.isEmpty();
}

/// Begins the session in `file` and waits until its first 16,000 requests lie there.
void writeFirstRound(SessionWriter &writer, const QString &file)
{
    writer.sessionStarted(fullSession());
    writer.record(1, toBatch(realisticRequests(16'000, 16'000, RequestTicks(3'000))));
    writer.trialChanged(completedTrial());
    QTRY_VERIFY(holdsRequests(file));
}

/// Writes until it is told of a failure: each round is about 50 kB. What is written together, once the first round is,
/// fails together: on a slow disk that may be all of it.
void writeUntilFailure(SessionWriter &writer, const QSignalSpy &failures, const QString &file)
{
    writeFirstRound(writer, file);
    const RequestBatch batch = toBatch(realisticRequests(16'000, 16'000, RequestTicks(3'000)));
    for (int round = 0; round < 30 && failures.isEmpty(); ++round) {
        writer.record(1, batch);
        writer.trialChanged(completedTrial());
        QTest::qWait(5);
    }
    QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, 60'000);
}

} // namespace

class TestSessionFailure : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString path(const QString &name = u"x.boxmark"_s) const { return m_folder.filePath(name); }

    /// After `file` could not be written any further.
    void failsOnceAndKeepsWhatWasWritten(SessionWriter &writer, const QSignalSpy &failures, const QString &file)
    {
        writer.record(1, Caveat {CaveatKind::Note, u"too late"_s});
        writer.trialChanged(completedTrial());
        writer.sessionEnded();
        QCOMPARE(failures.size(), 1);
        QVERIFY(!writer.status().ok());
        QVERIFY(!writer.status().error().remedy.isEmpty());
        const auto reader = openSession(file);
        QVERIFY(reader);
        const ReadBack back = readTrial(*reader, 1);
        QVERIFY(!back.requests.isEmpty());
        QCOMPARE(back.requests.size() % 16'000, 0); // whole transactions only
        QVERIFY(back.caveats.isEmpty());
    }

private slots:
    void init() { test::failOnAnyWarning(); }

    void aFullDiskIsToldOnceAndLosesNothingThatWasWritten()
    {
        const SmallDisk disk(512 * 1024);
        if (!disk.isThere())
            QSKIP(qPrintable(disk.reason()));
        const QString file = disk.path() + u"/full.boxmark"_s;
        auto writer = SessionWriter::create(file);
        QVERIFY(writer.ok());
        const QSignalSpy failures(writer.value().get(), &SessionWriter::failed);
        writeUntilFailure(*writer.value(), failures, file);
        QVERIFY2(writer.value()->status().error().why.contains(u"disk is full"_s),
            qPrintable(writer.value()->status().error().text()));
        failsOnceAndKeepsWhatWasWritten(*writer.value(), failures, file);
        writer.value().reset(); // before the disk goes
    }

    void aDiskThatRefusesIsToldOnceAndLosesNothingThatWasWritten()
    {
        auto writer = SessionWriter::create(path());
        QVERIFY(writer.ok());
        const QSignalSpy failures(writer.value().get(), &SessionWriter::failed);
        {
            const FileSizeLimit limit(512 * 1024);
            writeUntilFailure(*writer.value(), failures, path());
        }
        QVERIFY(!writer.value()->status().error().why.isEmpty());
        failsOnceAndKeepsWhatWasWritten(*writer.value(), failures, path());
    }

    void aFileThatIsMovedAwayIsToldOnceAndReadableWhereItIs()
    {
        auto writer = SessionWriter::create(path(u"before.boxmark"_s));
        QVERIFY(writer.ok());
        const QSignalSpy failures(writer.value().get(), &SessionWriter::failed);
        writeFirstRound(*writer.value(), path(u"before.boxmark"_s));
        QVERIFY(QFile::rename(path(u"before.boxmark"_s), path(u"after.boxmark"_s)));
        writer.value()->trialChanged(completedTrial());
        QTRY_COMPARE_WITH_TIMEOUT(failures.size(), 1, 60'000);
        QVERIFY(writer.value()->status().error().what.contains(u"taken away"_s));
        failsOnceAndKeepsWhatWasWritten(*writer.value(), failures, path(u"after.boxmark"_s));
        QVERIFY(!QFile::exists(path(u"before.boxmark"_s)));
    }

    /// Nobody runs an event loop between the failure and the end: the signal still comes.
    void aFailureAtTheEndIsToldToo()
    {
        auto writer = SessionWriter::create(path(u"gone.boxmark"_s));
        QVERIFY(writer.ok());
        const QSignalSpy failures(writer.value().get(), &SessionWriter::failed);
        QVERIFY(QFile::remove(path(u"gone.boxmark"_s)));
        writer.value()->sessionStarted(fullSession());
        writer.value()->sessionEnded();
        QCOMPARE(failures.size(), 1);
        QTest::qWait(0);
        QCOMPARE(failures.size(), 1);
    }

    void aFileThatCannotBeMadeIsToldBeforeTheRun_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no folder") << path(u"none/x.boxmark"_s) << u"no folder"_s;
        QTest::newRow("a folder") << m_folder.path() << u"is a folder"_s;
        QTest::newRow("below a file") << u"/proc/version/x.boxmark"_s << u"no folder"_s;
        QTest::newRow("no place for files") << u"/proc/x.boxmark"_s << u"system says"_s;
        QTest::newRow("too long a name") << path(QString(300, u'x')) << u"system says"_s;
    }

    void aFileThatCannotBeMadeIsToldBeforeTheRun()
    {
        QFETCH(QString, file);
        QFETCH(QString, reason);
        const auto writer = SessionWriter::create(file);
        QVERIFY(!writer.ok());
        QVERIFY2(writer.error().why.contains(reason), qPrintable(writer.error().text()));
        QVERIFY(!writer.error().remedy.isEmpty());
        QVERIFY(QFileInfo(file).isDir() || !QFileInfo::exists(file));
    }

    void aFolderThatMayNotBeWrittenIsToldBeforeTheRun()
    {
        QVERIFY(QDir(m_folder.path()).mkpath(u"locked"_s));
        ::chmod(QFile::encodeName(m_folder.path()).constData(), 0755);
        ::chmod(QFile::encodeName(path(u"locked"_s)).constData(), 0555);
        {
            const Unprivileged nobody;
            const auto writer = SessionWriter::create(path(u"locked/x.boxmark"_s));
            QVERIFY(!writer.ok());
            QVERIFY2(writer.error().why.contains(u"Permission denied"_s), qPrintable(writer.error().text()));
        }
        ::chmod(QFile::encodeName(path(u"locked"_s)).constData(), 0755);
    }

    void aDiskThatIsFullFromTheStartIsToldBeforeTheRun()
    {
        const SmallDisk disk(16 * 1024);
        if (!disk.isThere())
            QSKIP(qPrintable(disk.reason()));
        const QString file = disk.path() + u"/full.boxmark"_s;
        const auto writer = SessionWriter::create(file);
        QVERIFY(!writer.ok());
        QVERIFY(writer.error().why.contains(u"disk is full"_s));
        QVERIFY(!QFile::exists(file));
    }
};

QTEST_GUILESS_MAIN(TestSessionFailure)
#include "tst_sessionfailure.moc"
