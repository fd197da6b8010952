// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/blob/sampleblob.h"

#include "session/blob/blob.h"
#include "session/blob/column.h"

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

/// The order in which the columns are stored. Those from Anonymous on came with version 3 of the schema: each is there
/// only when it has values, so that a blob of an earlier version is one in which no sample has such figures.
enum ColumnPlace : std::size_t {
    ScopeCode,
    Presence,
    Time,
    Memory,
    Pss,
    CpuTop,
    Anonymous,
    GuestUsed,
    DiskRead,
    DiskWritten,
    NetworkReceived,
    NetworkSent,
    Processes,
    LoadTop,
    ColumnCount
};
using Columns = std::array<Column, ColumnCount>;

constexpr std::size_t scopeCount = 3;

/// The bit of Presence that stands for the figure of a column. Time is always there.
constexpr std::int64_t flagOf(ColumnPlace place)
{
    switch (place) {
    case CpuTop:
        return 1;
    case Memory:
        return 2;
    case Pss:
        return 4;
    default:
        return place >= Anonymous ? 8LL << (place - Anonymous) : 0;
    }
}

constexpr std::int64_t presenceLimit = flagOf(LoadTop) << 1;

struct SizeFigure
{
    ColumnPlace place;
    std::optional<Bytes> ResourceSample::*figure;
};

constexpr std::array sizeFigures {SizeFigure {Memory, &ResourceSample::memory}, SizeFigure {Pss, &ResourceSample::pss},
    SizeFigure {Anonymous, &ResourceSample::anonymous}, SizeFigure {GuestUsed, &ResourceSample::guestUsed},
    SizeFigure {DiskRead, &ResourceSample::diskRead}, SizeFigure {DiskWritten, &ResourceSample::diskWritten},
    SizeFigure {NetworkReceived, &ResourceSample::networkReceived},
    SizeFigure {NetworkSent, &ResourceSample::networkSent}};

/// Of a double, the sign, the exponent and the first bits of the fraction hardly change: they make a column. The other
/// 48 bits are noise and are stored as they are.
constexpr int noiseBits = 48;
constexpr qsizetype noiseBytes = noiseBits / 8;

/// The value before of each scope: the next one is told as its distance from it, the first one as it is.
using Before = std::array<std::optional<std::int64_t>, scopeCount>;

using Befores = std::array<Before, ColumnCount>;

std::size_t placeOf(const ResourceSample &sample)
{
    return static_cast<std::size_t>(sample.scope);
}

std::optional<double> cpuOf(const ResourceSample &sample)
{
    return sample.cpu ? std::optional(sample.cpu->value) : std::nullopt;
}

/// A figure that is no number is a figure that is not there.
bool isThere(std::optional<double> figure)
{
    return figure && std::isfinite(*figure);
}

std::int64_t presenceOf(const ResourceSample &sample)
{
    std::int64_t presence = isThere(cpuOf(sample)) ? flagOf(CpuTop) : 0;
    presence |= isThere(sample.loadAverage) ? flagOf(LoadTop) : 0;
    presence |= sample.processes ? flagOf(Processes) : 0;
    for (const SizeFigure &size : sizeFigures)
        presence |= sample.*size.figure ? flagOf(size.place) : 0;
    return presence;
}

/// What does not go into columns.
struct Extras
{
    ByteWriter firsts;
    ByteWriter noise;
};

void putValue(std::int64_t value, std::optional<std::int64_t> &before, Column &distances, Extras &extras)
{
    if (before)
        distances.push_back(wrappingDifference(value, *before));
    else
        extras.firsts.putSigned(value);
    before = value;
}

void putReal(std::optional<double> value, Column &tops, Extras &extras)
{
    if (!value || !isThere(value))
        return;
    const auto bits = std::bit_cast<std::uint64_t>(*value);
    tops.push_back(static_cast<std::int64_t>(bits >> noiseBits));
    const quint64 noise = qToLittleEndian(bits);
    extras.noise.putBytes(QByteArrayView(reinterpret_cast<const char *>(&noise), noiseBytes));
}

Columns toColumns(std::span<const ResourceSample> samples, Extras &extras)
{
    Columns columns;
    Befores before;
    for (const ResourceSample &sample : samples) {
        const std::size_t scope = placeOf(sample);
        columns[ScopeCode].push_back(static_cast<std::int64_t>(scope));
        columns[Presence].push_back(presenceOf(sample));
        putValue(sample.time.count(), before[Time][scope], columns[Time], extras);
        for (const auto &[place, figure] : sizeFigures) {
            if (sample.*figure)
                putValue((sample.*figure)->count, before[place][scope], columns[place], extras);
        }
        if (sample.processes)
            putValue(*sample.processes, before[Processes][scope], columns[Processes], extras);
        putReal(cpuOf(sample), columns[CpuTop], extras);
        putReal(sample.loadAverage, columns[LoadTop], extras);
    }
    return columns;
}

