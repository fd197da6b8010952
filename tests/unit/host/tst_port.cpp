// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "host/port.h"
#include "host/textfile.h"

#include <QTcpServer>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;

class TestPort : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aFoundPortCanBeListenedOn()
    {
        const auto port = findFreePort();
        QVERIFY(port.ok());
        QVERIFY(isPortFree(port.value()));
        QTcpServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost, port.value()));
        QVERIFY(!isPortFree(port.value()));
    }

    void aFoundPortIsNoneThatAConnectionMayGet()
    {
        const int outgoing = textOf(u"/proc/sys/net/ipv4/ip_local_port_range"_s).section(u'\t', 0, 0).toInt();
        if (outgoing < 17000)
            QSKIP("this computer gives nearly all ports to connections");
        for (int i = 0; i < 20; ++i)
            QVERIFY(findFreePort().value() < outgoing);
    }

    void whoListensIsNamed_data()
    {
        QTest::addColumn<QHostAddress>("address");
        QTest::newRow("loopback") << QHostAddress(QHostAddress::LocalHost);
        QTest::newRow("any IPv4") << QHostAddress(QHostAddress::AnyIPv4);
        QTest::newRow("any") << QHostAddress(QHostAddress::Any);
    }

    void whoListensIsNamed()
    {
        QFETCH(QHostAddress, address);
        QTcpServer server;
        QVERIFY(server.listen(address));
        QVERIFY(!isPortFree(server.serverPort()));
        const auto listener = portListener(server.serverPort());
        QVERIFY(listener);
        QCOMPARE(listener->pid, QCoreApplication::applicationPid());
        QCOMPARE(listener->program, u"tst_port"_s);
        const quint16 port = server.serverPort();
        server.close();
        QVERIFY(!portListener(port));
    }
};

QTEST_GUILESS_MAIN(TestPort)
#include "tst_port.moc"
