// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/httpparser.h"
#include "helpers/strictlog.h"

#include <QTest>

#include <random>

using namespace boxmark;
using namespace boxmark::agent;

namespace {

/// What is left of a parser when it has been fed.
struct Parsed
{
    HttpParser::State state = HttpParser::State::Head;
    int status = 0;
    HttpRequest request {};
    std::size_t used = 0;
};

Parsed parse(std::string_view bytes, std::size_t pieceSize)
{
    HttpParser parser;
    std::size_t used = 0;
    while (used < bytes.size()) {
        const std::string_view piece = bytes.substr(used, pieceSize);
        const std::size_t taken = parser.feed(piece);
        used += taken;
        if (taken < piece.size() || parser.state() == HttpParser::State::Complete
            || parser.state() == HttpParser::State::Failed)
            break;
    }
    return {parser.state(), parser.status(), parser.request(), used};
}

std::string withHeaders(std::string_view headers)
{
    return "GET / HTTP/1.1\r\nHost: a\r\n" + std::string(headers) + "\r\n\r\n";
}

} // namespace

class TestHttpParser : public QObject
{
    Q_OBJECT
private slots:
    void init() { test::failOnAnyWarning(); }

    void readsTheSameHoweverTheBytesAreCut()
    {
        const std::string bytes = "POST /echo?a=1&b=2 HTTP/1.1\r\nHost: localhost:80\r\nUser-Agent: x\r\n"
                                  "Content-Length: 11\r\n\r\nhello\r\n\r\nyoGET /next";
        for (std::size_t size = 1; size <= bytes.size(); ++size) {
            const Parsed parsed = parse(bytes, size);
            QCOMPARE(parsed.state, HttpParser::State::Complete);
            QCOMPARE(parsed.request.method, std::string("POST"));
            QCOMPARE(parsed.request.path, std::string("/echo"));
            QCOMPARE(parsed.request.query, std::string("a=1&b=2"));
            QCOMPARE(parsed.request.body, std::string("hello\r\n\r\nyo"));
            QVERIFY(parsed.request.keepAlive);
            QCOMPARE(bytes.substr(parsed.used), std::string("GET /next"));
        }
    }

    void decodesChunksHoweverTheyAreCut()
    {
        const std::string bytes = "PUT /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
                                  "5\r\nhello\r\nA;name=value\r\n0123456789\r\n0\r\nTrailer: x\r\n\r\nrest";
        for (std::size_t size = 1; size <= bytes.size(); ++size) {
            const Parsed parsed = parse(bytes, size);
            QCOMPARE(parsed.state, HttpParser::State::Complete);
            QCOMPARE(parsed.request.body, std::string("hello0123456789"));
            QCOMPARE(bytes.substr(parsed.used), std::string("rest"));
        }
    }

    void canBeUsedForOneRequestAfterAnother()
    {
        HttpParser parser;
        const std::string first = "POST /a HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\nhi";
        QCOMPARE(parser.feed(first), first.size());
        QVERIFY(!parser.request().keepAlive);
        parser.reset();
        QVERIFY(parser.isFresh());
        const std::string second = "GET /b HTTP/1.1\r\nHost: a\r\n\r\n";
        QCOMPARE(parser.feed(second), second.size());
        QCOMPARE(parser.state(), HttpParser::State::Complete);
        QCOMPARE(parser.request().path, std::string("/b"));
        QVERIFY(parser.request().keepAlive);
        QVERIFY(parser.request().body.empty());
        QVERIFY(parser.request().query.empty());
    }

