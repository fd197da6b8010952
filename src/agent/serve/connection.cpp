// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/connection.h"

#include <algorithm>
#include <cerrno>
#include <sys/sendfile.h>
#include <sys/socket.h>

namespace boxmark::agent {

namespace {

// A body of up to this goes out with its head; more memory than this is not kept for the next response.
constexpr std::size_t worthCopying = 16'384;

bool wouldBlock()
{
    return errno == EAGAIN || errno == EINTR;
}

} // namespace

void Connection::queue(HttpResponse response, std::string_view head, bool keepAlive, bool withBody)
{
    m_keepAlive = keepAlive;
    m_out += head;
    if (!withBody)
        return;
    if (const auto *text = std::get_if<std::string>(&response.body)) {
        m_out += *text;
    } else if (const auto *pattern = std::get_if<PatternBody>(&response.body)) {
        m_patternBytes = pattern->bytes;
        m_patternSent = 0;
        if (m_patternBytes <= worthCopying) {
            m_out += patternText().substr(0, m_patternBytes);
            m_patternSent = m_patternBytes;
        }
    } else {
        m_file = std::move(std::get<FileBody>(response.body));
    }
}

Connection::Sent Connection::send()
{
    Sent sent = sendText();
    if (sent == Sent::All)
        sent = sendPattern();
    if (sent == Sent::All)
        sent = sendFile();
    return sent;
}

Connection::Sent Connection::sendText()
{
    const bool more = m_patternSent < m_patternBytes || m_file.bytes > 0;
    while (m_outSent < m_out.size()) {
        const ssize_t count = ::send(
            socket(), m_out.data() + m_outSent, m_out.size() - m_outSent, MSG_NOSIGNAL | (more ? MSG_MORE : 0));
        if (count < 0)
            return wouldBlock() ? Sent::Partly : Sent::Failed;
        m_outSent += static_cast<std::size_t>(count);
    }
    m_out.clear();
    m_outSent = 0;
    if (m_out.capacity() > worthCopying)
        m_out.shrink_to_fit();
    return Sent::All;
}

Connection::Sent Connection::sendPattern()
{
    while (m_patternSent < m_patternBytes) {
        const std::string_view part
            = patternText().substr(m_patternSent % patternText().size()).substr(0, m_patternBytes - m_patternSent);
        const ssize_t count = ::send(socket(), part.data(), part.size(), MSG_NOSIGNAL);
        if (count < 0)
            return wouldBlock() ? Sent::Partly : Sent::Failed;
        m_patternSent += static_cast<std::uint64_t>(count);
    }
    return Sent::All;
}

Connection::Sent Connection::sendFile()
{
    while (m_file.bytes > 0) {
        const std::size_t part = std::min<std::uint64_t>(m_file.bytes, std::size_t {1} << 20);
        const ssize_t count = sendfile(socket(), m_file.file.number(), nullptr, part);
        if (count < 0 && wouldBlock())
            return Sent::Partly;
        if (count <= 0)
            return Sent::Failed; // or it became shorter: then the promised length cannot be kept
        m_file.bytes -= static_cast<std::uint64_t>(count);
    }
    m_file.file.reset();
    return Sent::All;
}

} // namespace boxmark::agent
