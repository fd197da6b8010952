// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "enginerun.h"
#include "helpers/servers/answers.h"
#include "helpers/strictlog.h"
#include "load/arrivalschedule.h"

#include <QTest>

using namespace boxmark;
using namespace boxmark::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const std::string ok = response(200, "hello");

LoadProfile openLoop(const LoadProfile &profile, double rate)
{
    LoadProfile open = profile;
    open.mode = LoadProfile::Mode::Open;
    open.rate = Rate {rate};
    return open;
}

QList<RequestTicks> plannedTimes(const QList<Request> &requests)
{
    QList<RequestTicks> times;
    std::ranges::transform(requests, std::back_inserter(times), &Request::planned);
    std::ranges::sort(times);
    return times;
}

/// Every millisecond from `first` on.
QList<RequestTicks> everyMillisecond(TrialTime first, qsizetype count)
{
    QList<RequestTicks> times;
    for (qsizetype i = 0; i < count; ++i)
        times.append(std::chrono::floor<RequestTicks>(first) + RequestTicks(1ms) * i);
    return times;
}

/// Answers, but for one span of time, in which nothing is answered on any connection.
class StallingServer
{
public:
    StallingServer(std::chrono::milliseconds before, std::chrono::milliseconds stall)
        : stallStart(Clock::system().now() + before)
        , stallEnd(stallStart + stall)
        , m_server([this](ScriptedConnection &connection) { serve(connection); })
    {
    }
    const ScriptedServer &server() const { return m_server; }

    const MonotonicTime stallStart;
    const MonotonicTime stallEnd;

private:
    void serve(ScriptedConnection &connection) const
    {
        while (connection.readRequest()) {
            const MonotonicTime now = Clock::system().now();
            if (now >= stallStart && now < stallEnd)
                connection.pause(std::chrono::ceil<std::chrono::milliseconds>(stallEnd - now));
            if (!connection.send(ok))
                return;
        }
    }

    ScriptedServer m_server;
};

} // namespace