    void understandsVersionsAndConnectionHeaders_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<bool>("keepAlive");
        QTest::newRow("1.1") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\n\r\n") << true;
        QTest::newRow("1.1 close") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: Close\r\n\r\n") << false;
        QTest::newRow("in a list") << QByteArray("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, close\r\n\r\n") << false;
        QTest::newRow("1.0") << QByteArray("GET / HTTP/1.0\r\n\r\n") << false;
        QTest::newRow("1.0 keep") << QByteArray("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") << true;
        QTest::newRow("later minor") << QByteArray("GET / HTTP/1.2\r\nHost: a\r\n\r\n") << true;
        QTest::newRow("absolute form") << QByteArray("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n") << true;
        QTest::newRow("empty lines first") << QByteArray("\r\n\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n") << true;
    }

    void understandsVersionsAndConnectionHeaders()
    {
        QFETCH(QByteArray, bytes);
        const Parsed parsed = parse(bytes.toStdString(), 1000);
        QCOMPARE(parsed.state, HttpParser::State::Complete);
        QCOMPARE(parsed.request.path, std::string("/"));
        QTEST(parsed.request.keepAlive, "keepAlive");
    }

    void refusesWhatIsMalformedOrTooLarge_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        const auto row = [](const char *name, const std::string &bytes, int status) {
            QTest::newRow(name) << QByteArray::fromStdString(bytes) << status;
        };
        row("no Host", "GET / HTTP/1.1\r\n\r\n", 400);
        row("two Hosts", withHeaders("Host: b"), 400);
        row("no target", "GET HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("space in the target", "GET /a b HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("not a path", "GET a HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("only asterisk", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("method", "G(T / HTTP/1.1\r\nHost: a\r\n\r\n", 400);
        row("version word", "GET / HTTX/1.1\r\nHost: a\r\n\r\n", 400);
        row("version digit", "GET / HTTP/1.x\r\nHost: a\r\n\r\n", 400);
        row("HTTP/2 preface", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505);
        row("TLS", std::string("\x16\x03\x01\x02\x00\x01\x00", 7), 400);
        row("NUL", std::string("GET /\0 HTTP/1.1\r\n", 17), 400);
        row("line feeds alone", "GET / HTTP/1.1\nHost: a\n\n", 400);
        row("no colon", withHeaders("Broken"), 400);
        row("space before the colon", withHeaders("Content-Length : 5"), 400);
        row("folded header", withHeaders("A: b\r\n c"), 400);
        row("bare CR in a header", withHeaders("A: b\rc"), 400);
        row("negative length", withHeaders("Content-Length: -1"), 400);
        row("signed length", withHeaders("Content-Length: +1"), 400);
        row("length twice", withHeaders("Content-Length: 1\r\nContent-Length: 1"), 400);
        row("length list", withHeaders("Content-Length: 1, 1"), 400);
        row("length beyond 64 bits", withHeaders("Content-Length: 99999999999999999999"), 400);
        row("length and chunks", withHeaders("Content-Length: 5\r\nTransfer-Encoding: chunked"), 400);
        row("other encoding", withHeaders("Transfer-Encoding: gzip, chunked"), 501);
        row("chunked twice", withHeaders("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), 501);
        row("chunked in HTTP/1.0", "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", 501);
        row("chunk size", withHeaders("Transfer-Encoding: chunked") + "x\r\n", 400);
        row("chunk size signed", withHeaders("Transfer-Encoding: chunked") + "-1\r\n", 400);
        row("chunk size with 0x", withHeaders("Transfer-Encoding: chunked") + "0x5\r\nhello\r\n", 400);
        row("chunk without end", withHeaders("Transfer-Encoding: chunked") + "2\r\nhello\r\n", 400);
        row("chunk line feed alone", withHeaders("Transfer-Encoding: chunked") + "2\nhi\r\n", 400);
        row("chunk too large", withHeaders("Transfer-Encoding: chunked") + "FFFFFFF\r\n", 413);
        row("chunk beyond 64 bits", withHeaders("Transfer-Encoding: chunked") + "FFFFFFFFFFFFFFFFF\r\n", 413);
        row("endless chunk line", withHeaders("Transfer-Encoding: chunked") + "5;" + std::string(300, 'x'), 400);
        row("endless trailers", withHeaders("Transfer-Encoding: chunked") + "0\r\n" + std::string(9000, 'x'), 400);
        row("body too large", withHeaders("Content-Length: 8388609"), 413);
        row("endless target", "GET /" + std::string(9000, 'x'), 414);
        row("endless headers", "GET / HTTP/1.1\r\nHost: a\r\nA: " + std::string(40000, 'x'), 431);
        row("complete, but too long", withHeaders("A: " + std::string(40000, 'x')), 431);
        std::string many;
        for (int i = 0; i < 200; ++i)
            many += "A: b\r\n";
        row("too many headers", withHeaders(many + "A: b"), 431);
    }

    void refusesWhatIsMalformedOrTooLarge()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        for (const std::size_t size : {std::size_t {1}, std::size_t {7}, std::size_t {100'000}}) {
            const Parsed parsed = parse(bytes.toStdString(), size);
            QCOMPARE(parsed.state, HttpParser::State::Failed);
            QCOMPARE(parsed.status, status);
        }
    }

    void acceptsTheLargestBody()
    {
        HttpParser parser;
        parser.feed("PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 8388608\r\n\r\n");
        QCOMPARE(parser.state(), HttpParser::State::Body);
        parser.feed(std::string(HttpParser::longestBody, 'x'));
        QCOMPARE(parser.state(), HttpParser::State::Complete);
        QCOMPARE(parser.request().body.size(), HttpParser::longestBody);
    }

    void tellsThatTheClientWaitsBeforeTheBody()
    {
        HttpParser parser;
        parser.feed("PUT /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nExpect: 100-continue\r\n\r\n");
        QCOMPARE(parser.state(), HttpParser::State::Body);
        QVERIFY(parser.request().expectsContinue);
    }

    // What may come over a socket is anything: the parser must come to the same end whatever the cuts, take no more
    // than it was given, and stay within its limits.
    void survivesMutilatedRequestsCutAtRandom()
    {
        const std::string seeds[] = {
            "GET /bytes?n=10 HTTP/1.1\r\nHost: a\r\nAccept: */*\r\nConnection: keep-alive\r\n\r\n",
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello",
            "PUT /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n",
        };
        std::mt19937 random(20260728);
        const auto below = [&](std::size_t limit) { return random() % limit; };
        for (int round = 0; round < 20'000; ++round) {
            std::string bytes = seeds[below(std::size(seeds))];
            const std::size_t changes = below(4);
            for (std::size_t i = 0; i < changes; ++i) {
                switch (below(3)) {
                case 0:
                    bytes[below(bytes.size())] = static_cast<char>(below(256));
                    break;
                case 1:
                    bytes.erase(below(bytes.size()), 1 + below(4));
                    break;
                default:
                    bytes.insert(below(bytes.size()), 1, "\r\n: 0;"[below(6)]);
                }
            }
            const Parsed whole = parse(bytes, bytes.size());
            const Parsed pieces = parse(bytes, 1 + below(16));
            QVERIFY(whole.used <= bytes.size());
            QCOMPARE(pieces.state, whole.state);
            QCOMPARE(pieces.status, whole.status);
            if (whole.state == HttpParser::State::Complete) {
                QCOMPARE(pieces.used, whole.used);
                QCOMPARE(pieces.request.path, whole.request.path);
                QCOMPARE(pieces.request.body, whole.request.body);
            }
        }
    }
};

QTEST_GUILESS_MAIN(TestHttpParser)
#include "tst_httpparser.moc"
