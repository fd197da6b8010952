// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/blob/bytestream.h"

namespace boxmark {

void ByteWriter::putUnsigned(std::uint64_t value)
{
    while (value >= 0x80) {
        putByte(static_cast<std::uint8_t>(value | 0x80));
        value >>= 7;
    }
    putByte(static_cast<std::uint8_t>(value));
}

std::uint8_t ByteReader::takeByte()
{
    if (m_failed || m_rest.isEmpty()) {
        m_failed = true;
        return 0;
    }
    const auto byte = static_cast<std::uint8_t>(m_rest.front());
    m_rest = m_rest.sliced(1);
    return byte;
}

std::uint64_t ByteReader::takeUnsigned()
{
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        const std::uint8_t byte = takeByte();
        if (shift == 63 && byte > 1)
            break; // would not fit in 64 bits
        value |= static_cast<std::uint64_t>(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0)
            return m_failed ? 0 : value;
    }
    m_failed = true;
    return 0;
}

QByteArrayView ByteReader::takeBytes(std::uint64_t count)
{
    if (m_failed || count > static_cast<std::uint64_t>(m_rest.size())) {
        m_failed = true;
        return {};
    }
    const QByteArrayView taken = m_rest.first(static_cast<qsizetype>(count));
    m_rest = m_rest.sliced(static_cast<qsizetype>(count));
    return taken;
}

} // namespace boxmark
