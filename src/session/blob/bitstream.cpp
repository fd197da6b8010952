// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/blob/bitstream.h"

namespace boxmark {

void BitWriter::put(std::uint64_t value, int bits)
{
    m_window |= (value & ((1ULL << bits) - 1)) << m_filled;
    m_filled += bits;
    while (m_filled >= 8) {
        m_bytes.append(static_cast<char>(m_window & 0xff));
        m_window >>= 8;
        m_filled -= 8;
    }
}

QByteArray BitWriter::finish()
{
    if (m_filled > 0)
        put(0, 8 - m_filled);
    return std::move(m_bytes);
}

BitReader::BitReader(QByteArrayView bytes)
    : m_next(reinterpret_cast<const unsigned char *>(bytes.data()))
    , m_end(m_next + bytes.size())
{
}

void BitReader::refillAtEnd()
{
    while (m_available <= 56 && m_next != m_end) {
        m_window |= static_cast<std::uint64_t>(*m_next++) << m_available;
        m_available += 8;
    }
}

} // namespace boxmark
