// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sampleblob.h"

#include "session/blob.h"
#include "session/column.h"

#include <QtEndian>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <utility>
#include <vector>

namespace boxmark {

namespace {

using Column = std::vector<std::int64_t>;

enum ColumnPlace : std::size_t { ScopeCode, Presence, Time, Memory, Pss, CpuTop, ColumnCount };
using Columns = std::array<Column, ColumnCount>;

constexpr std::int64_t hasCpu = 1;
constexpr std::int64_t hasMemory = 2;
constexpr std::int64_t hasPss = 4;
constexpr std::size_t scopeCount = 3;

/// Of a double, the sign, the exponent and the first bits of the fraction hardly change: they make a column. The other
/// 48 bits are noise and are stored as they are.
constexpr int cpuNoiseBits = 48;
constexpr qsizetype cpuNoiseBytes = cpuNoiseBits / 8;

/// The value before of each scope: the next one is told as its distance from it, the first one as it is.
using Before = std::array<std::optional<std::int64_t>, scopeCount>;

struct Befores
{
    Before time;
    Before memory;
    Before pss;
};

std::size_t placeOf(const ResourceSample &sample)
{
    return static_cast<std::size_t>(sample.scope);
}

/// A CPU figure that is no number is a figure that is not there.
std::int64_t presenceOf(const ResourceSample &sample)
{
    const bool cpu = sample.cpu && std::isfinite(sample.cpu->value);
    return (cpu ? hasCpu : 0) | (sample.memory ? hasMemory : 0) | (sample.pss ? hasPss : 0);
}

/// What does not go into columns.
struct Extras
{
    ByteWriter firsts;
    ByteWriter cpuNoise;
};

void putValue(std::int64_t value, std::optional<std::int64_t> &before, Column &distances, Extras &extras)
{
    if (before)
        distances.push_back(wrappingDifference(value, *before));
    else
        extras.firsts.putSigned(value);
    before = value;
}

void putCpu(CorePercent cpu, Column &tops, Extras &extras)
{
    const auto bits = std::bit_cast<std::uint64_t>(cpu.value);
    tops.push_back(static_cast<std::int64_t>(bits >> cpuNoiseBits));
    const quint64 noise = qToLittleEndian(bits);
    extras.cpuNoise.putBytes(QByteArrayView(reinterpret_cast<const char *>(&noise), cpuNoiseBytes));
}

Columns toColumns(std::span<const ResourceSample> samples, Extras &extras)
{
    Columns columns;
    Befores before;
    for (const ResourceSample &sample : samples) {
        const std::size_t scope = placeOf(sample);
        columns[ScopeCode].push_back(static_cast<std::int64_t>(scope));
        columns[Presence].push_back(presenceOf(sample));
        putValue(sample.time.count(), before.time[scope], columns[Time], extras);
        if (sample.memory)
            putValue(sample.memory->count, before.memory[scope], columns[Memory], extras);
        if (sample.pss)
            putValue(sample.pss->count, before.pss[scope], columns[Pss], extras);
        if ((columns[Presence].back() & hasCpu) != 0)
            putCpu(*sample.cpu, columns[CpuTop], extras);
    }
    return columns;
}

/// How many samples have the figure (all have a time: flag 0), less the first of each scope when those stand elsewhere.
std::size_t valuesIn(const Columns &columns, std::int64_t flag, bool withoutFirsts)
{
    std::size_t values = 0;
    std::array<bool, scopeCount> seen {};
    for (std::size_t i = 0; i < columns[Presence].size(); ++i) {
        if (flag != 0 && (columns[Presence][i] & flag) == 0)
            continue;
        const auto scope = static_cast<std::size_t>(columns[ScopeCode][i]);
        values += withoutFirsts && !std::exchange(seen[scope], true) ? 0 : 1;
    }
    return values;
}

bool areWithin(const Column &column, std::int64_t limit)
{
    return std::all_of(column.begin(), column.end(), [&](std::int64_t value) { return value >= 0 && value < limit; });
}

bool takeColumn(ByteReader &reader, std::size_t count, Column &into)
{
    auto column = decodeColumn(reader, count);
    if (column)
        into = std::move(*column);
    return column.has_value();
}

std::optional<Columns> takeColumns(ByteReader &reader, std::size_t count)
{
    Columns columns;
    if (!takeColumn(reader, count, columns[ScopeCode]) || !takeColumn(reader, count, columns[Presence])
        || !areWithin(columns[ScopeCode], scopeCount) || !areWithin(columns[Presence], hasCpu + hasMemory + hasPss + 1)
        || !takeColumn(reader, valuesIn(columns, 0, true), columns[Time])
        || !takeColumn(reader, valuesIn(columns, hasMemory, true), columns[Memory])
        || !takeColumn(reader, valuesIn(columns, hasPss, true), columns[Pss])
        || !takeColumn(reader, valuesIn(columns, hasCpu, false), columns[CpuTop])
        || !areWithin(columns[CpuTop], 1 << (64 - cpuNoiseBits)))
        return std::nullopt;
    return columns;
}

/// Puts samples together again; failed() once a value is not there or cannot be.
class SampleAssembler
{
public:
    SampleAssembler(const Columns &columns, ByteReader &rest)
        : m_columns(columns)
        , m_firsts(rest.takeBytes(rest.takeUnsigned()))
        , m_cpuNoise(rest)
    {
    }

