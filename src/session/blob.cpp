// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/blob.h"

#include <array>
#include <cstdint>

namespace boxmark {

namespace {

constexpr qsizetype headerSize = 5;

constexpr std::array<std::uint32_t, 256> makeCrcTable()
{
    std::array<std::uint32_t, 256> table {};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xedb88320U : 0U);
        table[i] = value;
    }
    return table;
}

/// CRC-32 as in ISO 3309, PNG and zlib.
std::uint32_t crc32(QByteArrayView bytes)
{
    static constexpr std::array<std::uint32_t, 256> table = makeCrcTable();
    std::uint32_t value = 0xffffffffU;
    for (const char byte : bytes)
        value = (value >> 8) ^ table[(value ^ static_cast<std::uint8_t>(byte)) & 0xff];
    return ~value;
}

} // namespace

QByteArray sealBlob(const BlobContent &content)
{
    QByteArray blob(1, static_cast<char>(content.version));
    blob.reserve(headerSize + content.payload.size());
    for (std::uint32_t sum = crc32(content.payload), i = 0; i < 4; ++i, sum >>= 8)
        blob.append(static_cast<char>(sum & 0xff));
    blob.append(content.payload);
    return blob;
}

std::optional<BlobContent> openBlob(QByteArrayView blob)
{
    if (blob.size() < headerSize)
        return std::nullopt;
    std::uint32_t expected = 0;
    for (qsizetype i = headerSize - 1; i > 0; --i)
        expected = (expected << 8) | static_cast<std::uint8_t>(blob[i]);
    const QByteArrayView payload = blob.sliced(headerSize);
    if (crc32(payload) != expected)
        return std::nullopt;
    return BlobContent {static_cast<std::uint8_t>(blob.front()), payload};
}

} // namespace boxmark
