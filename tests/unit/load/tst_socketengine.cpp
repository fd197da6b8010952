// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginerun.h"
#include "helpers/servers/answers.h"
#include "helpers/strictlog.h"
#include "load/socket/openfilelimit.h"
#include "load/socket/socketaddresses.h"
#include "load/socket/socketconnection.h"

#include <QTest>

#include <array>
#include <atomic>
#include <mutex>
#include <set>
#include <sys/resource.h>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const std::string ok = response(200, "hello");
const QString socketEngine = u"socket"_s;

rlimit fileLimit()
{
    rlimit limit {};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    return limit;
}

/// Goes back to what it was.
class LoweredFileLimit
{
public:
    explicit LoweredFileLimit(rlim_t files)
    {
        rlimit lowered = m_before;
        lowered.rlim_cur = files;
        ::setrlimit(RLIMIT_NOFILE, &lowered);
    }
    ~LoweredFileLimit() { ::setrlimit(RLIMIT_NOFILE, &m_before); }

private:
    rlimit m_before = fileLimit();
};

/// Waits for events until the connection's request has ended.
SocketConnection::Progress finish(EventPoll &poll, SocketConnection &connection, SocketConnection::Progress progress)
{
    std::array<char, 4096> buffer {};
    const auto deadline = Clock::system().now() + 10s;
    while (progress == SocketConnection::Progress::Pending && Clock::system().now() < deadline) {
        for (const epoll_event &event : poll.wait(100ms))
            progress = connection.handle(event.events, buffer, {});
    }
    return progress;
}

WireRequest get(const QUrl &endpoint)
{
    return makeWireRequest(endpoint, LoadStep {}, LoadProfile::Connections::KeepAlive, false);
}

/// One connection to a server of this computer, with all that it needs.
struct Line
{
    explicit Line(const ScriptedServer &server, MonotonicTime origin = Clock::system().now())
        : addresses(socketAddresses({QHostAddress(QHostAddress::LocalHost)}, static_cast<quint16>(server.port())))
        , stamps(origin)
        , connection(poll, addresses, stamps)
        , request(get(server.url()))
    {
    }

    const std::vector<SocketAddress> addresses;
    EventPoll poll;
    const ReceiveStamps stamps;
    SocketConnection connection;
    const WireRequest request;
};

} // namespace

/// What only the engine "socket" has: threads, new connections, addresses of its own choice, limits.
class TestSocketEngine : public QObject
{
    Q_OBJECT
private slots:
    void init() { failOnAnyWarning(); }

    void severalThreadsShareUsersAndRequests()
    {
        ScriptedServer server(alwaysAnswer(ok));
        LoadProfile profile = requestsProfile(5000, 8);
        profile.threads = 3;
        profile.warmup = 50ms;
        EngineRun run(socketEngine, server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.measured().size(), 5000);
        QCOMPARE(run.count(Outcome::Ok) + run.count(Outcome::AbortedAtEnd), run.requests().size());
        QCOMPARE(server.connections(), 8);
        // What is aborted at the end may not have reached the server yet.
        QCOMPARE_GE(server.requests(), run.count(Outcome::Ok));
        QCOMPARE_LE(server.requests(), run.requests().size());
        QVERIFY(std::ranges::is_sorted(run.requests(), {}, &Request::finished));
        QVERIFY(run.summary().busiestThread.cpu < run.summary().loaderCpu);
    }

    void severalThreadsShareTheArrivals()
    {
        ScriptedServer server(alwaysAnswer(ok));
        LoadProfile profile = requestsProfile(300, 60);
        profile.mode = LoadProfile::Mode::Open;
        profile.rate = Rate {1000};
        profile.threads = 3;
        EngineRun run(socketEngine, server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.requests().size(), 300);
        QList<RequestTicks> planned;
        std::ranges::transform(run.requests(), std::back_inserter(planned), &Request::planned);
        std::ranges::sort(planned);
        for (int i = 0; i < 300; ++i)
            QCOMPARE(planned[i] - std::chrono::floor<RequestTicks>(run.summary().loadStart), RequestTicks(1ms) * i);
        QVERIFY(std::ranges::is_sorted(run.requests(), {}, &Request::finished));
    }

    void stopEndsAllThreads()
    {
        ScriptedServer server(alwaysAnswer(ok));
        LoadProfile profile = durationProfile(1h, 8);
        profile.threads = 4;
        EngineRun run(socketEngine, server.url(), profile);
        QTRY_VERIFY(run.batches() > 0);
        run.engine().stop();
        QVERIFY(run.wait());
        QVERIFY(run.count(Outcome::AbortedAtEnd) <= 8);
        QVERIFY(run.summary().measureEnd > run.summary().measureStart);
    }

