// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <bit>
#include <cstdint>

namespace boxmark {

/// Builds a run of bits, the lowest bit of each value first.
class BitWriter
{
public:
    /// The lowest `bits` bits of `value`; at most 56 at a time.
    void put(std::uint64_t value, int bits);
    /// The bytes; the last is filled up with zeros.
    QByteArray finish();

private:
    QByteArray m_bytes;
    std::uint64_t m_window = 0; ///< bits that do not fill a byte yet
    int m_filled = 0;
};

/// Reads what BitWriter wrote, from bytes that may be damaged: past the end come zeros, and failed() is true for good.
class BitReader
{
public:
    explicit BitReader(QByteArrayView bytes);

    /// At most 56 bits at a time.
    std::uint64_t take(int bits)
    {
        if (m_available < bits)
            refill();
        if (m_available < bits) {
            m_failed = true;
            return 0;
        }
        const std::uint64_t value = m_window & ((1ULL << bits) - 1);
        drop(bits);
        return value;
    }

    /// Takes zeros up to and including the next 1, and tells how many they were. More than `limit` (at most 55) is a
    /// failure.
    int takeZeros(int limit)
    {
        if (m_available <= limit)
            refill();
        const int zeros = std::countr_zero(m_window);
        if (zeros > limit || zeros >= m_available) {
            m_failed = true;
            return 0;
        }
        drop(zeros + 1);
        return zeros;
    }

    bool failed() const { return m_failed; }
    /// Nothing is left but the zeros of the last byte.
    bool atEnd() const { return m_next == m_end && m_available < 8 && m_window == 0; }

private:
    void drop(int bits)
    {
        m_window >>= bits;
        m_available -= bits;
    }

    /// Eight bytes at once while there are so many. What does not count as available yet is in the window already and
    /// comes once more with the next refill: the same bits in the same place.
    void refill()
    {
        if (m_end - m_next < 8) {
            refillAtEnd();
            return;
        }
        std::uint64_t bytes = 0;
        for (int i = 0; i < 8; ++i) // one load
            bytes |= static_cast<std::uint64_t>(m_next[i]) << (8 * i);
        m_window |= bytes << m_available;
        m_next += (63 - m_available) >> 3;
        m_available |= 56;
    }
    void refillAtEnd();

    const unsigned char *m_next;
    const unsigned char *m_end;
    std::uint64_t m_window = 0;
    int m_available = 0;
    bool m_failed = false;
};

} // namespace boxmark
