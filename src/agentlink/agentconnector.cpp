// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agentlink/agentconnector.h"

#include "agent/protocol.h"
#include "agentlink/clockalignment.h"
#include "agentlink/connectionattempt.h"
#include "base/completion.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QPointer>
#include <QTimer>

#include <deque>
#include <utility>

using namespace std::chrono_literals;

namespace boxmark {

namespace {

// What the agent says until it is reached is kept and has its own times: being late costs nothing, giving up too early
// does, for an emulated guest on a busy computer that starts an app takes a second to answer.
constexpr auto attemptInterval = 250ms;
constexpr std::size_t mostAttempts = 12; // so each has three seconds
constexpr auto pingInterval = 1s;
constexpr int wantedReadings = 6;
constexpr auto alignmentTime = 250ms; // a guest that is busy starting its app may answer slowly

QLatin1StringView latin1(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

struct Pong
{
    qint64 number = 0;
    std::chrono::nanoseconds time {0};
};

std::optional<Pong> parsePong(const QByteArray &line)
{
    if (!line.startsWith(R"({"type":"pong")")) // as our agent writes it: the other lines need not be parsed twice
        return {};
    const QJsonObject record = QJsonDocument::fromJson(line).object();
    const qint64 number = record[latin1(protocol::key::number)].toInteger(-1);
    const qint64 time = record[latin1(protocol::key::time)].toInteger(-1);
    if (number < 0 || time < 0)
        return {};
    return Pong {number, std::chrono::nanoseconds(time)};
}

/// Pings one after the other.
struct RoundTrips
{
    qsizetype wanted = 0;
    QList<std::chrono::nanoseconds> taken {};
    Completion<bool> done {};

    template <typename Ping> void take(std::chrono::nanoseconds trip, const Ping &ping)
    {
        taken << trip;
        if (taken.size() < wanted)
            ping();
        else
            done.complete(true);
    }
};

} // namespace

struct AgentConnector::Private : QObject
{
    Private(AgentConnector *owner, const QHostAddress &address, quint16 port, const QString &token, AgentLink *link)
        : owner(owner)
        , address(address)
        , port(port)
        , token(token.toUtf8())
        , link(link)
    {
        retry.setInterval(attemptInterval);
        connect(&retry, &QTimer::timeout, this, &Private::tryOnce);
        pinging.setInterval(pingInterval);
        connect(&pinging, &QTimer::timeout, this, &Private::ping);
        aligning.setInterval(alignmentTime);
        aligning.setSingleShot(true);
        connect(&aligning, &QTimer::timeout, this, &Private::pass);
    }

    ~Private() override { stop(); }

    // A socket that is destroyed while it is open tells its end once more, to an owner that is half gone.
    void stop()
    {
        for (QTimer *timer : {&retry, &pinging, &aligning})
            timer->stop();
        for (auto &attempt : std::exchange(attempts, {}))
            discard(std::move(attempt));
        discard(std::exchange(kept, {}));
    }

    void discard(std::unique_ptr<ConnectionAttempt> attempt)
    {
        if (!attempt)
            return;
        attempt->disconnect(this);
        attempt->socket()->disconnect(this);
        attempt->socket()->abort();
        attempt.release()->deleteLater(); // we may be in one of its signals
    }

    void tryOnce()
    {
        if (attempts.size() >= mostAttempts) {
            discard(std::move(attempts.front()));
            attempts.pop_front();
        }
        auto &attempt = attempts.emplace_back(std::make_unique<ConnectionAttempt>(address, port, token));
        ConnectionAttempt *it = attempt.get();
        connect(it, &ConnectionAttempt::greeted, this, [this, it] { keep(take(it)); });
        connect(it, &ConnectionAttempt::failed, this, [this, it] { discard(take(it)); });
    }

    std::unique_ptr<ConnectionAttempt> take(ConnectionAttempt *wanted)
    {
        const auto found = std::find_if(
            attempts.begin(), attempts.end(), [wanted](const auto &attempt) { return attempt.get() == wanted; });
        if (found == attempts.end())
            return {};
        auto attempt = std::move(*found);
        attempts.erase(found);
        return attempt;
    }

    void keep(std::unique_ptr<ConnectionAttempt> attempt)
    {
        retry.stop();
        for (auto &other : std::exchange(attempts, {}))
            discard(std::move(other));
        kept = std::move(attempt);
        connect(kept->socket(), &QTcpSocket::readyRead, this, &Private::readLines);
        connect(kept->socket(), &QTcpSocket::disconnected, this, &Private::onDisconnected);
        ping();
        readLines();
        if (kept && kept->socket()->state() != QAbstractSocket::ConnectedState)
            onDisconnected(); // it had ended before we listened to it
    }

