// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/json.h"
#include "agent/number.h"
#include "agent/run/containergroup.h"
#include "agent/run/linesplitter.h"
#include "agent/run/listenwatch.h"
#include "agent/run/neighbourhood.h"
#include "agent/run/processmeter.h"
#include "agent/serve/endpoint.h"
#include "agent/serve/query.h"
#include "helpers/strictlog.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <random>

using namespace boxmark;
using namespace boxmark::agent;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

std::string escaped(std::string_view bytes)
{
    std::string json;
    appendJsonString(json, bytes);
    return json;
}

QStringList split(const QList<QByteArray> &pieces)
{
    QStringList lines;
    LineSplitter splitter;
    const auto add
        = [&](std::string_view line) { lines << QString::fromUtf8(line.data(), static_cast<qsizetype>(line.size())); };
    for (const QByteArray &piece : pieces)
        splitter.feed(piece.toStdString(), add);
    splitter.finish(add);
    return lines;
}

} // namespace

class TestAgentText : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void escapesWhatJsonNeeds()
    {
        QCOMPARE(escaped("a\"b\\c/"), std::string("\"a\\\"b\\\\c/\""));
        QCOMPARE(escaped("\t\r\n"), std::string("\"\\t\\r\\n\""));
        QCOMPARE(escaped(std::string_view("\0\x1f\x7f", 3)), std::string("\"\\u0000\\u001f\x7f\""));
        QCOMPARE(escaped("grün €😀"), std::string("\"grün €😀\""));
    }

    // The Unicode Standard 3.9, table 3-8 and the like: one U+FFFD for each maximal part of an ill-formed sequence.
    void replacesIllFormedUtf8_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("text");
        const QChar bad(0xFFFD);
        QTest::newRow("lone continuation") << QByteArray("a\x80z") << u"a"_s + bad + u'z';
        QTest::newRow("overlong slash") << QByteArray("\xC0\xAF") << QString(2, bad);
        QTest::newRow("overlong of three") << QByteArray("\xE0\x80\x80") << QString(3, bad);
        QTest::newRow("surrogate") << QByteArray("\xED\xA0\x80") << QString(3, bad);
        QTest::newRow("beyond U+10FFFF") << QByteArray("\xF4\x91\x92\x93") << QString(4, bad);
        QTest::newRow("cut of four") << QByteArray("\xF0\x9F\x98z") << QString(bad) + u'z';
        QTest::newRow("cut at the end") << QByteArray("ab\xE2\x82") << u"ab"_s + bad;
        QTest::newRow("no such byte") << QByteArray("\xFF\xFE") << QString(2, bad);
    }

    void replacesIllFormedUtf8()
    {
        QFETCH(QByteArray, bytes);
        const std::string json = '[' + escaped(bytes.toStdString()) + ']';
        const QJsonDocument document = QJsonDocument::fromJson(QByteArray::fromStdString(json));
        QVERIFY(document.isArray());
        QTEST(document.array().first().toString(), "text");
    }

    void anyBytesGiveValidJson()
    {
        std::mt19937 random(7);
        for (int round = 0; round < 5'000; ++round) {
            std::string bytes(random() % 40, '\0');
            for (char &byte : bytes)
                byte = static_cast<char>(random() % 3 == 0 ? 0x80 + random() % 0x80 : random() % 0x100);
            const std::string json = '[' + escaped(bytes) + ']';
            QJsonParseError error;
            QJsonDocument::fromJson(QByteArray::fromStdString(json), &error);
            QCOMPARE(error.error, QJsonParseError::NoError);
        }
    }

    void parsesOnlyPlainNumbers()
    {
        QCOMPARE(parseNumber("0").value(), 0);
        QCOMPARE(parseNumber("9223372036854775807").value(), INT64_MAX);
        for (const char *text : {"", "-1", "+1", " 1", "1 ", "1.0", "0x1", "9223372036854775808", "a"})
            QVERIFY2(!parseNumber(text), text);
        QCOMPARE(numberField("  12 34\n56\n", 2).value(), 56);
        QVERIFY(!numberField("12 34", 2));
    }

    void findsParametersInTheirBounds()
    {
        Query query("a=1&b=&c&n=300000&a=2");
        QCOMPARE(query.number("n", 0, 300'000), 300'000);
        QCOMPARE(query.number("a", 0, 10), 1);
        QCOMPARE(query.number("missing", 0, 10, 7), 7);
        QVERIFY(query.problem().empty());
        query.number("missing", 0, 10);
        QCOMPARE(query.problem(), std::string("\"missing\" must be a whole number from 0 to 10."));
        query.number("n", 0, 299'999); // the first problem is the one that is told
        QCOMPARE(query.problem(), std::string("\"missing\" must be a whole number from 0 to 10."));
        for (const char *text : {"a", "a=", "a=1x", "a=-1", "a=11", "b=1"}) {
            Query wrong(text);
            wrong.number("a", 0, 10);
            QVERIFY2(!wrong.problem().empty(), text);
        }
    }

    void decodesPercentEscapes()
    {
        QCOMPARE(percentDecoded("/a%20b%2Fc").value(), std::string("/a b/c"));
        for (const char *text : {"%", "%2", "%zz", "%00", "a%-1"})
            QVERIFY2(!percentDecoded(text), text);
    }

    void understandsWhereToListen()
    {
        QCOMPARE(parseEndpoint("127.0.0.1:8080")->port, 8080);
        QCOMPARE(parseEndpoint("[::1]:0")->address, std::string("::1"));
        QCOMPARE(endpointText({"::1", 80}), std::string("[::1]:80"));
        for (const char *text : {"", "8080", ":8080", "127.0.0.1", "127.0.0.1:", "127.0.0.1:65536", "::1:80",
                 "[127.0.0.1]:80", "localhost:80", "[::1]"})
            QVERIFY2(!parseEndpoint(text), text);
    }

    void cutsStreamsIntoLines()
    {
        QCOMPARE(split({"one\ntw", "o\r\n", "\n", "last"}), QStringList({u"one"_s, u"two"_s, QString(), u"last"_s}));
        QCOMPARE(split({}), QStringList());
        QCOMPARE(split({"whole\n"}), QStringList {u"whole"_s});
    }

    void cutsLongLinesBetweenCharacters()
    {
        // 4-byte characters behind one byte: no multiple of 8192 falls between two of them.
        const QString text = u'a' + u"😀"_s.repeated(5000);
        const QStringList pieces = split({text.toUtf8() + '\n'});
        QCOMPARE(pieces.size(), 3);
        QCOMPARE(pieces.join(QString()), text);
        for (const QString &piece : pieces)
            QVERIFY(piece.toUtf8().size() <= qsizetype(LineSplitter::longestLine));
    }

    void doesNotHangOnLongGarbage()
    {
        const QByteArray garbage(100'000, '\xF0');
        QVERIFY(split({garbage}).size() >= 12);
    }

    void readsProcTables()
    {
        const auto times = parseStatTimes("17 (a) b) (c) S 1 17 17 0 -1 4194560 1 2 3 4 150 50 30 20 20 0 1 0 5");
        QVERIFY(times.has_value());
        QCOMPARE(times->own, nanoseconds(2s));
        QCOMPARE(times->waitedChildren, nanoseconds(500ms));
        QVERIFY(!parseStatTimes("17 (cut"));
        const auto rollup = parseRollup(
            "55f-7ff ---p 00000000 00:00 0 [rollup]\nRss:  900 kB\nPss:    123 kB\nPss_Anon: 7 kB\nAnonymous: 40 kB\n");
        QVERIFY(rollup.has_value());
        QCOMPARE(rollup->proportional, 123 * 1024);
        QCOMPARE(rollup->resident, 900 * 1024);
        QCOMPARE(rollup->anonymous, 40 * 1024);
        QVERIFY(!parseRollup("Rss: 5 kB\n"));
        QCOMPARE(parseCpuStat("usage_usec 1500\nuser_usec 1000\n").value(), nanoseconds(1500us));
        QVERIFY(!parseCpuStat("user_usec 1000\n"));
    }

    void readsWhatIsAroundTheApp()
    {
        QCOMPARE(parseUsedMemory("MemTotal:  1000 kB\nMemFree:  1 kB\nMemAvailable:    400 kB\n").value(), 600 * 1024);
        QVERIFY(!parseUsedMemory("MemTotal:  1000 kB\n"));
        QCOMPARE(parseLoadPercent("0.52 0.58 0.59 3/541 12345\n").value(), 52);
        QCOMPARE(parseLoadPercent("12.05 0.58 0.59 3/541 12345\n").value(), 1205);
        QVERIFY(!parseLoadPercent("none"));
        const std::string devices = "Inter-|   Receive    |  Transmit\n face |bytes    packets\n"
                                    "    lo: 99 1 0 0 0 0 0 0 99 1 0 0 0 0 0 0\n"
                                    "  eth0: 100 1 0 0 0 0 0 0 20 1 0 0 0 0 0 0\n"
                                    "  eth1:7 1 0 0 0 0 0 0 3 1 0 0 0 0 0 0\n";
        const auto traffic = parseNetworkDevices(devices);
        QVERIFY(traffic);
        QCOMPARE(traffic->receivedBytes, 107);
        QCOMPARE(traffic->sentBytes, 23);
        QVERIFY(!parseNetworkDevices(devices.substr(0, devices.size() - 20))); // cut: a sum would lack a part
        const auto disk = parseDiskTraffic(
            "rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: 4096\nwrite_bytes: 8192\ncancelled_write_bytes: 5\n");
        QVERIFY(disk);
        QCOMPARE(disk->readBytes, 4096);
        QCOMPARE(disk->writtenBytes, 8192);
        QVERIFY(!parseDiskTraffic("rchar: 1\n"));
    }

    void findsListenersInTables()
    {
        const std::string table
            = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n"
              "   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100\n"
              "   1: 0100007F:1F91 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 100\n";
        const std::string table6 = "   0: 00000000000000000000000001000000:0050 "
                                   "00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000\n";
        QVERIFY(tableHasListener(table, 8080));
        QVERIFY(!tableHasListener(table, 8081)); // connected, not listening
        QVERIFY(!tableHasListener(table, 80));
        QVERIFY(tableHasListener(table6, 80));
        QVERIFY(!tableHasListener("", 80));
        QVERIFY(!tableHasListener("garbage", 80));
    }
};

QTEST_GUILESS_MAIN(TestAgentText)
#include "tst_agenttext.moc"
