// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "process/journal.h"
#include "process/processidentity.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class TestJournal : public QObject
{
    Q_OBJECT

    static QStringList files(const QTemporaryDir &directory) { return QDir(directory.path()).entryList(QDir::Files); }

private slots:
    void init() { test::failOnAnyWarning(); }

    void anEntryIsOnDiskWhenAddReturnsAndGoneAfterRemove()
    {
        QTemporaryDir directory;
        {
            Journal journal(directory.path());
            const JournalEntry container {u"docker"_s, u"container"_s, u"boxmark-1"_s};
            const JournalEntry group {u"process"_s, u"cgroup"_s, u"/sys/fs/cgroup/x"_s};
            QVERIFY(journal.add(container).ok());
            QVERIFY(journal.add(group).ok());
            QCOMPARE(files(directory).size(), 1);
            QFile file(directory.filePath(files(directory).first()));
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray text = file.readAll();
            QVERIFY(text.contains("boxmark-1") && text.contains("/sys/fs/cgroup/x"));
            journal.remove(container);
            QFile again(file.fileName());
            QVERIFY(again.open(QIODevice::ReadOnly));
            QVERIFY(!again.readAll().contains("boxmark-1"));
            journal.remove(group);
        }
        QVERIFY(files(directory).isEmpty());
    }

    void whatRunsIsNotALeftover()
    {
        QTemporaryDir directory;
        Journal other(directory.path());
        QVERIFY(other.add({u"docker"_s, u"container"_s, u"mine"_s}).ok());
        QVERIFY(Journal(directory.path()).leftovers().isEmpty());
    }

    void aKilledProgramLeavesItsEntries()
    {
        QTemporaryDir directory;
        QProcess holder;
        holder.start(
            QCoreApplication::applicationDirPath() + u"/process_holder"_s, {directory.path(), u"sleep"_s, u"1000"_s});
        QVERIFY(holder.waitForReadyRead());
        const Journal journal(directory.path());
        QVERIFY(journal.leftovers().isEmpty());
        holder.kill();
        QVERIFY(holder.waitForFinished());

        const QList<Journal::Leftover> left = journal.leftovers();
        QCOMPARE(left.size(), 1);
        const JournalEntry expected {u"process"_s, u"cgroup"_s, u"/left/by a \"killed\" program"_s};
        QCOMPARE(left.first().entries, QList {expected});
        Journal::forget(left.first());
        QVERIFY(journal.leftovers().isEmpty());
    }

    void aPidThatWasGivenOutAgainIsNotTaken()
    {
        const QString own = ownProcessIdentity();
        QVERIFY(isRunning(own));
        const QStringList parts = own.split(u'-');
        const QString otherStart = QString::number(parts[1].toULongLong() + 1);
        QVERIFY(!isRunning(QStringList {parts[0], otherStart, parts[2]}.join(u'-')));
        QVERIFY(!isRunning(QStringList {parts[0], parts[1], u"00000000"_s}.join(u'-')));
        QVERIFY(!isRunning(u"nonsense"_s));
        QVERIFY(!isRunning(QString()));
    }

    void aDamagedLineIsSkippedAndLogged()
    {
        QTemporaryDir directory;
        QFile file(directory.filePath(u"1-1-00000000.1.journal"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"kind\":\"docker\",\"type\":\"container\",\"name\":\"a\"}\n{\"kind\":\"dock");
        file.close();
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"damaged line"_s));
        const auto left = Journal(directory.path()).leftovers();
        QCOMPARE(left.size(), 1);
        QCOMPARE(left.first().entries, (QList {JournalEntry {u"docker"_s, u"container"_s, u"a"_s}}));
    }

    void aFolderThatCannotBeWrittenIsAnErrorWithARemedy()
    {
        QTemporaryDir directory;
        QFile blocker(directory.filePath(u"file"_s));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        Journal journal(blocker.fileName() + u"/journal"_s);
        const auto added = journal.add({u"docker"_s, u"container"_s, u"a"_s});
        QVERIFY(!added.ok());
        QVERIFY(!added.error().remedy.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
