// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "csvparser.h"
#include "helpers/filecontents.h"
#include "helpers/sessionfixture.h"
#include "helpers/smalldisk.h"
#include "helpers/strictlog.h"
#include "report/export.h"
#include "report/reportfile.h"

#include <QDir>
#include <QFile>

using namespace boxmark;
using namespace boxmark::test;

/// An export is written as a whole or leaves what was there, and says why.
class TestExportFailure : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<SessionReader> m_session;

private slots:
    void initTestCase()
    {
        writeSession(m_folder.filePath(u"x.boxmark"_s), 40'000); // their rows are larger than the small disk
        m_session = openSession(m_folder.filePath(u"x.boxmark"_s));
        QVERIFY(m_session);
    }
    void init() { test::failOnAnyWarning(); }

    void anUnknownFormatIsRefusedBeforeAnythingIsWritten()
    {
        const QString folder = m_folder.filePath(u"formats"_s);
        const auto refused = exportSession(*m_session, folder, {u"csv"_s, u"tape"_s});
        QVERIFY(!refused.ok());
        QVERIFY(refused.error().what.contains(u"tape"_s));
        QVERIFY(refused.error().remedy.contains(u"csv, png"_s));
        QVERIFY(!QDir(folder).exists());
        const auto written = exportSession(*m_session, folder, {u"csv"_s});
        QVERIFY(written.ok());
        QCOMPARE(written.value().size(), 7);
        QCOMPARE(QDir(folder).entryList(QDir::Files).size(), 7);
    }

    void anEarlierExportIsReplaced()
    {
        const QString folder = m_folder.filePath(u"replaced"_s);
        QVERIFY(exportSession(*m_session, folder, {u"csv"_s}).ok());
        const QByteArray first = contentsOf(folder + u"/summary.csv"_s);
        QFile(folder + u"/summary.csv"_s).resize(3);
        QVERIFY(exportSession(*m_session, folder, {u"csv"_s}).ok());
        QVERIFY(contentsOf(folder + u"/summary.csv"_s) == first);
    }

    void aFullDiskLeavesTheEarlierFilesAndNoHalfOnes_data()
    {
        QTest::addColumn<qint64>("bytes");
        QTest::newRow("full between two writes") << qint64(1024 * 1024);
        QTest::newRow("full in the midst of one") << qint64(300 * 1024);
    }

    void aFullDiskLeavesTheEarlierFilesAndNoHalfOnes()
    {
        QFETCH(qint64, bytes);
        const SmallDisk disk(bytes);
        if (!disk.isThere())
            QSKIP(qPrintable(disk.reason()));
        QFile earlier(disk.path() + u"/requests.csv"_s);
        QVERIFY(earlier.open(QIODevice::WriteOnly) && earlier.write("earlier") == 7);
        earlier.close();
        const auto exported = exportSession(*m_session, disk.path(), {u"csv"_s});
        QVERIFY(!exported.ok());
        QVERIFY2(exported.error().why.contains(u"No space left"_s), qPrintable(exported.error().text()));
        QVERIFY(!exported.error().remedy.isEmpty());
        QCOMPARE(contentsOf(disk.path() + u"/requests.csv"_s), QByteArray("earlier"));
        for (const QString &name : QDir(disk.path()).entryList(QDir::Files | QDir::Hidden)) {
            QVERIFY2(name.endsWith(u".csv"_s), qPrintable(name)); // nothing temporary
            QVERIFY(name == u"requests.csv"_s || parseCsv(contentsOf(disk.path() + u'/' + name)).valid);
        }
    }

    void aReportThatDoesNotFitTellsWhy()
    {
        const SmallDisk disk(64 * 1024);
        if (!disk.isThere())
            QSKIP(qPrintable(disk.reason()));
        const auto written = replaceFile(disk.path() + u"/report.html"_s, QByteArray(100'000, 'x'));
        QVERIFY(!written.ok());
        QVERIFY2(written.error().why.contains(u"No space left"_s), qPrintable(written.error().text()));
        QVERIFY(QDir(disk.path()).isEmpty());
    }

    void aFolderThatCannotBeMadeIsExplained_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::newRow("a file") << m_folder.filePath(u"x.boxmark"_s);
        QTest::newRow("below a file") << m_folder.filePath(u"x.boxmark/out"_s);
        QTest::newRow("no place for files") << u"/proc/out"_s;
    }

    void aFolderThatCannotBeMadeIsExplained()
    {
        QFETCH(QString, folder);
        const auto exported = exportSession(*m_session, folder, {u"csv"_s});
        QVERIFY(!exported.ok());
        QVERIFY(exported.error().what.contains(folder));
        QVERIFY(!exported.error().why.isEmpty() && !exported.error().remedy.isEmpty());
    }

    void aFolderWhereNothingCanBeWrittenIsExplained()
    {
        const auto exported = exportSession(*m_session, u"/proc"_s, {u"csv"_s});
        QVERIFY(!exported.ok());
        QVERIFY(!exported.error().why.isEmpty() && !exported.error().remedy.isEmpty());
    }

    void aDamagedSessionIsExportedNotAtAllRatherThanInPart()
    {
        const QString damaged = m_folder.filePath(u"damaged.boxmark"_s);
        QVERIFY(QFile::copy(m_folder.filePath(u"x.boxmark"_s), damaged));
        tamper(damaged, {u"UPDATE request_blob SET data = x'00' WHERE trial = 1"_s});
        const QString folder = m_folder.filePath(u"none"_s);
        QVERIFY(!exportSession(*openSession(damaged), folder, {u"csv"_s}).ok());
        QVERIFY(QDir(folder).isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestExportFailure)
#include "tst_exportfailure.moc"