/// Requests that come when they are planned, whatever becomes of those before.
class TestOpenLoop : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase_data() { everyEngine(); }
    void init() { failOnAnyWarning(); }

    void asManyAreOfferedAsTheRateSays()
    {
        ScriptedServer server(alwaysAnswer(ok));
        EngineRun run(server.url(), openLoop(durationProfile(500ms, 60), 1000));
        QVERIFY(run.wait());
        QCOMPARE(plannedTimes(run.measured()), everyMillisecond(run.summary().loadStart, 500));
        QVERIFY(run.count(Outcome::Ok) > 0);
        const int sent = static_cast<int>(run.requests().size()) - run.count(Outcome::Dropped);
        QVERIFY(server.requests() <= sent);
        QVERIFY(run.summary().lateness);
        QVERIFY(std::ranges::is_sorted(run.requests(), {}, &Request::finished));
        for (const Request &request : run.requests())
            QVERIFY(request.response >= request.service);
    }

    void whatTheServerDelaysDoesNotDelayTheNext()
    {
        constexpr double rate = 500;
        constexpr auto duration = 2s;
        StallingServer server(700ms, 400ms);
        EngineRun run(server.server().url(), openLoop(durationProfile(duration, 400), rate));
        QVERIFY(run.wait());
        QCOMPARE(run.requests().size(), 1000);
        // What was planned in the stall was answered after it, and is measured from when it was planned.
        const auto slack = 20ms; // what the server reads just before its stall it may answer just after that began
        int inTheStall = 0;
        QList<RequestTicks> responses;
        for (const Request &request : run.requests()) {
            const MonotonicTime planned = run.origin() + request.planned;
            if (planned > server.stallStart + slack && planned < server.stallEnd - slack) {
                ++inTheStall;
                QVERIFY(request.response >= server.stallEnd - planned - slack || request.outcome == Outcome::Dropped);
            }
            if (request.outcome == Outcome::Ok)
                responses.append(request.response);
        }
        QCOMPARE_GE(inTheStall, 178);
        // The longest were planned when the stall began, one each 1/rate: so many of all are the top per cent.
        std::ranges::sort(responses);
        const RequestTicks p99 = responses.at(responses.size() * 99 / 100 - 1);
        QVERIFY(p99 >= 400ms - duration / 100 - slack);
    }

    void whatExceedsTheCapIsDroppedNotQueued()
    {
        ScriptedServer server([](ScriptedConnection &connection) {
            connection.readRequest();
            connection.hang();
        });
        EngineRun run(server.url(), openLoop(durationProfile(300ms, 5), 1000));
        QVERIFY(run.wait());
        QCOMPARE(plannedTimes(run.requests()), everyMillisecond(run.summary().loadStart, 300));
        QCOMPARE(run.count(Outcome::Dropped) + run.count(Outcome::AbortedAtEnd), 300);
        // On a busy computer the end may overtake what was about to leave.
        QCOMPARE_LE(server.connections(), 5);
        QCOMPARE_LE(server.requests(), 5);
        QVERIFY(std::ranges::none_of(run.requests(), [](const Request &request) {
            return request.outcome == Outcome::Dropped && request.service != RequestTicks(0);
        }));
    }

    void requestsAreCountedAsTheyArePlanned()
    {
        ScriptedServer server(alwaysAnswer(ok));
        EngineRun run(server.url(), openLoop(requestsProfile(200, 50), 1000));
        QVERIFY(run.wait());
        QCOMPARE(plannedTimes(run.requests()), everyMillisecond(run.summary().loadStart, 200));
        QCOMPARE(run.count(Outcome::Ok) + run.count(Outcome::Dropped), 200);
        QCOMPARE(server.requests(), run.count(Outcome::Ok));
    }

    void theWarmupIsKeptApart()
    {
        ScriptedServer server(alwaysAnswer(ok));
        LoadProfile profile = openLoop(durationProfile(200ms, 50), 1000);
        profile.warmup = 100ms;
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(plannedTimes(run.warmup()), everyMillisecond(run.summary().loadStart, 100));
        QCOMPARE(plannedTimes(run.measured()), everyMillisecond(run.summary().measureStart, 200));
    }

    void stagesAreOfferedAsTheyArePlanned()
    {
        ScriptedServer server(alwaysAnswer(ok));
        LoadProfile profile = openLoop(durationProfile(400ms, 60), 0);
        profile.rate.reset();
        profile.warmup = 100ms;
        profile.stages = {{Rate {500}, Rate {500}, 200ms}, {Rate {500}, Rate {1500}, 200ms}};
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.warmup().size(), 50);
        QCOMPARE(run.measured().size(), 300); // 100 and 200
        const auto start = std::chrono::floor<RequestTicks>(run.summary().loadStart);
        ArrivalSchedule schedule(profile, 1, start, {});
        for (const RequestTicks planned : plannedTimes(run.requests())) {
            QCOMPARE(planned, schedule.next());
            schedule.take();
        }
        // Whatever became of each: it was offered.
        const int sent = run.count(Outcome::Ok) + run.count(Outcome::AbortedAtEnd);
        QCOMPARE(sent + run.count(Outcome::Dropped), 350);
    }

    void poissonArrivalsFollowFromTheSeed()
    {
        ScriptedServer server(alwaysAnswer(ok));
        LoadProfile profile = openLoop(requestsProfile(100, 50), 1000);
        profile.arrivals = LoadProfile::Arrivals::Poisson;
        QList<QList<RequestTicks>> distances;
        for (int round = 0; round < 2; ++round) {
            EngineRun run(server.url(), profile, 5);
            QVERIFY(run.wait());
            QList<RequestTicks> &these = distances.emplaceBack();
            for (const RequestTicks planned : plannedTimes(run.requests()))
                these.append(planned - std::chrono::floor<RequestTicks>(run.summary().loadStart));
        }
        QCOMPARE(distances[0].size(), 100);
        QCOMPARE(distances[0], distances[1]);
    }

    void refusalsDoNotSlowItDown()
    {
        const QUrl gone = ScriptedServer(alwaysAnswer(ok)).url();
        EngineRun run(gone, openLoop(durationProfile(300ms, 20), 500));
        QVERIFY(run.wait());
        QCOMPARE(run.requests().size(), 150);
        QVERIFY(run.count(Outcome::Refused) > 0);
        QCOMPARE(run.count(Outcome::Refused) + run.count(Outcome::Dropped) + run.count(Outcome::AbortedAtEnd), 150);
    }

    void theDeadlineCountsFromThePlannedSend()
    {
        ScriptedServer server([](ScriptedConnection &connection) { connection.hang(); });
        LoadProfile profile = openLoop(requestsProfile(40, 40), 1000);
        profile.timeout = 100ms;
        EngineRun run(server.url(), profile);
        QVERIFY(run.wait());
        QCOMPARE(run.count(Outcome::TimedOutWaiting) + run.count(Outcome::TimedOutUnsent), 40);
        for (const Request &request : run.requests())
            QVERIFY(request.response >= RequestTicks(100ms));
    }

    void stopEndsItAtEveryMoment_data()
    {
        QTest::addColumn<int>("after"); // milliseconds
        for (const int after : {0, 5, 120, 250})
            QTest::addRow("after %d ms", after) << after;
    }
    void stopEndsItAtEveryMoment()
    {
        QFETCH(int, after);
        ScriptedServer server(alwaysAnswer(ok));
        LoadProfile profile = openLoop(durationProfile(1h, 20), 1000);
        profile.warmup = 100ms;
        EngineRun run(server.url(), profile);
        QTest::qWait(after);
        run.engine().stop();
        QVERIFY(run.wait());
        QCOMPARE(run.ends(), 1);
        QCOMPARE(plannedTimes(run.requests()), everyMillisecond(run.summary().loadStart, run.requests().size()));
        QCOMPARE(run.openings().isEmpty(), run.summary().measureStart == run.summary().measureEnd);
    }

    void aClosedLoopIsNeverLate()
    {
        ScriptedServer server(alwaysAnswer(ok));
        EngineRun run(server.url(), requestsProfile(100, 2));
        QVERIFY(run.wait());
        QVERIFY(!run.summary().lateness);
        QVERIFY(std::ranges::all_of(
            run.requests(), [](const Request &request) { return request.response == request.service; }));
    }
};

QTEST_GUILESS_MAIN(TestOpenLoop)
#include "tst_openloop.moc"
