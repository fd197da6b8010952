// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/serve/httpparser.h"
#include "agent/serve/httpresponse.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace boxmark::agent {

/// One client: what it sent and was not dealt with yet, and what it has still to be sent. One event loop's own.
class Connection
{
public:
    enum class Phase {
        Reading, ///< a request, or waits for one
        Working, ///< a worker makes the response
        Writing, ///< the response waits for the client to take it
        Lingering, ///< all is sent; reads on so that closing does not destroy what the client has not read yet
        Closed, ///< to be forgotten
    };

    Connection(std::uint64_t id, Descriptor socket)
        : m_id(id)
        , m_socket(std::move(socket))
    {
    }

    std::uint64_t id() const { return m_id; }
    int socket() const { return m_socket.number(); }

    Phase phase = Phase::Reading;
    nanoseconds deadline {0}; ///< closed when it has done nothing by then
    nanoseconds requestComplete {0}; ///< when the last byte of the request came
    std::uint32_t watched = 0; ///< the epoll events asked for
    HttpParser parser {};
    std::string unread {}; ///< came behind the request that is being answered

    /// Queues a response. `withBody` is false for HEAD.
    void queue(HttpResponse response, std::string_view head, bool keepAlive, bool withBody);
    /// Queues what goes out before a response ("100 Continue").
    void queueInterim(std::string_view text) { m_out += text; }

    enum class Sent { All, Partly, Failed };
    /// Sends what the client takes.
    Sent send();
    bool keepsAlive() const { return m_keepAlive; }

private:
    Sent sendText();
    Sent sendPattern();
    Sent sendFile();

    std::uint64_t m_id;
    Descriptor m_socket;
    std::string m_out {}; ///< head, and a body that is text
    std::size_t m_outSent = 0;
    std::uint64_t m_patternSent = 0;
    std::uint64_t m_patternBytes = 0;
    FileBody m_file {};
    bool m_keepAlive = true;
};

} // namespace boxmark::agent
