// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/serve/chunkdecoder.h"
#include "agent/serve/httprequest.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace boxmark::agent {

/// Reads one HTTP/1.x request (RFC 9112) from bytes that come in any pieces. Strict where leniency has been used to
/// smuggle requests: lines end in CRLF, no white space before a colon, no folded headers, one length and only one.
class HttpParser
{
public:
    static constexpr std::size_t longestTarget = 8'192;
    static constexpr std::size_t longestHead = 32'768;
    static constexpr int mostHeaders = 128;
    static constexpr std::size_t longestBody = std::size_t {8} << 20;

    enum class State {
        Head, ///< more bytes are needed
        Body, ///< the head is complete, the body is not
        Complete,
        Failed,
    };

    /// Takes what belongs to this request and returns how much that was. What follows a complete request is left; after
    /// a failure nothing more is taken.
    std::size_t feed(std::string_view bytes);

    State state() const { return m_state; }
    /// Nothing of a request has come yet.
    bool isFresh() const { return m_state == State::Head && m_head.empty(); }
    /// Its head from State::Body on, all of it when complete. The caller may take the body out.
    HttpRequest &request() { return m_request; }
    /// When failed: the status to answer with, and what was wrong.
    int status() const { return m_status; }
    std::string_view problem() const { return m_problem; }

    /// For the next request; keeps its memory.
    void reset();

private:
    std::size_t feedHead(std::string_view bytes);
    std::size_t feedBody(std::string_view bytes);
    bool checkPartialHead(std::string_view head, std::size_t checked);
    void parseHead(std::string_view head);
    bool parseRequestLine(std::string_view line);
    bool parseTarget(std::string_view target);
    bool parseHeader(std::string_view line);
    bool takeHeader(std::string_view name, std::string_view value);
    bool takeLength(std::string_view value);
    bool takeConnection(std::string_view value);
    void beginBody();
    bool fail(int status, std::string_view problem);

    State m_state = State::Head;
    int m_status = 0;
    std::string_view m_problem {}; ///< a literal
    std::string m_head {}; ///< only when it came in pieces
    HttpRequest m_request {};
    int m_headers = 0;
    int m_hosts = 0;
    bool m_hasLength = false;
    bool m_isChunked = false;
    std::uint64_t m_bodyLeft = 0;
    ChunkDecoder m_chunks {longestBody};
};

} // namespace boxmark::agent
