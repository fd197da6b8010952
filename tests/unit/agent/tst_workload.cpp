// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/serve.h"
#include "helpers/strictlog.h"
#include "rawclient.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <sys/stat.h>

using namespace boxmark;
using namespace boxmark::agent;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using test::RawClient;
using test::RawResponse;

namespace {

std::unique_ptr<Server> startServer(const QString &root = {}, int threads = 1)
{
    Descriptor folder(root.isEmpty() ? -1 : open(qPrintable(root), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    auto listener = listenAt({"127.0.0.1", 0});
    return std::make_unique<Server>(std::get<Listener>(std::move(listener)), std::move(folder), threads);
}

void writeFile(const QString &path, const QByteArray &text)
{
    QFile file(path);
    QVERIFY(file.open(QFile::WriteOnly) && file.write(text) == text.size());
}

QJsonObject object(const RawResponse &response)
{
    return QJsonDocument::fromJson(response.body).object();
}

} // namespace

/// What each endpoint of the workload answers, over real sockets.
class TestWorkload : public QObject
{
    Q_OBJECT
private:
    std::unique_ptr<Server> m_server;
    RawResponse get(const QByteArray &target) { return RawClient(m_server->endpoint().port).get(target); }

private slots:
    void init()
    {
        test::failOnAnyWarning();
        m_server = startServer();
    }
    void cleanup() { m_server.reset(); }

    void countsPrimesAnew_data()
    {
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("primes");
        // OEIS A000720 and A006880.
        const std::pair<int, int> known[] = {{0, 0}, {1, 0}, {2, 1}, {3, 2}, {4, 2}, {5, 3}, {9, 4}, {10, 4}, {100, 25},
            {121, 30}, {1000, 168}, {10'000, 1229}, {300'000, 25'997}, {1'000'000, 78'498}, {10'000'000, 664'579}};
        for (const auto &[limit, primes] : known)
            QTest::addRow("%d", limit) << limit << primes;
    }

    void countsPrimesAnew()
    {
        QFETCH(int, limit);
        const RawResponse response = get("/primecount?n=" + QByteArray::number(limit));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.header("Content-Type"), QByteArray("application/json"));
        QCOMPARE(object(response)[u"n"_s].toInt(), limit);
        QTEST(object(response)[u"primes"_s].toInt(), "primes");
    }

    void saysThatItIsWell()
    {
        const RawResponse response = get("/health");
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body, QByteArray("ok\n"));
        const QByteArray timing = response.header("Server-Timing");
        QVERIFY2(timing.startsWith("app;dur=") && timing.mid(8).toDouble() >= 0, timing);
        const QDateTime date = QLocale::c().toDateTime(
            QString::fromLatin1(response.header("Date")), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
        QVERIFY(date.isValid());
    }

    void takesAsMuchCpuAsAsked()
    {
        const QJsonObject one = object(get("/cpu?ms=20"));
        QVERIFY(one[u"cpu_us"_s].toInt() >= 20'000);
        QVERIFY(one[u"wall_us"_s].toInt() >= 20'000);
        const QJsonObject many = object(get("/parallel?threads=3&ms=10"));
        QCOMPARE(many[u"threads"_s].toInt(), 3);
        QVERIFY(many[u"cpu_us"_s].toInt() >= 30'000);
    }

    void tellsWhatItReallyDid()
    {
        // The time in the response is the work's own.
        const RawResponse response = get("/cpu?ms=20");
        QVERIFY(response.header("Server-Timing").mid(8).toDouble() >= 20);
    }

    void takesMemoryAndGivesItBack()
    {
        const auto resident = [this] { return object(get("/status"))[u"rss_bytes"_s].toInteger(); };
        const qint64 before = resident();
        RawClient client(m_server->endpoint().port);
        client.send("GET /memory?mb=64&hold_ms=60000 HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_VERIFY(resident() >= before + (64 << 20));
        m_server.reset(); // ends the hold
        m_server = startServer();
        QVERIFY(resident() < before + (32 << 20));
        QCOMPARE(object(get("/memory?mb=1"))[u"mb"_s].toInt(), 1);
    }

    void tellsItsStatus()
    {
        get("/health");
        const QJsonObject status = object(get("/status"));
        QVERIFY(status[u"uptime_ms"_s].toInteger(-1) >= 0);
        QCOMPARE(status[u"requests"_s].toInt(), 2);
        QVERIFY(status[u"connections"_s].toInt() >= 1);
        QVERIFY(status[u"rss_bytes"_s].toInteger() > 100'000);
    }

    void writesAndReadsAFile()
    {
        const RawResponse response = get("/io?kb=200");
        QCOMPARE(response.status, 200);
        for (const QString &key : {u"write_us"_s, u"sync_us"_s, u"read_us"_s})
            QVERIFY(object(response)[key].toInteger(-1) >= 0);
        QCOMPARE(object(response)[u"kb"_s].toInt(), 200);
    }

    void makesBodiesOfAnySize_data()
    {
        QTest::addColumn<int>("size");
        for (const int size : {0, 1, 64, 16'384, 16'385, 65'536, 65'537, 5'000'000})
            QTest::addRow("%d", size) << size;
    }

    void makesBodiesOfAnySize()
    {
        QFETCH(int, size);
        const RawResponse response = get("/bytes?n=" + QByteArray::number(size));
        QCOMPARE(response.status, 200);
        QCOMPARE(response.body.size(), size);
        const std::string_view pattern = patternText();
        for (qsizetype i = 0; i < size; i += 977)
            QCOMPARE(response.body[i], pattern[static_cast<std::size_t>(i) % pattern.size()]);
    }

    void addsExactlyAsManyHeaderBytes_data()
    {
        QTest::addColumn<int>("bytes");
        for (const int bytes : {32, 33, 127, 128, 129, 159, 160, 161, 1024, 32'768})
            QTest::addRow("%d", bytes) << bytes;
    }

    void addsExactlyAsManyHeaderBytes()
    {
        QFETCH(int, bytes);
        for (const QByteArray &path : {QByteArray("/health?"), QByteArray("/bytes?n=3&")}) {
            const RawResponse plain = get(path);
            const RawResponse padded = get(path + "header_bytes=" + QByteArray::number(bytes));
            QCOMPARE(padded.status, 200);
            QCOMPARE(padded.body, plain.body);
            QCOMPARE(padded.head.size(), plain.head.size() + bytes);
        }
    }

    void echoesTheBody()
    {
        RawClient client(m_server->endpoint().port);
        const QByteArray body = QByteArray("\0\r\n\r\nHTTP", 9) + QByteArray(100'000, 'x');
        client.send(
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QCOMPARE(client.receive().body, body);
        client.send("PUT /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
        QCOMPARE(client.receive().body, QByteArray("abc"));
        QCOMPARE(client.get("/echo").body, QByteArray());
    }

    void refusesParametersOutOfBounds_data()
    {
        QTest::addColumn<QByteArray>("target");
        for (const char *target : {"/primecount", "/primecount?n=", "/primecount?n=-1", "/primecount?n=10000001",
                 "/primecount?n=1e3", "/cpu", "/cpu?ms=60001", "/memory", "/memory?mb=0", "/memory?mb=16385",
                 "/memory?mb=1&hold_ms=x", "/parallel?threads=2", "/parallel?ms=1", "/parallel?threads=65&ms=1",
                 "/bytes", "/bytes?n=268435457", "/health?header_bytes=31", "/health?header_bytes=32769",
                 "/bytes?n=1&header_bytes=abc", "/io", "/io?kb=0", "/io?kb=262145"})
            QTest::newRow(target) << QByteArray(target);
    }

    void refusesParametersOutOfBounds()
    {
        QFETCH(QByteArray, target);
        const RawResponse response = get(target);
        QCOMPARE(response.status, 400);
        QVERIFY(object(response)[u"error"_s].toString().contains(u"must be a whole number from"));
    }

    void knowsNoOtherPathsOrMethods()
    {
        QCOMPARE(get("/").status, 404);
        QCOMPARE(get("/healthy").status, 404);
        RawClient client(m_server->endpoint().port);
        client.send("DELETE /health HTTP/1.1\r\nHost: a\r\n\r\n");
        const RawResponse response = client.receive();
        QCOMPARE(response.status, 405);
        QCOMPARE(response.header("Allow"), QByteArray("GET, HEAD"));
        client.send("PATCH /echo HTTP/1.1\r\nHost: a\r\n\r\n");
        QCOMPARE(client.receive().header("Allow"), QByteArray("GET, HEAD, POST, PUT"));
    }

    void servesFilesBelowItsRootAndNoOthers()
    {
        const QTemporaryDir folder;
        QVERIFY(QDir(folder.path()).mkpath(u"root/sub dir"_s));
        writeFile(folder.filePath(u"secret.txt"_s), "secret");
        writeFile(folder.filePath(u"root/page.html"_s), "page");
        writeFile(folder.filePath(u"root/.hidden"_s), "hidden");
        writeFile(folder.filePath(u"root/sub dir/index.html"_s), "index");
        const QByteArray large(3'000'000, 'L');
        writeFile(folder.filePath(u"root/large.bin"_s), large);
        QVERIFY(QFile::link(folder.filePath(u"secret.txt"_s), folder.filePath(u"root/link.txt"_s)));
        QVERIFY(QFile::link(folder.path(), folder.filePath(u"root/up"_s)));
        QCOMPARE(mkfifo(qPrintable(folder.filePath(u"root/pipe"_s)), 0600), 0);
        m_server = startServer(folder.filePath(u"root"_s));

        QCOMPARE(get("/page.html").body, QByteArray("page"));
        QCOMPARE(get("/page.html").header("Content-Type"), QByteArray("text/html; charset=utf-8"));
        QCOMPARE(get("//sub%20dir//").body, QByteArray("index"));
        QCOMPARE(get("/large.bin").body, large);
        QCOMPARE(get("/health").body, QByteArray("ok\n"));
        for (const char *target :
            {"/../secret.txt", "/%2e%2e/secret.txt", "/sub%20dir/../../secret.txt", "/..%2fsecret.txt", "/./page.html",
                "/link.txt", "/up/secret.txt", "/.hidden", "/pipe", "/", "/nothing", "/page.html/x", "/%2Fetc/passwd"})
            QVERIFY2(get(target).status == 404, target);
        QCOMPARE(get("/%00").status, 400);
        QCOMPARE(get("/%zz").status, 400);
    }

    void servesWithSeveralThreads()
    {
        m_server = startServer({}, 4);
        std::vector<RawClient> clients;
        for (int i = 0; i < 20; ++i)
            clients.emplace_back(m_server->endpoint().port);
        for (int round = 0; round < 3; ++round) {
            for (RawClient &client : clients)
                QCOMPARE(client.get("/health").status, 200);
        }
        QCOMPARE(object(get("/status"))[u"requests"_s].toInt(), 61);
    }
};

QTEST_GUILESS_MAIN(TestWorkload)
#include "tst_workload.moc"
