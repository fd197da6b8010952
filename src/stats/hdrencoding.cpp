// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "stats/hdrencoding.h"

#include <bit>
#include <optional>

namespace boxmark {

namespace {

constexpr std::size_t headerSize = 40;
constexpr int longestNumber = 9; ///< bytes; the last carries eight bits instead of seven

void putNumber(std::string &bytes, std::int64_t value)
{
    std::uint64_t rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    for (int i = 1; i < longestNumber && rest >= 0x80; ++i) {
        bytes.push_back(static_cast<char>(rest | 0x80));
        rest >>= 7;
    }
    bytes.push_back(static_cast<char>(rest));
}

/// Takes a number from the front of `bytes`; empty when they end within it.
std::optional<std::int64_t> takeNumber(std::string_view &bytes)
{
    std::uint64_t number = 0;
    for (int i = 0; i < longestNumber; ++i) {
        if (bytes.empty())
            return std::nullopt;
        const auto byte = static_cast<std::uint8_t>(bytes.front());
        bytes.remove_prefix(1);
        const bool isLast = i == longestNumber - 1 || byte < 0x80;
        number |= static_cast<std::uint64_t>(i == longestNumber - 1 ? byte : byte & 0x7f) << (7 * i);
        if (isLast)
            break;
    }
    return static_cast<std::int64_t>((number >> 1) ^ (~(number & 1) + 1));
}

std::optional<HdrFault> takeCounts(std::string_view bytes, HdrCounts &counts)
{
    const std::size_t limit = counts.bucketLimit();
    std::size_t bucket = 0;
    while (!bytes.empty()) {
        const std::optional<std::int64_t> number = takeNumber(bytes);
        if (!number)
            return HdrFault::Truncated;
        const std::uint64_t empty = *number < 0 ? ~static_cast<std::uint64_t>(*number) + 1 : 0;
        if (empty > limit - bucket || (*number >= 0 && !counts.addTo(bucket, static_cast<std::uint64_t>(*number))))
            return HdrFault::WrongCounts;
        bucket += *number < 0 ? empty : 1;
    }
    return std::nullopt;
}

} // namespace

void putBigEndian(std::string &bytes, std::uint64_t value, int size)
{
    for (int shift = 8 * (size - 1); shift >= 0; shift -= 8)
        bytes.push_back(static_cast<char>(value >> shift));
}

std::uint64_t readBigEndian(std::string_view bytes)
{
    std::uint64_t value = 0;
    for (const char byte : bytes)
        value = value << 8 | static_cast<std::uint8_t>(byte);
    return value;
}

std::string encodeHdr(const HdrCounts &counts)
{
    std::string numbers;
    std::size_t next = 0;
    for (const auto &[bucket, count] : counts.counts()) {
        if (bucket - next == 1)
            putNumber(numbers, 0);
        else if (bucket > next)
            putNumber(numbers, -static_cast<std::int64_t>(bucket - next));
        putNumber(numbers, static_cast<std::int64_t>(count));
        next = bucket + 1;
    }
    std::string bytes;
    putBigEndian(bytes, hdrCookie, 4);
    putBigEndian(bytes, numbers.size(), 4);
    putBigEndian(bytes, 0, 4); // the index of the first bucket: nothing is shifted
    putBigEndian(bytes, static_cast<std::uint64_t>(counts.settings().digits), 4);
    putBigEndian(bytes, static_cast<std::uint64_t>(counts.settings().lowest), 8);
    putBigEndian(bytes, static_cast<std::uint64_t>(counts.settings().highest), 8);
    putBigEndian(bytes, std::bit_cast<std::uint64_t>(1.0), 8); // what a whole number stands for
    return bytes + numbers;
}

std::variant<HdrCounts, HdrFault> decodeHdr(std::string_view bytes)
{
    if (bytes.size() < 4)
        return HdrFault::Truncated;
    if (!isHdrCookie(static_cast<std::uint32_t>(readBigEndian(bytes.substr(0, 4))), hdrCookie))
        return HdrFault::WrongCookie;
    if (bytes.size() < headerSize)
        return HdrFault::Truncated;
    if (readBigEndian(bytes.substr(4, 4)) != bytes.size() - headerSize)
        return HdrFault::WrongLength;
    if (readBigEndian(bytes.substr(8, 4)) != 0)
        return HdrFault::Shifted;
    const std::uint64_t digits = readBigEndian(bytes.substr(12, 4));
    const HdrSettings settings {.lowest = static_cast<std::int64_t>(readBigEndian(bytes.substr(16, 8))),
        .highest = static_cast<std::int64_t>(readBigEndian(bytes.substr(24, 8))),
        .digits = digits > 5 ? -1 : static_cast<int>(digits)};
    if (!settings.isValid())
        return HdrFault::WrongSettings;
    HdrCounts counts(settings);
    if (const auto fault = takeCounts(bytes.substr(headerSize), counts))
        return *fault;
    return counts;
}

} // namespace boxmark
