// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace boxmark::agent {

/// The agent's way to the host: a bounded queue of lines before a file descriptor that is never waited for. When the
/// host does not read, log lines and samples are dropped and counted rather than that the app is held up.
class Outbox
{
public:
    /// What may be dropped, and how the loss is told.
    enum class Line { Log, Sample, Vital };

    /// Does not own `descriptor`, and leaves its flags alone: it may be a terminal that others write to as well.
    explicit Outbox(int descriptor);
    /// Who was made without one (-1) keeps everything until it gets it.
    void attach(int descriptor);
    int descriptor() const { return m_descriptor; }

    /// Adds a line end. Does not write.
    void push(Line kind, std::string_view line);
    /// Ahead of all lines whose writing has not begun.
    void pushFirst(std::string_view line);
    /// Writes what the reader takes without waiting.
    void flush();
    /// Writes until nothing is left, the reader is gone, or `milliseconds` have passed.
    void drain(int milliseconds);

    bool isEmpty() const { return m_sent == m_queue.size(); }
    /// The reader is gone for good. Whatever is pushed then is forgotten.
    bool isClosed() const { return m_closed; }
    /// Told by poll(2): the other end hung up.
    void close();

private:
    long writeSome(std::string_view bytes) const;
    void noteDrops();

    int m_descriptor;
    bool m_isSocket = false;
    bool m_closed = false;
    std::string m_queue;
    std::size_t m_sent = 0; ///< how much of m_queue has been written
    long m_droppedLogs = 0;
    long m_droppedSamples = 0;
};

} // namespace boxmark::agent