    void aNewConnectionForEachRequest()
    {
        std::mutex mutex;
        std::set<std::string> heads;
        ScriptedServer server([&](ScriptedConnection &connection) { // does not close by itself
            while (connection.readRequest()) {
                const std::lock_guard lock(mutex);
                heads.insert(connection.head());
                connection.send(ok);
            }
        });
        LoadProfile profile = requestsProfile(50, 3);
        profile.connections = LoadProfile::Connections::New;
        EngineRun run(socketEngine, server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::Ok), 50);
        QCOMPARE(server.connections(), 50);
        QCOMPARE(heads.size(), std::size_t {1});
        QVERIFY(heads.begin()->find("\r\nConnection: close\r\n") != std::string::npos);
    }

    void aHostIsFoundByItsName()
    {
        ScriptedServer server(alwaysAnswer(ok));
        QUrl url = server.url();
        url.setHost(u"localhost"_s); // may be ::1 as well, where nobody listens
        EngineRun run(socketEngine, url, requestsProfile(20, 2));
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::Ok), 20);
    }

    void anUnknownHostRefusesEverything()
    {
        EngineRun run(socketEngine, QUrl(u"http://nowhere.invalid:80"_s), requestsProfile(3));
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::Refused), 3);
    }

    void theNextAddressIsTriedWhereNobodyListens()
    {
        const int gone = ScriptedServer(alwaysAnswer(ok)).port();
        ScriptedServer server(alwaysAnswer(ok));
        const QHostAddress host(QHostAddress::LocalHost);
        std::vector<SocketAddress> addresses = socketAddresses({host}, static_cast<quint16>(gone));
        addresses.push_back(socketAddresses({host}, static_cast<quint16>(server.port())).front());
        EventPoll poll;
        const ReceiveStamps stamps(Clock::system().now());
        SocketConnection connection(poll, addresses, stamps);
        const WireRequest request = get(server.url());
        QCOMPARE(finish(poll, connection, connection.send(request, &connection)), SocketConnection::Progress::Complete);
        QCOMPARE(connection.response().status(), 200);
    }

    /// However late the loader's thread gets to it.
    void anAnswerIsDatedByWhenItCame()
    {
        std::atomic<RequestTicks> answered {RequestTicks {0}};
        const MonotonicTime origin = Clock::system().now();
        const auto elapsed = [origin] { return std::chrono::floor<RequestTicks>(Clock::system().now() - origin); };
        ScriptedServer server([&](ScriptedConnection &connection) {
            while (connection.readRequest()) {
                answered = elapsed();
                connection.send(ok);
            }
        });
        Line line(server, origin);
        SocketConnection &connection = line.connection;
        std::array<char, 4096> buffer {};
        // The kernel may begin to stamp a little after it was asked to.
        bool stamped = false;
        while (!stamped && elapsed() < RequestTicks(10s)) {
            auto progress = connection.send(line.request, &connection);
            RequestTicks seen {0};
            while (progress == SocketConnection::Progress::Pending && elapsed() < RequestTicks(10s)) {
                for (const epoll_event &event : line.poll.wait(100ms)) {
                    seen = elapsed();
                    progress = connection.handle(event.events, buffer, {RequestTicks {0}, seen + RequestTicks(1s)});
                }
            }
            QCOMPARE(progress, SocketConnection::Progress::Complete);
            stamped = connection.heardAt() <= seen;
        }
        QVERIFY(stamped);
        QVERIFY(connection.heardAt() >= answered.load());
        QCOMPARE(*connection.firstByteAt(), connection.heardAt());
    }

    void aStampThatCannotBeCountsForNothing()
    {
        ScriptedServer server(alwaysAnswer(ok));
        Line line(server);
        SocketConnection &connection = line.connection;
        for (int i = 0; i < 3; ++i) // handled before it came, as after the wall clock was set
            QCOMPARE(finish(line.poll, connection, connection.send(line.request, &connection)),
                SocketConnection::Progress::Complete);
        QCOMPARE(connection.heardAt(), RequestTicks(0));
    }

    void aShortageOfOurOwnIsNotTheAppsRefusal()
    {
        ScriptedServer server(alwaysAnswer(ok));
        Line line(server);
        SocketConnection &connection = line.connection;
        {
            const LoweredFileLimit none(0);
            QCOMPARE(connection.send(line.request, &connection), SocketConnection::Progress::Unavailable);
        }
        QCOMPARE(finish(line.poll, connection, connection.send(line.request, &connection)),
            SocketConnection::Progress::Complete);
    }

    void theFileLimitIsRaisedForAsLongAsItIsNeeded()
    {
        const LoweredFileLimit few(300);
        {
            const OpenFileLimit enough(10);
            QCOMPARE(fileLimit().rlim_cur, rlim_t {300});
        }
        {
            const OpenFileLimit more(500);
            QVERIFY(fileLimit().rlim_cur > 500);
        }
        QCOMPARE(fileLimit().rlim_cur, rlim_t {300});
    }
};

QTEST_GUILESS_MAIN(TestSocketEngine)
#include "tst_socketengine.moc"
