// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>

#include <cstdint>

namespace boxmark {

/// A signed number as an unsigned one that is small when its magnitude is: 0, -1, 1, -2… become 0, 1, 2, 3…
constexpr std::uint64_t zigzag(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

constexpr std::int64_t unzigzag(std::uint64_t value)
{
    return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

/// left − right modulo 2^64: the differences that are stored must not be undefined for any input.
constexpr std::int64_t wrappingDifference(std::int64_t left, std::int64_t right)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(left) - static_cast<std::uint64_t>(right));
}

constexpr std::int64_t wrappingSum(std::int64_t left, std::int64_t right)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(left) + static_cast<std::uint64_t>(right));
}

/// Builds a run of bytes: numbers as LEB128 varints (7 bits a byte, the lowest first), signed ones zig-zagged.
class ByteWriter
{
public:
    void putByte(std::uint8_t value) { m_bytes.append(static_cast<char>(value)); }
    void putUnsigned(std::uint64_t value);
    void putSigned(std::int64_t value) { putUnsigned(zigzag(value)); }
    void putBytes(QByteArrayView bytes) { m_bytes.append(bytes); }

    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// Reads what ByteWriter wrote from bytes that may be damaged or forged: nothing is read past the end. The first thing
/// that is not there makes failed() true for good, and every later answer 0 or empty.
class ByteReader
{
public:
    explicit ByteReader(QByteArrayView bytes)
        : m_rest(bytes)
    {
    }

    // Each takes what the function of ByteWriter with its name has put.
    std::uint8_t takeByte();
    std::uint64_t takeUnsigned();
    std::int64_t takeSigned() { return unzigzag(takeUnsigned()); }
    /// Into the bytes that are read: valid as long as they are. All or nothing.
    QByteArrayView takeBytes(std::uint64_t count);

    bool failed() const { return m_failed; }
    bool atEnd() const { return m_rest.isEmpty(); }

private:
    QByteArrayView m_rest;
    bool m_failed = false;
};

} // namespace boxmark
