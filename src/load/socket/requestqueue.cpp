// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket/requestqueue.h"

namespace boxmark {

RequestQueue::RequestQueue()
    : m_tail(std::make_unique<Chunk>().release())
    , m_head(m_tail)
{
    giveBack(std::make_unique<Chunk>().release());
}

RequestQueue::~RequestQueue()
{
    while (m_head)
        m_head = std::unique_ptr<Chunk>(m_head)->next;
    while (const std::unique_ptr<Chunk> spare {takeSpare()}) { }
}

void RequestQueue::drain(QList<Request> &into)
{
    for (;;) {
        const std::size_t count = m_head->count.load(std::memory_order_acquire);
        while (m_read < count)
            into.append(m_head->requests[m_read++]);
        Chunk *next = m_head->next.load(std::memory_order_acquire);
        if (m_read < chunkSize || !next)
            return;
        m_read = 0;
        giveBack(std::exchange(m_head, next));
    }
}

void RequestQueue::grow()
{
    Chunk *chunk = takeSpare();
    if (!chunk)
        chunk = std::make_unique<Chunk>().release();
    m_tail->next.store(chunk, std::memory_order_release);
    m_tail = chunk;
    m_written = 0;
}

void RequestQueue::giveBack(Chunk *chunk)
{
    chunk->count = 0;
    chunk->next = nullptr;
    chunk->nextSpare = m_spares.load(std::memory_order_relaxed);
    while (!m_spares.compare_exchange_weak(chunk->nextSpare, chunk, std::memory_order_release)) { }
}

// Only one thread takes, so what lies beneath the first cannot change meanwhile.
RequestQueue::Chunk *RequestQueue::takeSpare()
{
    Chunk *first = m_spares.load(std::memory_order_acquire);
    while (first && !m_spares.compare_exchange_weak(first, first->nextSpare, std::memory_order_acquire)) { }
    return first;
}

} // namespace boxmark
