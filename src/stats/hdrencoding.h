// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "stats/hdrcounts.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace boxmark {

/// Why bytes are not the counts of a histogram.
enum class HdrFault {
    Truncated, ///< they end before all is said
    WrongCookie, ///< they do not begin as the encoding V2 does
    WrongLength, ///< they are longer or shorter than they say
    WrongSettings, ///< no histogram has such settings
    WrongCounts, ///< a count is outside of the histogram, or there are more than can be
    Shifted, ///< values were shifted by a power of two, which we do not read
};

/// The first number of the encoding V2, and of the envelope around it when it is compressed.
inline constexpr std::uint32_t hdrCookie = 0x1c849303 | 0x10;
inline constexpr std::uint32_t hdrCompressedCookie = 0x1c849304 | 0x10;
/// Whether `cookie` is the same but for the four bits in which HdrHistogram keeps a word size that V2 does not use.
constexpr bool isHdrCookie(std::uint32_t cookie, std::uint32_t expected)
{
    return (cookie & ~0xf0U) == (expected & ~0xf0U);
}

/// HdrHistogram's encoding V2, not compressed: a header of 40 bytes, then each count as a ZigZag LEB128 number, where a
/// negative one stands for so many empty buckets. (HdrHistogram, AbstractHistogram.encodeIntoByteBuffer.)
std::string encodeHdr(const HdrCounts &counts);

/// Reads what encodeHdr() or another program wrote. Untrusted: nothing is read past the end, and what comes back takes
/// some ten times the memory of `bytes` at most.
std::variant<HdrCounts, HdrFault> decodeHdr(std::string_view bytes);

/// Numbers of fixed size, the most significant byte first.
void putBigEndian(std::string &bytes, std::uint64_t value, int size);
std::uint64_t readBigEndian(std::string_view bytes);

} // namespace boxmark
