// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket/socketconnection.h"

#include <algorithm>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace boxmark {

namespace {

constexpr std::uint32_t whenReadable = EPOLLIN | EPOLLRDHUP;

bool isShortageHere(int error)
{
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM || error == EADDRNOTAVAIL;
}

bool isOnlyForNow(int error)
{
    return error == EAGAIN || error == EWOULDBLOCK || error == EINTR;
}

} // namespace

SocketConnection::SocketConnection(
    EventPoll &poll, const std::vector<SocketAddress> &addresses, const ReceiveStamps &stamps)
    : m_poll(poll)
    , m_addresses(addresses)
    , m_stamps(stamps)
{
}

SocketConnection::SocketConnection(SocketConnection &&other) noexcept
    : SocketConnection(other.m_poll, other.m_addresses, other.m_stamps)
{
    Q_ASSERT(other.m_state == State::Closed);
}

SocketConnection::~SocketConnection()
{
    close();
}

SocketConnection::Progress SocketConnection::send(const WireRequest &request, void *token)
{
    m_request = &request;
    m_token = token;
    m_written = 0;
    m_connectedAt.reset();
    m_firstByteAt.reset();
    m_response.begin(request.expected);
    if (m_state == State::Idle)
        return write();
    return connectTo(0);
}

SocketConnection::Progress SocketConnection::handle(std::uint32_t events, std::span<char> buffer, EventTime time)
{
    m_heardAt = time.now;
    switch (m_state) {
    case State::Closed:
        return Progress::Pending;
    case State::Idle: // nothing is asked, so whatever this is ends it
        return end(Progress::Broken);
    case State::Connecting:
        return connected(time.now);
    case State::Sending:
        if ((events & EPOLLOUT) != 0) {
            if (const Progress progress = write(); progress != Progress::Pending)
                return progress;
        }
        break;
    case State::Waiting:
        break;
    }
    return (events & ~std::uint32_t {EPOLLOUT}) != 0 ? read(buffer, time) : Progress::Pending;
}

void SocketConnection::close()
{
    if (m_socket >= 0)
        ::close(m_socket);
    m_socket = -1;
    m_state = State::Closed;
    m_awaitsRoom = false;
}

SocketConnection::Progress SocketConnection::connectTo(std::size_t address)
{
    m_address = address;
    if (address >= m_addresses.size()) // of an unknown host
        return Progress::Refused;
    const SocketAddress &to = m_addresses[address];
    m_socket = ::socket(to.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (m_socket < 0)
        return isShortageHere(errno) ? Progress::Unavailable : failed(errno); // e.g. a kernel without IPv6
    m_state = State::Connecting;
    const int yes = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    ReceiveStamps::turnOn(m_socket);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&to.storage), to.size) != 0 && errno != EINPROGRESS)
        return failed(errno);
    m_poll.add(m_socket, whenReadable | EPOLLOUT, m_token);
    return Progress::Pending;
}

SocketConnection::Progress SocketConnection::connected(RequestTicks at)
{
    int error = 0;
    socklen_t size = sizeof error;
    ::getsockopt(m_socket, SOL_SOCKET, SO_ERROR, &error, &size);
    if (error != 0)
        return failed(error);
    m_connectedAt = at;
    m_awaitsRoom = true; // as it is registered
    return write();
}

SocketConnection::Progress SocketConnection::failed(int error)
{
    if (isShortageHere(error))
        return end(Progress::Unavailable);
    if (error == ECONNRESET || error == EPIPE) // somebody had accepted
        return end(Progress::Broken);
    close();
    return m_address + 1 < m_addresses.size() ? connectTo(m_address + 1) : Progress::Refused;
}

SocketConnection::Progress SocketConnection::write()
{
    const QByteArray &bytes = m_request->bytes;
    while (m_written < bytes.size()) {
        const ssize_t count = ::send(
            m_socket, bytes.constData() + m_written, static_cast<std::size_t>(bytes.size() - m_written), MSG_NOSIGNAL);
        if (count < 0 && isOnlyForNow(errno))
            break;
        if (count < 0)
            return end(Progress::Broken);
        m_written += count;
    }
    const bool whole = m_written == bytes.size();
    m_state = whole ? State::Waiting : State::Sending;
    if (m_awaitsRoom == whole) {
        m_awaitsRoom = !whole;
        m_poll.change(m_socket, whole ? whenReadable : whenReadable | EPOLLOUT, m_token);
    }
    return Progress::Pending;
}

SocketConnection::Progress SocketConnection::read(std::span<char> buffer, EventTime time)
{
    const auto [count, stamp] = m_stamps.receive(m_socket, buffer);
    if (count > 0) {
        noteHeard(stamp, time);
        return conclude(m_response.feed(QByteArrayView(buffer.data(), count)));
    }
    if (count < 0 && isOnlyForNow(errno))
        return Progress::Pending;
    if (count < 0) // reset: what had come is not the whole, even where the close is the end
        return end(Progress::Broken);
    return conclude(m_response.close());
}

// A stamp that cannot be true, for the wall clock was set, counts for nothing.
void SocketConnection::noteHeard(std::optional<RequestTicks> stamp, EventTime time)
{
    const RequestTicks earliest = std::max(time.earliest, m_connectedAt.value_or(time.earliest));
    if (stamp && *stamp >= earliest && *stamp <= time.now)
        m_heardAt = *stamp;
    if (!m_firstByteAt)
        m_firstByteAt = m_heardAt;
}

SocketConnection::Progress SocketConnection::conclude(HttpResponseReader::State state)
{
    switch (state) {
    case HttpResponseReader::State::Reading:
        return Progress::Pending;
    case HttpResponseReader::State::Broken:
        return end(Progress::Broken);
    case HttpResponseReader::State::Complete:
        break;
    }
    // An answer before the whole question was sent leaves a connection that nobody can go on with.
    if (m_state == State::Waiting && m_response.keepsAlive())
        m_state = State::Idle;
    else
        close();
    return Progress::Complete;
}

SocketConnection::Progress SocketConnection::end(Progress how)
{
    close();
    return how;
}

} // namespace boxmark
