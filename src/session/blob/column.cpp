// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/blob/column.h"

#include "session/blob/bitstream.h"

#include <algorithm>
#include <array>
#include <limits>

namespace boxmark {

namespace {

enum class Form : std::uint8_t { Constant = 0, Distances = 1, Dictionary = 2 };

constexpr int escapeZeros = 24;
constexpr int largestParameter = 40;
constexpr std::size_t largestDictionary = 64;

struct RiceChoice
{
    int parameter = 0;
    std::uint64_t bits = std::numeric_limits<std::uint64_t>::max();
};

std::uint64_t riceBits(std::span<const std::uint64_t> values, int parameter)
{
    constexpr std::uint64_t escapeBits = escapeZeros + 1 + 64;
    std::uint64_t bits = 0;
    for (const std::uint64_t value : values) {
        const std::uint64_t zeros = value >> parameter;
        bits += zeros < escapeZeros ? zeros + 1 + static_cast<std::uint64_t>(parameter) : escapeBits;
    }
    return bits;
}

/// The cost first falls and then rises with the parameter but for escapes; trying all is cheap (a millisecond a
/// second).
RiceChoice bestRice(std::span<const std::uint64_t> values)
{
    RiceChoice best;
    for (int parameter = 0; parameter <= largestParameter; ++parameter) {
        const std::uint64_t bits = riceBits(values, parameter);
        if (bits < best.bits)
            best = {parameter, bits};
    }
    return best;
}

void putRice(std::span<const std::uint64_t> values, int parameter, ByteWriter &into)
{
    BitWriter bits;
    for (const std::uint64_t value : values) {
        const std::uint64_t zeros = value >> parameter;
        if (zeros < escapeZeros) {
            bits.put(1ULL << zeros, static_cast<int>(zeros) + 1);
            bits.put(value, parameter);
        } else {
            bits.put(1ULL << escapeZeros, escapeZeros + 1);
            bits.put(value, 32);
            bits.put(value >> 32, 32);
        }
    }
    const QByteArray bytes = bits.finish();
    into.putByte(static_cast<std::uint8_t>(parameter));
    into.putUnsigned(static_cast<std::uint64_t>(bytes.size()));
    into.putBytes(bytes);
}

/// Hands each of `count` values to `put`, with its row. False when the bytes are something else.
template <typename Put> bool takeRice(ByteReader &from, std::size_t count, const Put &put)
{
    const int parameter = from.takeByte();
    const QByteArrayView bytes = from.takeBytes(from.takeUnsigned());
    if (from.failed() || parameter > largestParameter || count / 8 > static_cast<std::size_t>(bytes.size()))
        return false; // a value takes a bit at least
    BitReader bits(bytes);
    for (std::size_t row = 0; row < count; ++row) {
        const int zeros = bits.takeZeros(escapeZeros);
        if (zeros < escapeZeros) {
            put(row, (static_cast<std::uint64_t>(zeros) << parameter) | bits.take(parameter));
        } else {
            const std::uint64_t low = bits.take(32);
            put(row, low | bits.take(32) << 32);
        }
    }
    return !bits.failed() && bits.atEnd();
}

/// Distinct values, the most frequent first; empty when there are too many.
std::vector<std::int64_t> dictionaryOf(std::span<const std::int64_t> values)
{
    struct Entry
    {
        std::int64_t value;
        std::size_t occurrences;
    };
    std::vector<Entry> entries;
    for (const std::int64_t value : values) {
        const auto known
            = std::find_if(entries.begin(), entries.end(), [&](const Entry &e) { return e.value == value; });
        if (known != entries.end())
            ++known->occurrences;
        else if (entries.size() == largestDictionary)
            return {};
        else
            entries.push_back({value, 1});
    }
    std::stable_sort(entries.begin(), entries.end(),
        [](const Entry &left, const Entry &right) { return left.occurrences > right.occurrences; });
    std::vector<std::int64_t> dictionary;
    dictionary.reserve(entries.size());
    for (const Entry &entry : entries)
        dictionary.push_back(entry.value);
    return dictionary;
}

std::vector<std::uint64_t> placesIn(const std::vector<std::int64_t> &dictionary, std::span<const std::int64_t> values)
{
    std::vector<std::uint64_t> places;
    places.reserve(values.size());
    for (const std::int64_t value : values) {
        const auto place = std::find(dictionary.begin(), dictionary.end(), value);
        places.push_back(static_cast<std::uint64_t>(place - dictionary.begin()));
    }
    return places;
}

std::int64_t medianOf(std::span<const std::int64_t> values)
{
    std::vector<std::int64_t> copy(values.begin(), values.end());
    const auto middle = copy.begin() + static_cast<std::ptrdiff_t>(copy.size() / 2);
    std::nth_element(copy.begin(), middle, copy.end());
    return *middle;
}

std::vector<std::uint64_t> distancesFrom(std::int64_t reference, std::span<const std::int64_t> values)
{
    std::vector<std::uint64_t> distances;
    distances.reserve(values.size());
    for (const std::int64_t value : values)
        distances.push_back(zigzag(wrappingDifference(value, reference)));
    return distances;
}

bool takeDistances(ByteReader &from, std::span<std::int64_t> into)
{
    const std::int64_t reference = from.takeSigned();
    return takeRice(from, into.size(), [reference, into](std::size_t row, std::uint64_t distance) {
        into[row] = wrappingSum(reference, unzigzag(distance));
    });
}

bool takeDictionary(ByteReader &from, std::span<std::int64_t> into)
{
    const std::uint64_t size = from.takeUnsigned();
    if (size == 0 || size > largestDictionary)
        return false;
    std::array<std::int64_t, largestDictionary> dictionary {};
    for (std::size_t i = 0; i < size; ++i)
        dictionary[i] = from.takeSigned();
    std::uint64_t furthest = 0;
    const bool taken
        = takeRice(from, into.size(), [&dictionary, &furthest, into](std::size_t row, std::uint64_t place) {
              furthest = std::max(furthest, place);
              into[row] = dictionary[place % largestDictionary];
          });
    return taken && furthest < size;
}

} // namespace

void encodeColumn(std::span<const std::int64_t> values, ByteWriter &into)
{
    if (values.empty())
        return;
    const std::vector<std::int64_t> dictionary = dictionaryOf(values);
    if (dictionary.size() == 1) {
        into.putByte(static_cast<std::uint8_t>(Form::Constant));
        into.putSigned(dictionary.front());
        return;
    }
    const std::int64_t reference = medianOf(values);
    const std::vector<std::uint64_t> distances = distancesFrom(reference, values);
    const RiceChoice direct = bestRice(distances);
    if (!dictionary.empty()) {
        const std::vector<std::uint64_t> places = placesIn(dictionary, values);
        const RiceChoice indirect = bestRice(places);
        constexpr std::uint64_t typicalEntryBits = 24;
        if (indirect.bits + dictionary.size() * typicalEntryBits < direct.bits) {
            into.putByte(static_cast<std::uint8_t>(Form::Dictionary));
            into.putUnsigned(dictionary.size());
            for (const std::int64_t value : dictionary)
                into.putSigned(value);
            putRice(places, indirect.parameter, into);
            return;
        }
    }
    into.putByte(static_cast<std::uint8_t>(Form::Distances));
    into.putSigned(reference);
    putRice(distances, direct.parameter, into);
}

bool DecodedColumn::decode(ByteReader &from, std::size_t count)
{
    m_constant.reset();
    m_values.resize(count);
    if (count == 0)
        return true;
    switch (static_cast<Form>(from.takeByte())) {
    case Form::Constant:
        m_constant = from.takeSigned();
        return !from.failed();
    case Form::Distances:
        return takeDistances(from, m_values);
    case Form::Dictionary:
        return takeDictionary(from, m_values);
    }
    return false;
}

std::optional<std::vector<std::int64_t>> decodeColumn(ByteReader &from, std::size_t count)
{
    DecodedColumn column;
    if (!column.decode(from, count))
        return std::nullopt;
    if (column.constant())
        return std::vector<std::int64_t>(count, *column.constant());
    return std::vector<std::int64_t>(column.values().begin(), column.values().end());
}

} // namespace boxmark
