// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/owncache.h"
#include "helpers/recordingprocessfactory.h"
#include "helpers/strictlog.h"
#include "helpers/workrun.h"
#include "image/appdisk.h"
#include "image/cache.h"

#include <QDir>

using namespace boxmark;
using namespace boxmark::test;
using namespace Qt::StringLiterals;

namespace {

const AppImage image {.id = u"sha256:0123"_s, .size = {1000}, .config = {}};

std::unique_ptr<RecordingProcessFactory> workingEngine()
{
    auto factory = std::make_unique<RecordingProcessFactory>();
    for (const auto &verb : {u"create"_s, u"export"_s, u"rm"_s})
        factory->answer({u"docker"_s, verb}, {});
    factory->answer({u"tar2sqfs"_s}, {.effect = [] {
        const QDir kind(cacheFolder() + u"/disks"_s);
        QFile disk(kind.filePath(kind.entryList({u"*.building"_s}, QDir::Dirs).first()) + u"/root.squashfs"_s);
        QVERIFY(disk.open(QIODevice::WriteOnly));
        disk.write("hsqs");
    }});
    return factory;
}

} // namespace

class TestAppDiskCommands : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void theContainerIsJournaledLabelledAndRemoved()
    {
        const OwnCache cache;
        auto factory = workingEngine();
        const RecordingProcessFactory &recorded = *factory;
        WorkRun run(std::move(factory));
        QByteArray journaled;
        run.context.log = [&](const LogLine &line) {
            if (!line.text.startsWith(u"docker create"_s))
                return;
            for (const auto &file : QDir(run.journalFolder.path()).entryInfoList(QDir::Files)) {
                QFile journal(file.filePath());
                QVERIFY(journal.open(QIODevice::ReadOnly));
                journaled += journal.readAll();
            }
        };
        const auto disk = await(prepareAppDisk(image, run.context));
        QVERIFY2(disk.ok(), whyNot(disk).constData());
        QCOMPARE(disk.value().size.count, 4);
        const QStringList commands = recorded.commandLines();
        QCOMPARE(commands.size(), 4);
        const QString name = recorded.specs()[0].arguments[4];
        QVERIFY2(name.startsWith(u"boxmark-"_s) && name.endsWith(u"-export-1"_s), qPrintable(name));
        QVERIFY(journaled.contains(name.toUtf8()));
        QVERIFY(commands[0].contains(u"--label boxmark=1"_s));
        QCOMPARE(commands[1], u"docker export "_s + name);
        QVERIFY(commands[2].startsWith(u"tar2sqfs "_s));
        QVERIFY(commands[2].contains(u"lz4"_s));
        QCOMPARE(commands[3], u"docker rm --force --volumes "_s + name);
        QCOMPARE(QDir(run.journalFolder.path()).entryList(QDir::Files).size(), 1);
    }

    void whatFailsIsToldAndTheContainerRemoved_data()
    {
        QTest::addColumn<QStringList>("command");
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<QString>("told");
        const Answer missing {.result = {.failure = u"there is no program"_s}};
        QTest::newRow("no engine") << QStringList({u"docker"_s, u"create"_s}) << missing << u"not installed"_s;
        QTest::newRow("the engine stops")
            << QStringList({u"docker"_s, u"export"_s})
            << Answer {.result = {.exitCode = 1}, .standardError = "Cannot connect to the Docker daemon at unix:///x"}
            << u"is not running"_s;
        QTest::newRow("the export breaks off")
            << QStringList({u"docker"_s, u"export"_s})
            << Answer {.result = {.exitCode = 1}, .standardError = "layer is gone"} << u"layer is gone"_s;
        QTest::newRow("no packer") << QStringList(u"tar2sqfs"_s) << missing << u"squashfs-tools-ng"_s;
        QTest::newRow("the packer fails")
            << QStringList(u"tar2sqfs"_s) << Answer {.result = {.exitCode = 1}, .standardError = "bad record"}
            << u"bad record"_s;
        QTest::newRow("the disk is full")
            << QStringList(u"tar2sqfs"_s)
            << Answer {.result = {.exitCode = 1}, .standardError = "write: No space left on device"}
            << u"not enough room"_s;
    }
    void whatFailsIsToldAndTheContainerRemoved()
    {
        QFETCH(QStringList, command);
        QFETCH(Answer, answer);
        QFETCH(QString, told);
        const OwnCache cache;
        auto factory = workingEngine();
        factory->answer(command, answer);
        const RecordingProcessFactory &recorded = *factory;
        WorkRun run(std::move(factory));
        const auto disk = await(prepareAppDisk(image, run.context));
        QVERIFY(!disk.ok());
        QVERIFY2((disk.error().text() + disk.error().command).contains(told), qPrintable(disk.error().text()));
        QVERIFY(recorded.commandLines().last().startsWith(u"docker rm "_s));
        QCOMPARE(QDir(cacheFolder() + u"/disks"_s).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList());
    }

    void aContainerThatCannotBeRemovedStaysInTheJournal()
    {
        const OwnCache cache;
        auto factory = workingEngine();
        factory->answer({u"docker"_s, u"rm"_s}, {.result = {.exitCode = 1}, .standardError = "is busy"});
        WorkRun run(std::move(factory));
        QVERIFY(await(prepareAppDisk(image, run.context)).ok());
        QVERIFY(run.lines(LogSource::Boxmark).join(u'\n').contains(u"may be left behind"_s));
        const QDir journals(run.journalFolder.path());
        QFile journal(journals.filePath(journals.entryList(QDir::Files).value(0)));
        QVERIFY(journal.open(QIODevice::ReadOnly));
        QVERIFY(journal.readAll().contains("-export-1"));
    }
};

QTEST_GUILESS_MAIN(TestAppDiskCommands)
#include "tst_appdisk_commands.moc"
