// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "load/httpresponsereader.h"

#include <QTest>

using namespace boxmark;

using State = HttpResponseReader::State;

namespace {

// Fed byte by byte, the way a slow network would.
State feedSlowly(HttpResponseReader &reader, const QByteArray &bytes)
{
    for (const char byte : bytes)
        reader.feed(QByteArray(1, byte));
    return reader.state();
}

} // namespace

class TestHttpResponseReader : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void aResponseIsCompleteWithItsLastByte_data()
    {
        QTest::addColumn<QByteArray>("response");
        QTest::addColumn<int>("status");
        QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello") << 200;
        QTest::newRow("spelling") << QByteArray("HTTP/1.1 200 OK\r\ncOnTeNt-LeNgTh:5 \r\n\r\nhello") << 200;
        QTest::newRow("empty") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n") << 200;
        QTest::newRow("no content") << QByteArray("HTTP/1.1 204 No Content\r\n\r\n") << 204;
        QTest::newRow("error") << QByteArray("HTTP/1.0 503 Busy\r\nContent-Length: 1\r\n\r\n!") << 503;
        QTest::newRow("no reason") << QByteArray("HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n") << 200;
        QTest::newRow("chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                              "5;x=y\r\nhello\r\nA\r\n0123456789\r\n0\r\n\r\n")
                                << 200;
        QTest::newRow("trailer") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                                               "1\r\nx\r\n0\r\nDigest: y\r\n\r\n")
                                 << 200;
        QTest::newRow("after hints") << QByteArray("HTTP/1.1 103 Hints\r\nLink: x\r\n\r\n"
                                                   "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
                                     << 200;
    }
    void aResponseIsCompleteWithItsLastByte()
    {
        QFETCH(QByteArray, response);
        HttpResponseReader all;
        QCOMPARE(all.feed(response), State::Complete);
        QTEST(all.status(), "status");

        HttpResponseReader slow;
        QCOMPARE(feedSlowly(slow, response.chopped(1)), State::Reading);
        QCOMPARE(feedSlowly(slow, response.right(1)), State::Complete);
        QTEST(slow.status(), "status");

        HttpResponseReader cut;
        cut.feed(response.chopped(1));
        QCOMPARE(cut.close(), State::Broken);
    }

    void theBodyIsCountedAndKeptOnRequest_data()
    {
        QTest::addColumn<QByteArray>("response");
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")
                                << QByteArray("hello");
        QTest::newRow("chunks") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n"
                                              "5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")
                                << QByteArray("hello world");
        QTest::newRow("until close") << QByteArray("HTTP/1.1 200 OK\r\n\r\nwhatever") << QByteArray("whatever");
    }
    void theBodyIsCountedAndKeptOnRequest()
    {
        QFETCH(QByteArray, response);
        QFETCH(QByteArray, body);
        HttpResponseReader reader;
        for (const bool kept : {true, false, true}) {
            reader.begin({.keepBody = kept});
            feedSlowly(reader, response);
            QCOMPARE(reader.close(), State::Complete);
            QCOMPARE(reader.bodySize(), body.size());
            QCOMPARE(reader.body(), kept ? body : QByteArray());
        }
    }

    void whetherTheConnectionLivesOnIsTold_data()
    {
        QTest::addColumn<QByteArray>("response");
        QTest::addColumn<bool>("keepsAlive");
        const auto row = [](const char *name, const char *response, bool keepsAlive) {
            QTest::newRow(name) << QByteArray(response) << keepsAlive;
        };
        row("1.1", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", true);
        row("close", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: Close\r\n\r\n", false);
        row("close among others", "HTTP/1.1 200 OK\r\nConnection: foo, close\r\nContent-Length: 0\r\n\r\n", false);
        row("1.0", "HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n", false);
        row("1.0 that asks", "HTTP/1.0 200 OK\r\nContent-Length: 0\r\nConnection: keep-alive\r\n\r\n", true);
        row("more than was asked for", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\nHTTP/1.1 200", false);
    }
    void whetherTheConnectionLivesOnIsTold()
    {
        QFETCH(QByteArray, response);
        HttpResponseReader reader;
        QCOMPARE(reader.feed(response), State::Complete);
        QTEST(reader.keepsAlive(), "keepsAlive");
        HttpResponseReader slow;
        QCOMPARE(feedSlowly(slow, response), State::Complete);
        QTEST(slow.keepsAlive(), "keepsAlive");
    }

    void theAnswerToAHeadHasNoBody()
    {
        HttpResponseReader reader;
        reader.begin({.withBody = false});
        QCOMPARE(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"), State::Complete);
        QCOMPARE(reader.bodySize(), 0);
        QVERIFY(reader.keepsAlive());
    }

    void aBodyThatCameShortIsToldApart()
    {
        HttpResponseReader reader;
        reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhell");
        QCOMPARE(reader.close(), State::Broken);
        QVERIFY(reader.cameShort());
        reader.begin({});
        reader.feed("HTTP/1.1 200 OK\r\nContent-Le");
        QCOMPARE(reader.close(), State::Broken);
        QVERIFY(!reader.cameShort());
    }

    void withoutALengthTheEndIsTheClose()
    {
        HttpResponseReader reader;
        QCOMPARE(feedSlowly(reader, "HTTP/1.0 200 OK\r\n\r\nwhatever"), State::Reading);
        QCOMPARE(reader.close(), State::Complete);
        QCOMPARE(reader.status(), 200);
    }

    void aCloseWithoutAByteIsNoResponse()
    {
        HttpResponseReader reader;
        QCOMPARE(reader.close(), State::Broken);
        QVERIFY(reader.isEmpty());
    }

    void whatIsNotHttpIsBroken_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("banner") << QByteArray("SSH-2.0-OpenSSH");
        QTest::newRow("status line") << QByteArray("HTTP/1.1 abc\r\n\r\n");
        QTest::newRow("negative length") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n");
        QTest::newRow("length of words") << QByteArray("HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n");
        QTest::newRow("chunk size") << QByteArray("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
        QTest::newRow("endless head") << "HTTP/1.1 200 OK\r\nX: " + QByteArray(1'100'000, 'x');
        QTest::newRow("endless chunk size")
            << "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + QByteArray(2'000, '1');
    }
    void whatIsNotHttpIsBroken()
    {
        QFETCH(QByteArray, bytes);
        HttpResponseReader reader;
        QCOMPARE(reader.feed(bytes), State::Broken);
        QVERIFY(!reader.isEmpty());
        QCOMPARE(reader.feed("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), State::Broken);
    }
};

QTEST_APPLESS_MAIN(TestHttpResponseReader)
#include "tst_httpresponsereader.moc"
