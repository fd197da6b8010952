// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/blob/blob.h"

#include <array>
#include <cstdint>

namespace boxmark {

namespace {

constexpr qsizetype headerSize = 5;

using CrcTable = std::array<std::uint32_t, 256>;

constexpr CrcTable makeCrcTable()
{
    CrcTable table {};
    for (std::uint32_t i = 0; i < table.size(); ++i) {
        std::uint32_t value = i;
        for (int bit = 0; bit < 8; ++bit)
            value = (value >> 1) ^ ((value & 1) != 0 ? 0xedb88320U : 0U);
        table[i] = value;
    }
    return table;
}

/// The nth table carries a byte over n further ones, so that eight bytes are summed at a time ("slicing by 8",
/// M. E. Kounavis and F. L. Berry, 2005): a byte by itself costs as much as decoding the request that it is part of.
constexpr std::array<CrcTable, 8> makeCrcTables()
{
    std::array<CrcTable, 8> tables {};
    tables[0] = makeCrcTable();
    for (std::size_t table = 1; table < tables.size(); ++table) {
        for (std::size_t i = 0; i < tables[table].size(); ++i) {
            const std::uint32_t before = tables[table - 1][i];
            tables[table][i] = (before >> 8) ^ tables[0][before & 0xff];
        }
    }
    return tables;
}

/// CRC-32 as in ISO 3309, PNG and zlib.
std::uint32_t crc32(QByteArrayView bytes)
{
    static constexpr std::array<CrcTable, 8> tables = makeCrcTables();
    const auto *next = reinterpret_cast<const std::uint8_t *>(bytes.data());
    const auto *end = next + bytes.size();
    std::uint32_t value = 0xffffffffU;
    for (; end - next >= 8; next += 8) {
        std::uint32_t sum = 0;
        for (std::size_t i = 0; i < 4; ++i)
            sum ^= tables[7 - i][((value >> (8 * i)) ^ next[i]) & 0xff] ^ tables[3 - i][next[4 + i]];
        value = sum;
    }
    for (; next != end; ++next)
        value = (value >> 8) ^ tables[0][(value ^ *next) & 0xff];
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
