// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/httpresponsereader.h"
#include "load/socket/eventpoll.h"
#include "load/socket/receivestamps.h"
#include "load/socket/socketaddresses.h"
#include "load/socket/wirerequest.h"
#include "model/record.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace boxmark {

/// One HTTP/1.1 connection that carries one request after another and never sends one twice. It opens itself when there
/// is something to send, and closes itself when the response says so or something goes wrong. One thread.
class SocketConnection
{
public:
    enum class Progress {
        Pending, ///< wait for the next event
        Complete, ///< the whole response is there
        Refused, ///< no connection: nobody listens, no way there
        Unavailable, ///< no connection, for this computer has no port, descriptor or memory left
        Broken, ///< the connection ended, or what came is not HTTP
    };

    /// When an event may have come: after `earliest`, and it is there `now`.
    struct EventTime
    {
        RequestTicks earliest {0};
        RequestTicks now {0};
    };

    /// Addresses, poll and stamps must outlive it. Not to be moved once it has sent.
    SocketConnection(EventPoll &poll, const std::vector<SocketAddress> &addresses, const ReceiveStamps &stamps);
    SocketConnection(SocketConnection &&other) noexcept;
    SocketConnection &operator=(SocketConnection &&) = delete;
    ~SocketConnection();

    /// Begins with the next request, which must live until it has ended. Events come with `token`.
    Progress send(const WireRequest &request, void *token);
    /// Takes an event. Also when no request is under way: the server may have closed the connection.
    Progress handle(std::uint32_t events, std::span<char> buffer, EventTime time);
    void close();

    /// The request has been written as a whole.
    bool isSent() const { return m_state == State::Waiting; }
    const HttpResponseReader &response() const { return m_response; }
    /// When the connection for the last request was there; empty when it was there before, or never.
    std::optional<RequestTicks> connectedAt() const { return m_connectedAt; }
    /// When what the last event brought had come: by the kernel's stamp, or `now` where that cannot be.
    RequestTicks heardAt() const { return m_heardAt; }
    /// When the first byte of the last request's response came.
    std::optional<RequestTicks> firstByteAt() const { return m_firstByteAt; }

private:
    enum class State { Closed, Idle, Connecting, Sending, Waiting };

    Progress connectTo(std::size_t address);
    Progress connected(RequestTicks at);
    Progress failed(int error);
    Progress write();
    Progress read(std::span<char> buffer, EventTime time);
    void noteHeard(std::optional<RequestTicks> stamp, EventTime time);
    Progress conclude(HttpResponseReader::State state);
    Progress end(Progress how);

    EventPoll &m_poll;
    const std::vector<SocketAddress> &m_addresses;
    const ReceiveStamps &m_stamps;
    HttpResponseReader m_response;
    const WireRequest *m_request = nullptr;
    void *m_token = nullptr;
    std::optional<RequestTicks> m_connectedAt;
    std::optional<RequestTicks> m_firstByteAt;
    RequestTicks m_heardAt {0};
    qsizetype m_written = 0;
    std::size_t m_address = 0; ///< which of them is being tried
    int m_socket = -1;
    State m_state = State::Closed;
    bool m_awaitsRoom = false; ///< the kernel could not take all of the request
};

} // namespace boxmark
