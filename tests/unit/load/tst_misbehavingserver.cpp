// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginerun.h"
#include "helpers/servers/answers.h"
#include "helpers/strictlog.h"

#include <QTest>

#include <map>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const std::string good = response(200, "hello");
constexpr int requestCount = 250;

/// One way to treat a request: what the server does, and what both engines are to say of it.
struct Case
{
    const char *path;
    Outcome outcome;
    /// Whether the connection can carry another request.
    bool (*treat)(ScriptedConnection &);
};

bool answer(ScriptedConnection &connection, const std::string &bytes)
{
    return connection.send(bytes);
}

bool dripForGood(ScriptedConnection &connection, const std::string &beginning)
{
    connection.send(beginning);
    while (connection.pause(20ms) && connection.send("x")) { }
    return false;
}

/// Everything that a server may do to its clients.
const std::vector<Case> cases {
    {"/good", Outcome::Ok, [](ScriptedConnection &c) { return answer(c, good); }},
    {"/huge-headers", Outcome::Ok,
        [](ScriptedConnection &c) {
            return answer(c, response(200, "hello", "X: " + std::string(60'000, 'x') + "\r\n"));
        }},
    {"/chunked", Outcome::Ok,
        [](ScriptedConnection &c) {
            return answer(c, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n");
        }},
    {"/closes-as-it-says", Outcome::Ok,
        [](ScriptedConnection &c) {
            answer(c, response(200, "hello", "Connection: close\r\n"));
            return false;
        }},
    {"/wrong-size", Outcome::BodyMismatch, [](ScriptedConnection &c) { return answer(c, response(200, "hello!")); }},
    {"/404", Outcome::UnexpectedStatus4xx, [](ScriptedConnection &c) { return answer(c, response(404, "no")); }},
    {"/503", Outcome::UnexpectedStatus5xx, [](ScriptedConnection &c) { return answer(c, response(503, "busy")); }},
    {"/redirects", Outcome::UnexpectedStatus5xx,
        [](ScriptedConnection &c) { return answer(c, response(302, "", "Location: /good\r\n")); }},
    {"/resets", Outcome::Reset,
        [](ScriptedConnection &c) {
            c.closeWithReset();
            return false;
        }},
    {"/closes", Outcome::Reset, [](ScriptedConnection &) { return false; }},
    {"/garbage", Outcome::Reset,
        [](ScriptedConnection &c) {
            answer(c, "SSH-2.0-OpenSSH_9.2\r\n");
            return false;
        }},
    {"/short-body", Outcome::ShortBody,
        [](ScriptedConnection &c) {
            answer(c, "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            return false;
        }},
    {"/stalls", Outcome::TimedOutWaiting,
        [](ScriptedConnection &c) {
            c.hang();
            return false;
        }},
    {"/drips-its-head", Outcome::TimedOutWaiting,
        [](ScriptedConnection &c) { return dripForGood(c, "HTTP/1.1 200 OK\r\nX: "); }},
    {"/drips-its-body", Outcome::TimedOutWaiting,
        [](ScriptedConnection &c) { return dripForGood(c, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"); }},
};

/// A kept connection of which the server has had enough: it closes where a request has already come. The first
/// request on a connection is answered.
constexpr const char *tiredPath = "/tired-of-keeping-alive";

class MisbehavingServer
{
public:
    MisbehavingServer()
        : m_server([this](ScriptedConnection &connection) { serve(connection); })
    {
    }

    const ScriptedServer &server() const { return m_server; }
    /// Requests that came for a path, those that the client sent again among them.
    int count(const std::string &path)
    {
        const std::lock_guard lock(m_mutex);
        return m_counts[path];
    }

private:
    void serve(ScriptedConnection &connection)
    {
        for (bool isFirst = true; connection.readRequest(); isFirst = false) {
            const std::string &head = connection.head();
            const std::size_t start = head.find(' ') + 1;
            const std::string path = head.substr(start, head.find(' ', start) - start);
            {
                const std::lock_guard lock(m_mutex);
                ++m_counts[path == tiredPath && !isFirst ? "dropped" : path];
            }
            if (!treat(connection, path, isFirst))
                return;
        }
    }

    static bool treat(ScriptedConnection &connection, const std::string &path, bool isFirst)
    {
        if (path == tiredPath)
            return isFirst && answer(connection, good);
        const auto found = std::ranges::find(cases, path, &Case::path);
        return found != cases.end() && found->treat(connection);
    }

    std::mutex m_mutex;
    std::map<std::string, int> m_counts;
    ScriptedServer m_server; // last: its threads use the rest
};

LoadStep stepOf(const char *path)
{
    LoadStep step;
    step.path = QString::fromLatin1(path);
    step.expect.bodySize = Bytes {5};
    return step;
}

LoadProfile everyMisfortune(bool open)
{
    LoadProfile profile = requestsProfile(requestCount, open ? 80 : 24);
    profile.timeout = 1s; // ample for an answer on a busy computer
    profile.steps.clear();
    for (const Case &one : cases)
        profile.steps.append(stepOf(one.path));
    profile.steps.append(stepOf(tiredPath));
    profile.mode = open ? LoadProfile::Mode::Open : LoadProfile::Mode::Closed;
    if (open)
        profile.rate = Rate {100};
    return profile;
}

} // namespace

/// Every misfortune in one run, on connections that users go on with: each request is told for what it was, and none is
/// lost or counted twice.
class TestMisbehavingServer : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase_data() { everyEngine(); }
    void init() { failOnAnyWarning(); }

    void everyRequestIsToldForWhatItWas_data()
    {
        QTest::addColumn<bool>("open");
        QTest::newRow("closed loop") << false;
        QTest::newRow("open loop") << true;
    }
    void everyRequestIsToldForWhatItWas()
    {
        QFETCH(bool, open);
        MisbehavingServer server;
        EngineRun run(server.server().url(), everyMisfortune(open));
        QVERIFY(run.wait());
        const auto sent
            = static_cast<quint64>(requestCount - run.count(Outcome::Dropped)); // none is, on an idle computer
        const bool isQnam = engineUnderTest() == u"qnam"_s;

        QCOMPARE(run.requests().size(), requestCount);
        QCOMPARE(static_cast<quint64>(server.server().requests()), sent + run.summary().silentResends);

        std::map<std::size_t, std::map<Outcome, int>> told; // by step
        for (const Request &request : run.requests()) {
            if (request.outcome != Outcome::Dropped)
                ++told[request.step][request.outcome];
        }
        for (std::size_t step = 0; step < cases.size(); ++step) {
            const Case &one = cases[step];
            const int requests = told[step][one.outcome];
            QVERIFY2(requests > 0 && told[step].size() == 1, one.path);
            if (!isQnam)
                QCOMPARE(server.count(one.path), requests);
            else
                QVERIFY2(server.count(one.path) >= requests, one.path);
        }
        // The manager sends again what an old connection was too tired for; the engine of our own never does.
        auto &tired = told[cases.size()];
        const int dropped = tired[isQnam ? Outcome::Resent : Outcome::Reset];
        QCOMPARE(dropped, server.count("dropped"));
        QCOMPARE(tired[Outcome::Ok] + (isQnam ? dropped : 0), server.count(tiredPath));
        QVERIFY(dropped > 0);
    }
};

QTEST_GUILESS_MAIN(TestMisbehavingServer)
#include "tst_misbehavingserver.moc"
