// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"

#include <QList>

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>

namespace boxmark {

/// Hands requests from the one thread that makes them to the one that gathers them, in their order. Neither waits for
/// the other, and there is no lock.
///
/// Requests lie in chunks. A chunk that has been read goes back to the writer, which makes new ones only when the
/// reader is more than a chunk behind: push() costs some nanoseconds and does not allocate otherwise.
class RequestQueue
{
public:
    RequestQueue();
    ~RequestQueue();
    RequestQueue(const RequestQueue &) = delete;
    RequestQueue &operator=(const RequestQueue &) = delete;

    /// In the writer's thread.
    void push(const Request &request)
    {
        if (m_written == chunkSize)
            grow();
        m_tail->requests[m_written] = request;
        m_tail->count.store(++m_written, std::memory_order_release);
    }

    /// In the reader's thread: appends what has come.
    void drain(QList<Request> &into);

private:
    static constexpr std::size_t chunkSize = 16'384; // a tenth of a second of 160,000 requests/s; half a megabyte

    struct Chunk
    {
        std::atomic<std::size_t> count {0};
        std::atomic<Chunk *> next {nullptr};
        Chunk *nextSpare = nullptr;
        std::array<Request, chunkSize> requests {};
    };

    void grow();
    void giveBack(Chunk *chunk);
    Chunk *takeSpare();

    // The two sides do not share cache lines.
    alignas(64) Chunk *m_tail;
    std::size_t m_written = 0;
    alignas(64) Chunk *m_head;
    std::size_t m_read = 0;
    alignas(64) std::atomic<Chunk *> m_spares {nullptr};
};

} // namespace boxmark