    ResourceSample next()
    {
        const auto scope = static_cast<std::size_t>(m_columns[ScopeCode][m_next]);
        const std::int64_t presence = m_columns[Presence][m_next++];
        ResourceSample sample;
        sample.scope = static_cast<Scope>(scope);
        sample.time = TrialTime(takeValue(m_before.time[scope], Time));
        if ((presence & hasMemory) != 0)
            sample.memory = Bytes {takeValue(m_before.memory[scope], Memory)};
        if ((presence & hasPss) != 0)
            sample.pss = Bytes {takeValue(m_before.pss[scope], Pss)};
        if ((presence & hasCpu) != 0)
            sample.cpu = takeCpu();
        return sample;
    }

    bool failed() const { return m_failed || m_firsts.failed() || m_cpuNoise.failed(); }
    bool atEnd() const { return m_firsts.atEnd() && m_cpuNoise.atEnd(); }

private:
    std::int64_t takeValue(std::optional<std::int64_t> &before, ColumnPlace place)
    {
        const std::int64_t value
            = before ? wrappingSum(*before, m_columns[place][m_used[place]++]) : m_firsts.takeSigned();
        constexpr std::int64_t limit = 1LL << 60; // beyond is damage; sums of two within cannot overflow
        m_failed = m_failed || value < -limit || value > limit;
        before = value;
        return value;
    }

    CorePercent takeCpu()
    {
        const QByteArrayView bytes = m_cpuNoise.takeBytes(cpuNoiseBytes);
        quint64 noise = 0;
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char *>(&noise));
        const auto top = static_cast<std::uint64_t>(m_columns[CpuTop][m_used[CpuTop]++]);
        const auto cpu = std::bit_cast<double>(qFromLittleEndian(noise) | (top << cpuNoiseBits));
        m_failed = m_failed || !std::isfinite(cpu);
        return {cpu};
    }

    const Columns &m_columns;
    ByteReader m_firsts;
    ByteReader &m_cpuNoise;
    Befores m_before;
    std::array<std::size_t, ColumnCount> m_used {}; ///< how much of each column has been taken
    std::size_t m_next = 0;
    bool m_failed = false;
};

} // namespace

QByteArray encodeSamples(std::span<const ResourceSample> samples)
{
    Q_ASSERT(samples.size() <= maximumSamplesInBlob);
    ByteWriter writer;
    Extras extras;
    writer.putUnsigned(samples.size());
    for (const Column &column : toColumns(samples, extras))
        encodeColumn(column, writer);
    writer.putUnsigned(static_cast<std::uint64_t>(extras.firsts.bytes().size()));
    writer.putBytes(extras.firsts.bytes());
    writer.putBytes(extras.cpuNoise.bytes());
    return sealBlob({sampleBlobVersion, writer.bytes()});
}

std::optional<QList<ResourceSample>> decodeSamples(QByteArrayView blob)
{
    const auto content = openBlob(blob);
    if (!content || content->version != sampleBlobVersion)
        return std::nullopt;
    ByteReader reader(content->payload);
    const std::uint64_t count = reader.takeUnsigned();
    if (reader.failed() || count > maximumSamplesInBlob)
        return std::nullopt;
    const auto columns = takeColumns(reader, static_cast<std::size_t>(count));
    if (!columns)
        return std::nullopt;
    SampleAssembler assembler(*columns, reader);
    QList<ResourceSample> samples;
    for (std::uint64_t i = 0; i < count && !assembler.failed(); ++i)
        samples.append(assembler.next());
    if (assembler.failed() || !assembler.atEnd())
        return std::nullopt;
    return samples;
}

} // namespace boxmark
