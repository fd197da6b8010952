// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket/socketloader.h"

#include "load/socket/responseoutcome.h"
#include "load/unsentrequest.h"

#include <algorithm>
#include <limits>
#include <pthread.h>
#include <sys/prctl.h>

namespace boxmark {

namespace {

constexpr RequestTicks tickPeriod = std::chrono::milliseconds(5); // deadlines are this late at most
constexpr std::size_t bufferSize = 65'536;

std::uint32_t clampedSize(qint64 size)
{
    return static_cast<std::uint32_t>(std::min<qint64>(size, std::numeric_limits<std::uint32_t>::max()));
}

} // namespace

SocketLoader::SocketLoader(const LoadPlan &part, const std::vector<SocketAddress> &addresses, RequestTicks loadStart)
    : m_plan(part)
    , m_timeout(std::chrono::ceil<RequestTicks>(part.profile.timeout))
    , m_addresses(addresses)
    , m_stamps(part.origin)
    , m_steps(part.profile.steps, part.seed)
    , m_buffer(bufferSize)
    , m_window(part.profile, loadStart)
    , m_now(loadStart)
{
    for (const LoadStep &step : std::as_const(m_plan.profile.steps)) {
        const ResponseChecker &checker = m_checkers.emplace_back(step.expect);
        m_requests.push_back(makeWireRequest(m_plan.endpoint, step, m_plan.profile.connections, checker.needsBody()));
    }
    m_users.reserve(static_cast<std::size_t>(m_plan.profile.concurrency));
    for (int user = 0; user < m_plan.profile.concurrency; ++user)
        m_users.push_back({SocketConnection(m_poll, m_addresses, m_stamps)});
    if (isClosedLoop())
        return;
    m_arrivals.emplace(m_plan.profile, m_plan.seed, loadStart, m_plan.share);
    m_idle = IdleUsers(m_users.size());
}

void SocketLoader::run()
{
    ::pthread_setname_np(::pthread_self(), "boxmark load");
    ::prctl(PR_SET_TIMERSLACK, 1); // nanoseconds; the usual 50,000 would make every send of an open loop as late
    const ThreadTimes before = timesOfThisThread();
    advance(now());
    if (m_arrivals) {
        sendDue();
    } else {
        for (SocketUser &user : m_users)
            sendNext(user);
    }
    while (!m_closed) {
        const RequestTicks waitedFrom = m_now; // what has come until then is among the events
        for (const epoll_event &event : m_poll.wait(m_arrivals ? untilNextArrival() : tickPeriod)) {
            if (event.data.ptr)
                handle(*static_cast<SocketUser *>(event.data.ptr), event.events);
            sendDue(); // many events at once must not make the next arrival wait
        }
        sendDue();
        tick(now());
        m_gatheredUntil.store(waitedFrom, std::memory_order_release);
    }
    m_summary.busiestThread = timesOfThisThread() - before;
    m_summary.loaderCpu = m_summary.busiestThread.cpu;
    summarise();
}

void SocketLoader::stop()
{
    m_stopAsked = true;
    m_poll.wake();
}

RequestTicks SocketLoader::now()
{
    m_now = std::chrono::floor<RequestTicks>(Clock::system().now() - m_plan.origin);
    return m_now;
}

// Moves the window on, and closes the load when it is over.
void SocketLoader::advance(RequestTicks now)
{
    const LoadWindow::Stage stage = m_window.advance(now);
    if (m_closed)
        return;
    if (stage != LoadWindow::Stage::WarmingUp && !m_opened.load(std::memory_order_relaxed))
        m_opened.store(true, std::memory_order_release);
    if (stage == LoadWindow::Stage::Over)
        close();
}

// Closed loop: the user's turn comes as soon as it is free.
void SocketLoader::sendNext(SocketUser &user)
{
    const RequestTicks planned = now();
    advance(planned);
    if (!m_closed && m_window.admit(planned))
        send(user, planned);
}

// Open loop: everything whose time has come.
void SocketLoader::sendDue()
{
    while (m_arrivals && !m_closed && m_arrivals->next() <= now()) {
        const RequestTicks planned = m_arrivals->next();
        advance(m_now);
        if (m_closed)
            return;
        if (!m_window.admit(planned)) {
            m_arrivals.reset(); // all that were asked for are under way
            return;
        }
        m_arrivals->take();
        if (m_idle.isEmpty())
            end(unsentRequest(planned, m_steps.next(), Outcome::Dropped, m_now));
        else
            send(m_users[m_idle.take()], planned);
    }
}

void SocketLoader::send(SocketUser &user, RequestTicks planned)
{
    user.step = m_steps.next();
    user.planned = planned;
    user.began = m_now;
    user.busy = true;
    const auto progress = user.connection.send(m_requests[static_cast<std::size_t>(user.step)], &user);
    if (progress != SocketConnection::Progress::Pending)
        settle(user, progress, now());
}

std::chrono::nanoseconds SocketLoader::untilNextArrival()
{
    return std::min<std::chrono::nanoseconds>(m_arrivals->next() - now(), tickPeriod);
}

void SocketLoader::handle(SocketUser &user, std::uint32_t events)
{
    if (m_closed)
        return;
    const RequestTicks earliest
        = std::max(user.began + RequestTicks {1}, m_gatheredUntil.load(std::memory_order_relaxed));
    const auto progress = user.connection.handle(events, m_buffer, {earliest, now()});
    settle(user, progress, user.connection.heardAt());
}

// What follows from an event: the request has ended, and the user goes on, or waits a little after a failure.
void SocketLoader::settle(SocketUser &user, SocketConnection::Progress progress, RequestTicks at)
{
    using Progress = SocketConnection::Progress;
    if (progress == Progress::Pending || !user.busy)
        return;
    advance(at); // when this closes the window, the request is among those that came too late
    if (m_closed)
        return;
    const Outcome outcome
        = judgeResponse(progress, user.connection.response(), m_checkers[static_cast<std::size_t>(user.step)]);
    m_summary.shortages += progress == Progress::Unavailable ? 1 : 0;
    const bool unanswered = outcome == Outcome::Refused || outcome == Outcome::Reset;
    user.failuresInARow = unanswered ? user.failuresInARow + 1 : 0;
    user.resumeAt = at + backOff(user.failuresInARow);
    if (m_plan.profile.connections == LoadProfile::Connections::New)
        user.connection.close();
    conclude(user, outcome, at);
    if (!unanswered && !m_closed && isClosedLoop())
        sendNext(user);
}

// Notes how the request in flight ended. Closes the load when it was the last one.
void SocketLoader::conclude(SocketUser &user, Outcome outcome, RequestTicks now)
{
    const bool answered
        = outcome != Outcome::TimedOutUnsent && outcome != Outcome::TimedOutWaiting && outcome != Outcome::AbortedAtEnd;
    const HttpResponseReader &response = user.connection.response();
    Request request;
    request.planned = user.planned;
    request.service = now - user.began;
    request.response = now - user.planned;
    request.bytes = answered ? clampedSize(response.bodySize()) : 0;
    request.status = answered ? static_cast<std::uint16_t>(response.status()) : std::uint16_t {0};
    request.outcome = outcome;
    request.step = static_cast<std::uint8_t>(user.step);
    noteParts(user, request);
    user.busy = false;
    if (!isClosedLoop())
        m_idle.add(static_cast<std::size_t>(&user - m_users.data()));
    end(request);
}

void SocketLoader::noteParts(const SocketUser &user, Request &request)
{
    const SocketConnection &connection = user.connection;
    const auto connected = connection.connectedAt();
    if (connected)
        request.connect = shortTicks(*connected - user.began);
    if (const auto firstByte = connection.firstByteAt())
        request.waiting = shortTicks(*firstByte - connected.value_or(user.began));
    request.server = connection.response().serverTime();
}

void SocketLoader::end(const Request &request)
{
    m_queue.push(request);
    m_window.finished(request.planned, request.finished());
    advance(request.finished());
}

// What does not follow from a response: the end of warm-up and window, deadlines, users that go on after a failure.
void SocketLoader::tick(RequestTicks now)
{
    if (m_stopAsked.load(std::memory_order_relaxed) && !m_closed)
        cut();
    if (m_closed || now < m_nextTick)
        return;
    m_nextTick = now + tickPeriod;
    m_stamps.align();
    advance(now);
    for (SocketUser &user : m_users) {
        if (user.busy && now - user.planned >= m_timeout && !m_closed) {
            const Outcome outcome = user.connection.isSent() ? Outcome::TimedOutWaiting : Outcome::TimedOutUnsent;
            user.connection.close();
            conclude(user, outcome, now);
        }
        if (isClosedLoop() && !user.busy && user.resumeAt <= now && !m_closed)
            sendNext(user);
    }
}

void SocketLoader::cut()
{
    m_window.cut(now());
    close();
}

void SocketLoader::close()
{
    m_closed = true;
    const RequestTicks at = now();
    for (SocketUser &user : m_users) {
        if (user.busy)
            conclude(user, Outcome::AbortedAtEnd, at);
        user.connection.close();
    }
    // What was due and is still here, for the loader was late.
    for (; m_arrivals && m_plan.profile.duration && m_arrivals->next() < m_window.measureEnd(); m_arrivals->take())
        end(unsentRequest(m_arrivals->next(), m_steps.next(), Outcome::AbortedAtEnd, at));
}

void SocketLoader::summarise()
{
    m_summary.loadStart = m_window.loadStart();
    m_summary.measureStart = m_window.measureStart();
    m_summary.measureEnd = m_window.measureEnd();
    m_gatheredUntil.store(RequestTicks::max(), std::memory_order_release);
}

} // namespace boxmark
