// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/blob/bytestream.h"

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace boxmark {

/// One field of many records, written one after the other in whichever of three ways is the shortest:
///   0 constant    the value
///   1 distances   a reference (the median); of each value the zig-zagged distance from it, Rice coded
///   2 dictionary  up to 64 distinct values, the most frequent first; of each value its place there, Rice coded
/// Rice code with parameter k (R. F. Rice 1979; S. W. Golomb 1966): v >> k as so many zeros and a one, then the lowest
/// k bits of v. 24 zeros and a one announce a value that is written with all its 64 bits, so one straggler does not
/// cost the others anything.
///
/// A latency around 300 µs takes 12 bits of its 24 in this form, a status that never changes takes none.
void encodeColumn(std::span<const std::int64_t> values, ByteWriter &into);

/// What encodeColumn wrote, read back. One that is used for many columns reserves memory once.
class DecodedColumn
{
public:
    /// False when the bytes are not `count` values written by encodeColumn: what the column then holds means nothing.
    /// Never reads past the end, and reserves memory for `count` values at most: the caller bounds `count`.
    bool decode(ByteReader &from, std::size_t count);

    /// The value of every row, when they are all the same; then values() means nothing.
    const std::optional<std::int64_t> &constant() const { return m_constant; }
    std::span<const std::int64_t> values() const { return m_values; }
    std::int64_t operator[](std::size_t row) const { return m_constant ? *m_constant : m_values[row]; }

private:
    std::optional<std::int64_t> m_constant;
    std::vector<std::int64_t> m_values;
};

/// The same for a column that is needed once; empty where decode() is false.
std::optional<std::vector<std::int64_t>> decodeColumn(ByteReader &from, std::size_t count);

} // namespace boxmark
