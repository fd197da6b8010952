// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/eventloop.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>

namespace boxmark::agent {

namespace {

constexpr std::uint64_t listenerId = 0;
constexpr std::uint64_t wakeUpId = 1;

// Often enough to keep the shortest of the timeouts, seldom enough to cost nothing.
nanoseconds sweepInterval(const ServerTimeouts &timeouts)
{
    using namespace std::chrono_literals;
    const nanoseconds shortest = std::min({timeouts.idle, timeouts.request, timeouts.write, timeouts.linger});
    return std::clamp<nanoseconds>(shortest / 2, 10ms, 1s);
}

} // namespace

EventLoop::EventLoop(const Shared &shared)
    : m_shared(shared)
    , m_epoll(epoll_create1(EPOLL_CLOEXEC))
    , m_wakeUp(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK))
    , m_sweepInterval(sweepInterval(shared.timeouts))
    , m_buffer(65'536)
{
    epoll_event event = {};
    event.events = EPOLLIN;
    event.data.u64 = wakeUpId;
    epoll_ctl(m_epoll.number(), EPOLL_CTL_ADD, m_wakeUp.number(), &event);
    watchListener(true);
}

void EventLoop::run()
{
    std::array<epoll_event, 64> events = {};
    while (!m_stopping) {
        const bool idle = m_connections.empty() && !m_acceptPaused;
        const auto wait = std::chrono::ceil<std::chrono::milliseconds>(m_sweepInterval);
        const int count = epoll_wait(m_epoll.number(), events.data(), static_cast<int>(events.size()),
            idle ? -1 : static_cast<int>(wait.count()));
        m_now = monotonicNow();
        for (int i = 0; i < count; ++i)
            handleEvent(events[static_cast<std::size_t>(i)].data.u64, events[static_cast<std::size_t>(i)].events);
        if (m_now >= m_nextSweep)
            sweep();
    }
}

void EventLoop::stop()
{
    m_stopping = true;
    wake();
}

void EventLoop::handleEvent(std::uint64_t id, std::uint32_t events)
{
    if (id == listenerId)
        return acceptClients();
    if (id == wakeUpId)
        return takeFinished();
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return; // closed earlier in this round
    Connection &connection = *found->second;
    if ((events & (EPOLLERR | EPOLLHUP)) != 0)
        connection.phase = Connection::Phase::Closed;
    else if (connection.phase == Connection::Phase::Writing && (events & EPOLLOUT) != 0)
        resume(connection);
    else if (connection.phase == Connection::Phase::Reading || connection.phase == Connection::Phase::Lingering)
        readFrom(connection);
    else
        watch(connection, connection.watched & ~static_cast<std::uint32_t>(EPOLLIN)); // it must wait for its turn
    forgetIfClosed(connection);
}

void EventLoop::acceptClients()
{
    for (int round = 0; round < 64; ++round) {
        Descriptor socket(accept4(m_shared.listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!socket) {
            const bool noRoom = errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
            if (noRoom)
                watchListener(false); // the next sweep tries again
            return;
        }
        const std::uint64_t id = m_nextId++;
        auto connection = std::make_unique<Connection>(id, std::move(socket));
        connection->deadline = m_now + m_shared.timeouts.idle;
        connection->watched = EPOLLIN;
        epoll_event event = {};
        event.events = EPOLLIN;
        event.data.u64 = id;
        if (epoll_ctl(m_epoll.number(), EPOLL_CTL_ADD, connection->socket(), &event) != 0)
            return;
        m_connections.emplace(id, std::move(connection));
        ++m_shared.counts.connections;
    }
}

void EventLoop::watchListener(bool on)
{
    epoll_event event = {};
    event.events = EPOLLIN | EPOLLEXCLUSIVE; // a new client wakes one loop, not all
    event.data.u64 = listenerId;
    epoll_ctl(m_epoll.number(), on ? EPOLL_CTL_ADD : EPOLL_CTL_DEL, m_shared.listener, &event);
    m_acceptPaused = !on;
}

void EventLoop::watch(Connection &connection, std::uint32_t events) const
{
    if (connection.watched == events)
        return;
    connection.watched = events;
    epoll_event event = {};
    event.events = events;
    event.data.u64 = connection.id();
    epoll_ctl(m_epoll.number(), EPOLL_CTL_MOD, connection.socket(), &event);
}

void EventLoop::readFrom(Connection &connection)
{
    const ssize_t count = recv(connection.socket(), m_buffer.data(), m_buffer.size(), 0);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (count <= 0)
        connection.phase = Connection::Phase::Closed;
    else if (connection.phase == Connection::Phase::Reading)
        take(connection, std::string_view(m_buffer.data(), static_cast<std::size_t>(count)));
}

// Answers as many requests as `bytes` hold, or as can be answered without waiting; keeps the rest.
void EventLoop::take(Connection &connection, std::string_view bytes)
{
    while (connection.phase == Connection::Phase::Reading && !bytes.empty()) {
        if (connection.parser.isFresh())
            connection.deadline = m_now + m_shared.timeouts.request;
        bytes.remove_prefix(connection.parser.feed(bytes));
        switch (connection.parser.state()) {
        case HttpParser::State::Complete:
            takeComplete(connection);
            break;
        case HttpParser::State::Failed:
            connection.requestComplete = monotonicNow();
            respond(connection, errorResponse(connection.parser.status(), connection.parser.problem()));
            break;
        default:
            takePartial(connection);
        }
    }
    connection.unread = bytes;
}

void EventLoop::takeComplete(Connection &connection)
{
    ++m_shared.counts.requests;
    connection.requestComplete = monotonicNow();
    std::variant<HttpResponse, LongWork> answer = m_shared.workload.answer(connection.parser.request());
    if (auto *response = std::get_if<HttpResponse>(&answer))
        return respond(connection, std::move(*response));
    connection.phase = Connection::Phase::Working;
    handOver(connection.id(), std::get<LongWork>(std::move(answer)));
}

void EventLoop::takePartial(Connection &connection)
{
    HttpRequest &request = connection.parser.request();
    if (connection.parser.state() != HttpParser::State::Body || !request.expectsContinue)
        return;
    request.expectsContinue = false;
    connection.queueInterim("HTTP/1.1 100 Continue\r\n\r\n");
    if (connection.send() == Connection::Sent::Failed)
        connection.phase = Connection::Phase::Closed;
}

void EventLoop::respond(Connection &connection, HttpResponse response)
{
    const bool failed = connection.parser.state() != HttpParser::State::Complete;
    const bool keepAlive = !failed && connection.parser.request().keepAlive;
    const bool withBody = failed || connection.parser.request().method != "HEAD";
    m_head.clear();
    appendHead(m_head, response, m_date.text(), monotonicNow() - connection.requestComplete, keepAlive);
    connection.queue(std::move(response), m_head, keepAlive, withBody);
    connection.phase = Connection::Phase::Writing;
    sendTo(connection);
}

void EventLoop::sendTo(Connection &connection)
{
    const Connection::Sent sent = connection.send();
    if (sent == Connection::Sent::Failed) {
        connection.phase = Connection::Phase::Closed;
        return;
    }
    if (sent == Connection::Sent::Partly) {
        connection.deadline = m_now + m_shared.timeouts.write;
        watch(connection, EPOLLOUT);
        return;
    }
    if (connection.keepsAlive()) {
        connection.parser.reset();
        connection.phase = Connection::Phase::Reading;
        connection.deadline = m_now + m_shared.timeouts.idle;
        watch(connection, EPOLLIN);
        return;
    }
    // Closing while the client still sends would reset the connection, and the answer with it.
    shutdown(connection.socket(), SHUT_WR);
    connection.phase = Connection::Phase::Lingering;
    connection.deadline = m_now + m_shared.timeouts.linger;
    watch(connection, EPOLLIN);
}

// Goes on with a response, and then with what the client has sent meanwhile.
void EventLoop::resume(Connection &connection)
{
    sendTo(connection);
    if (connection.phase != Connection::Phase::Reading || connection.unread.empty())
        return;
    const std::string unread = std::move(connection.unread);
    take(connection, unread);
}

void EventLoop::handOver(std::uint64_t id, LongWork work)
{
    const auto job = [this, id, work = std::move(work)](const StopFlag &stopping) {
        HttpResponse response = work(stopping);
        const std::lock_guard lock(m_finishedMutex);
        m_finished.push_back({id, std::move(response)});
        wake();
    };
    if (m_shared.workers.submit(job))
        return;
    const std::lock_guard lock(m_finishedMutex);
    m_finished.push_back({id, errorResponse(503, "Too many requests wait for a worker.")});
    wake();
}

void EventLoop::takeFinished()
{
    eventfd_t ignored = 0;
    eventfd_read(m_wakeUp.number(), &ignored);
    std::vector<Finished> finished;
    {
        const std::lock_guard lock(m_finishedMutex);
        finished.swap(m_finished);
    }
    for (Finished &one : finished) {
        const auto found = m_connections.find(one.connection);
        if (found == m_connections.end())
            continue; // the client has gone
        Connection &connection = *found->second;
        respond(connection, std::move(one.response));
        if (connection.phase == Connection::Phase::Reading)
            resume(connection);
        forgetIfClosed(connection);
    }
}

void EventLoop::sweep()
{
    m_nextSweep = m_now + m_sweepInterval;
    if (m_acceptPaused)
        watchListener(true);
    std::vector<Connection *> overdue;
    for (const auto &[id, connection] : m_connections) {
        if (connection->phase != Connection::Phase::Working && connection->deadline <= m_now)
            overdue.push_back(connection.get());
    }
    for (Connection *connection : overdue) {
        const bool midRequest = connection->phase == Connection::Phase::Reading && !connection->parser.isFresh();
        connection->phase = Connection::Phase::Closed;
        if (midRequest) {
            connection->requestComplete = m_now;
            respond(*connection, errorResponse(408, "The request did not come to its end in time."));
        }
        forgetIfClosed(*connection);
    }
}

void EventLoop::forgetIfClosed(Connection &connection)
{
    if (connection.phase != Connection::Phase::Closed)
        return;
    --m_shared.counts.connections;
    m_connections.erase(connection.id()); // closes its socket, which leaves the epoll set by that
}

void EventLoop::wake() const
{
    eventfd_write(m_wakeUp.number(), 1);
}

} // namespace boxmark::agent