bool isReal(ColumnPlace place)
{
    return place == CpuTop || place == LoadTop;
}

/// How many values the column has: one for each sample that has the figure, less the first of each scope, which stands
/// elsewhere, unless it is a real number.
std::size_t valuesIn(const Columns &columns, ColumnPlace place)
{
    const std::int64_t flag = flagOf(place);
    std::size_t values = 0;
    std::array<bool, scopeCount> seen {};
    for (std::size_t i = 0; i < columns[Presence].size(); ++i) {
        if (flag != 0 && (columns[Presence][i] & flag) == 0)
            continue;
        const auto scope = static_cast<std::size_t>(columns[ScopeCode][i]);
        values += !isReal(place) && !std::exchange(seen[scope], true) ? 0 : 1;
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
        || !areWithin(columns[ScopeCode], scopeCount) || !areWithin(columns[Presence], presenceLimit))
        return std::nullopt;
    for (std::size_t at = Time; at < ColumnCount; ++at) {
        const auto place = static_cast<ColumnPlace>(at);
        const std::size_t values = valuesIn(columns, place);
        if (values == 0 && place >= Anonymous)
            continue;
        if (!takeColumn(reader, values, columns[at])
            || (isReal(place) && !areWithin(columns[at], 1LL << (64 - noiseBits))))
            return std::nullopt;
    }
    return columns;
}

/// Puts samples together again; failed() once a value is not there or cannot be.
class SampleAssembler
{
public:
    SampleAssembler(const Columns &columns, ByteReader &rest)
        : m_columns(columns)
        , m_firsts(rest.takeBytes(rest.takeUnsigned()))
        , m_noise(rest)
    {
    }

    ResourceSample next()
    {
        const auto scope = static_cast<std::size_t>(m_columns[ScopeCode][m_next]);
        const std::int64_t presence = m_columns[Presence][m_next++];
        ResourceSample sample;
        sample.scope = static_cast<Scope>(scope);
        sample.time = TrialTime(takeValue(scope, Time));
        for (const auto &[place, figure] : sizeFigures) {
            if ((presence & flagOf(place)) != 0)
                sample.*figure = Bytes {takeValue(scope, place)};
        }
        if ((presence & flagOf(Processes)) != 0)
            sample.processes = takeCount(scope);
        if ((presence & flagOf(CpuTop)) != 0)
            sample.cpu = CorePercent {takeReal(CpuTop)};
        if ((presence & flagOf(LoadTop)) != 0)
            sample.loadAverage = takeReal(LoadTop);
        return sample;
    }

    bool failed() const { return m_failed || m_firsts.failed() || m_noise.failed(); }
    bool atEnd() const { return m_firsts.atEnd() && m_noise.atEnd(); }

private:
    std::int64_t takeValue(std::size_t scope, ColumnPlace place)
    {
        std::optional<std::int64_t> &before = m_before[place][scope];
        const std::int64_t value
            = before ? wrappingSum(*before, m_columns[place][m_used[place]++]) : m_firsts.takeSigned();
        constexpr std::int64_t limit = 1LL << 60; // beyond is damage; sums of two within cannot overflow
        m_failed = m_failed || value < -limit || value > limit;
        before = value;
        return value;
    }

    int takeCount(std::size_t scope)
    {
        const std::int64_t value = takeValue(scope, Processes);
        m_failed = m_failed || !std::in_range<int>(value);
        return static_cast<int>(value);
    }

    double takeReal(ColumnPlace place)
    {
        const QByteArrayView bytes = m_noise.takeBytes(noiseBytes);
        quint64 noise = 0;
        std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char *>(&noise));
        const auto top = static_cast<std::uint64_t>(m_columns[place][m_used[place]++]);
        const auto value = std::bit_cast<double>(qFromLittleEndian(noise) | (top << noiseBits));
        m_failed = m_failed || !std::isfinite(value);
        return value;
    }

    const Columns &m_columns;
    ByteReader m_firsts;
    ByteReader &m_noise;
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
    const Columns columns = toColumns(samples, extras);
    for (std::size_t place = 0; place < ColumnCount; ++place) {
        if (place < Anonymous || !columns[place].empty())
            encodeColumn(columns[place], writer);
    }
    writer.putUnsigned(static_cast<std::uint64_t>(extras.firsts.bytes().size()));
    writer.putBytes(extras.firsts.bytes());
    writer.putBytes(extras.noise.bytes());
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
