// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "image/cpioarchive.h"

#include <QProcess>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

// What an independent reader says is in it.
QByteArray listed(const QByteArray &archive)
{
    QProcess reader;
    reader.start(u"cpio"_s, {u"--list"_s, u"--verbose"_s, u"--numeric-uid-gid"_s, u"--quiet"_s});
    reader.write(archive);
    reader.closeWriteChannel();
    reader.waitForFinished();
    return reader.readAllStandardOutput();
}

QByteArray sample()
{
    CpioArchive archive;
    archive.addFolder(u"dev"_s);
    archive.addConsole();
    archive.addFile(u"init"_s, "#!/bin/true\n", 0755);
    archive.addFile(u"secret"_s, "x", 0600);
    return archive.take();
}

} // namespace

class TestCpioArchive : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aKernelsReaderFindsEverything()
    {
        const QByteArrayList lines = listed(sample()).trimmed().split('\n');
        QCOMPARE(lines.size(), 4);
        QVERIFY2(lines[0].startsWith("drwxr-xr-x") && lines[0].endsWith(" dev"), lines[0].constData());
        QVERIFY2(lines[1].startsWith("crw-------") && lines[1].contains("5,   1") && lines[1].endsWith(" dev/console"),
            lines[1].constData());
        QVERIFY2(lines[2].startsWith("-rwxr-xr-x") && lines[2].contains(" 12 "), lines[2].constData());
        QVERIFY2(lines[3].startsWith("-rw-------"), lines[3].constData());
        for (const QByteArray &line : lines)
            QVERIFY2(line.simplified().split(' ').mid(2, 2) == QByteArrayList({"0", "0"}), line.constData());
    }

    void theSameCallsGiveTheSameBytes() { QCOMPARE(sample(), sample()); }
};

QTEST_GUILESS_MAIN(TestCpioArchive)
#include "tst_cpioarchive.moc"