    void ping()
    {
        sent = Clock::system().now();
        kept->socket()->write(
            QByteArray::fromStdString(std::string(protocol::request::ping)) + QByteArray::number(++pingNumber) + '\n');
        kept->socket()->flush(); // now, not when the event loop comes to it: the round trip is measured
    }

    void readLines()
    {
        const MonotonicTime now = Clock::system().now();
        // Whoever is told may close us.
        const QPointer<Private> alive(this);
        while (alive && kept && kept->socket()->canReadLine()) {
            const QByteArray line = kept->socket()->readLine();
            if (const auto pong = parsePong(line))
                takePong(pong->number, pong->time, now);
            else if (passing)
                link->feed(line);
            else
                held += line;
        }
    }

    void takePong(qint64 number, std::chrono::nanoseconds guest, MonotonicTime received)
    {
        if (number != pingNumber)
            return;
        alignment.add(sent, guest, received);
        if (passing && trips)
            trips->take(received - sent, [this] { ping(); });
        if (passing) {
            link->setClockOffset(alignment.offset().value_or(0ns));
        } else if (alignment.readings() >= wantedReadings) {
            pass(); // whoever is told may destroy us
        } else {
            if (alignment.readings() == 1)
                aligning.start();
            ping();
        }
    }

    // From here on everything goes to the link.
    void pass()
    {
        aligning.stop();
        alignment.settle();
        passing = true;
        pinging.start();
        link->setClockOffset(alignment.offset().value_or(0ns));
        const QPointer<Private> alive(this);
        emit owner->connected();
        if (alive)
            link->feed(std::exchange(held, {}));
    }

    void onDisconnected()
    {
        const QPointer<Private> alive(this);
        readLines();
        if (alive && kept && !passing && alignment.readings() > 0)
            pass(); // it was the stream: the app ended, and the agent with it, before the clock was known well
        if (!alive || !kept)
            return;
        const QByteArray rest = kept->socket()->readAll(); // a line whose end was lost
        stop();
        if (!passing) { // the agent never made it the stream
            held.clear();
            alignment = {};
            retry.start();
            return;
        }
        link->feed(rest + '\n');
        if (alive)
            emit owner->disconnected();
    }

    AgentConnector *owner;
    QHostAddress address;
    quint16 port;
    QByteArray token;
    AgentLink *link;

    QTimer retry {};
    std::deque<std::unique_ptr<ConnectionAttempt>> attempts {};

    std::unique_ptr<ConnectionAttempt> kept {};
    QTimer aligning {}; ///< how long more pongs are waited for once there is one
    ClockAlignment alignment {};
    QTimer pinging {};
    qint64 pingNumber = 0;
    MonotonicTime sent {}; ///< when the latest ping left
    std::optional<RoundTrips> trips {}; ///< while they are asked for
    bool passing = false; ///< the clock is known: lines go to the link
    QByteArray held {}; ///< lines until then
};

AgentConnector::AgentConnector(
    const QHostAddress &address, quint16 port, const QString &token, AgentLink *link, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, address, port, token, link))
{
}

AgentConnector::~AgentConnector() = default;

void AgentConnector::start()
{
    d->retry.start();
    d->tryOnce();
}

void AgentConnector::close()
{
    d->stop();
}

QCoro::Task<std::optional<std::chrono::nanoseconds>> AgentConnector::medianRoundTrip(
    int count, std::chrono::milliseconds deadline)
{
    if (!isConnected() || d->trips)
        co_return std::nullopt;
    d->trips.emplace();
    d->trips->wanted = count;
    const Completion<bool> done = d->trips->done;
    done.completeAfter(deadline, false);
    d->pinging.stop(); // a ping in between would make the one before it no answer to anything
    d->ping();
    const bool all = co_await done;
    QList<std::chrono::nanoseconds> taken = d->trips->taken;
    d->trips.reset();
    if (d->kept)
        d->pinging.start();
    if (!all)
        co_return std::nullopt;
    std::sort(taken.begin(), taken.end());
    co_return taken[taken.size() / 2];
}

bool AgentConnector::isConnected() const
{
    return d->passing && d->kept;
}

} // namespace boxmark
