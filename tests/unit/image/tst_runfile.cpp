// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "image/runfile.h"
#include "image/stopsignal.h"

#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class TestRunFile : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void everyValueIsWritten()
    {
        RunFile file;
        file.app = {.command = {u"/bin/app"_s, u"--text"_s, u"a b\nc"_s, u""_s},
            .environment = {u"PATH=/bin"_s, u"EMPTY="_s},
            .user = u"www-data:33"_s,
            .workingDirectory = u"/srv"_s,
            .stopSignal = u"SIGQUIT"_s};
        file.port = 8000;
        file.listen = 7000;
        file.token = u"secret"_s;
        file.address = u"10.0.2.15/24"_s;
        file.gateway = u"10.0.2.2"_s;
        file.nameserver = u"10.0.2.3"_s;
        file.hostname = u"box"_s;
        const auto written = writeRunFile(file);
        QVERIFY(written.ok());
        const QByteArrayList expected {"argument=/bin/app", "argument=--text", "argument=a b\nc",
            "argument=", "environment=PATH=/bin", "environment=EMPTY=", "user=www-data:33", "directory=/srv",
            "stop_signal=3", "disk=squashfs", "port=8000", "interval_ms=100", "grace_ms=2000", "listen=7000",
            "token=secret", "address=10.0.2.15/24", "gateway=10.0.2.2", "nameserver=10.0.2.3", "hostname=box", ""};
        QCOMPARE(written.value().split('\0'), expected);
    }

    void whatIsNotGivenIsLeftOut()
    {
        RunFile file;
        file.app.command = {u"/app"_s};
        file.root = RunFile::Root::Folder;
        file.folder = u"/some/folder"_s;
        const auto written = writeRunFile(file);
        QVERIFY(written.ok());
        QCOMPARE(written.value().split('\0'),
            QByteArrayList({"argument=/app", "folder=/some/folder", "port=0", "interval_ms=100", "grace_ms=2000", ""}));
    }

    void whatCannotBeStartedIsToldWithTheCause()
    {
        RunFile file;
        QVERIFY(!writeRunFile(file).ok());
        file.app.command = {u"/app"_s};
        file.app.environment = {u"A="_s + QChar::Null + u"b"_s};
        QVERIFY(writeRunFile(file).error().why.contains(u"environment"_s));
        file.app.environment.clear();
        file.app.stopSignal = u"SIGNOTHING"_s;
        const Error error = writeRunFile(file).error();
        QVERIFY(error.what.contains(u"SIGNOTHING"_s));
        QVERIFY(!error.remedy.isEmpty());
    }

    void signalsAreKnownByNameAndNumber_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("number");
        QTest::newRow("name") << u"SIGTERM"_s << 15;
        QTest::newRow("short") << u"quit"_s << 3;
        QTest::newRow("number") << u"37"_s << 37;
        QTest::newRow("first real-time") << u"SIGRTMIN"_s << 34;
        QTest::newRow("systemd's halt") << u"SIGRTMIN+3"_s << 37;
        QTest::newRow("from the last") << u"RTMAX-2"_s << 62;
        QTest::newRow("beyond") << u"SIGRTMAX+1"_s << 0;
        QTest::newRow("zero") << u"0"_s << 0;
        QTest::newRow("too large") << u"65"_s << 0;
        QTest::newRow("none") << u"SIG"_s << 0;
    }
    void signalsAreKnownByNameAndNumber()
    {
        QFETCH(QString, name);
        QFETCH(int, number);
        QCOMPARE(signalNumber(name).value_or(0), number);
    }
};

QTEST_GUILESS_MAIN(TestRunFile)
#include "tst_runfile.moc"
