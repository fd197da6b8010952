// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/outbox.h"

#include "agent/monotonic.h"
#include "agent/run/records.h"

#include <cerrno>
#include <climits>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

namespace boxmark::agent {

namespace {

constexpr std::size_t fullAt = 196'608;
constexpr std::size_t roomAgainAt = 65'536;

bool isSocket(int descriptor)
{
    struct stat status = {};
    return fstat(descriptor, &status) == 0 && S_ISSOCK(status.st_mode);
}

bool waitWritable(int descriptor, int milliseconds)
{
    pollfd entry {descriptor, POLLOUT, 0};
    return poll(&entry, 1, milliseconds) > 0;
}

} // namespace

Outbox::Outbox(int descriptor)
    : m_descriptor(descriptor)
    , m_isSocket(isSocket(descriptor))
{
}

void Outbox::attach(int descriptor)
{
    m_descriptor = descriptor;
    m_isSocket = isSocket(descriptor);
}

void Outbox::push(Line kind, std::string_view line)
{
    if (m_closed)
        return;
    const bool full = m_queue.size() - m_sent > fullAt || m_droppedLogs + m_droppedSamples > 0;
    if (full && kind != Line::Vital) {
        ++(kind == Line::Log ? m_droppedLogs : m_droppedSamples);
        return;
    }
    m_queue += line;
    m_queue += '\n';
}

void Outbox::pushFirst(std::string_view line)
{
    if (m_closed)
        return;
    std::size_t place = m_sent;
    if (place > 0 && place < m_queue.size() && m_queue[place - 1] != '\n')
        place = m_queue.find('\n', place) + 1; // every line in the queue has its end
    m_queue.insert(place, std::string(line) + '\n');
}

void Outbox::flush()
{
    if (m_descriptor < 0)
        return;
    while (!m_closed && !isEmpty() && waitWritable(m_descriptor, 0)) {
        // A pipe that polls as writable takes PIPE_BUF bytes without blocking (pipe(7)).
        const long written = writeSome(std::string_view(m_queue).substr(m_sent, PIPE_BUF));
        if (written < 0 && (errno == EAGAIN || errno == EINTR))
            break;
        if (written < 0)
            return close();
        m_sent += static_cast<std::size_t>(written);
    }
    if (isEmpty() || m_sent > fullAt) {
        m_queue.erase(0, m_sent);
        m_sent = 0;
    }
    if (m_queue.size() - m_sent < roomAgainAt)
        noteDrops();
}

void Outbox::drain(int milliseconds)
{
    const nanoseconds deadline = monotonicNow() + std::chrono::milliseconds(milliseconds);
    flush();
    while (!m_closed && !isEmpty() && monotonicNow() < deadline) {
        waitWritable(m_descriptor, 10);
        flush();
    }
}

void Outbox::close()
{
    m_closed = true;
    m_queue.clear();
    m_sent = 0;
}

long Outbox::writeSome(std::string_view bytes) const
{
    if (m_isSocket)
        return send(m_descriptor, bytes.data(), bytes.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    return write(m_descriptor, bytes.data(), bytes.size());
}

void Outbox::noteDrops()
{
    if (m_droppedLogs + m_droppedSamples == 0)
        return;
    const std::string text = std::to_string(m_droppedLogs) + " lines of the app's output and "
        + std::to_string(m_droppedSamples) + " samples were dropped: they came faster than they were read.";
    m_droppedLogs = 0;
    m_droppedSamples = 0;
    push(Line::Vital, noteRecord(monotonicNow(), text));
}

} // namespace boxmark::agent
