// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/json/noisejson.h"

#include "session/json/jsonvalue.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Real = std::pair<const char *, std::optional<double> NoiseEvidence::*>;
constexpr std::array reals {Real {"steal_percent", &NoiseEvidence::steal},
    Real {"cpu_pressure_percent", &NoiseEvidence::cpuPressure},
    Real {"memory_pressure_percent", &NoiseEvidence::memoryPressure},
    Real {"io_pressure_percent", &NoiseEvidence::ioPressure}, Real {"load_before", &NoiseEvidence::loadBefore},
    Real {"load_after", &NoiseEvidence::loadAfter}, Real {"cached_percent", &NoiseEvidence::cached}};

using Size = std::pair<const char *, std::optional<Bytes> NoiseEvidence::*>;
constexpr std::array sizes {
    Size {"swapped_in_bytes", &NoiseEvidence::swappedIn}, Size {"swapped_out_bytes", &NoiseEvidence::swappedOut}};

QJsonArray busiestToJson(const QList<BusyProcess> &busiest)
{
    QJsonArray array;
    for (const BusyProcess &process : busiest)
        array.append(
            QJsonObject {{u"name"_s, process.name}, {u"pid"_s, process.pid}, {u"cpu_percent"_s, process.cpu.value}});
    return array;
}

BusyProcess busyFromJson(const JsonValue &json)
{
    BusyProcess process;
    json[u"name"_s].read(process.name);
    json[u"pid"_s].read(process.pid);
    json[u"cpu_percent"_s].read(process.cpu.value);
    return process;
}

} // namespace

QByteArray noiseToJson(const NoiseEvidence &noise)
{
    QJsonObject object;
    for (const auto &[key, figure] : reals) {
        if (noise.*figure)
            object[QLatin1StringView(key)] = *(noise.*figure);
    }
    for (const auto &[key, figure] : sizes) {
        if (noise.*figure)
            object[QLatin1StringView(key)] = (noise.*figure)->count;
    }
    if (!noise.governor.isEmpty())
        object[u"governor"_s] = noise.governor;
    if (noise.turbo)
        object[u"turbo"_s] = *noise.turbo;
    if (noise.throttles)
        object[u"throttles"_s] = *noise.throttles;
    if (noise.othersCpu)
        object[u"others_cpu_percent"_s] = noise.othersCpu->value;
    if (!noise.busiest.isEmpty())
        object[u"busiest"_s] = busiestToJson(noise.busiest);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<NoiseEvidence> noiseFromJson(const QByteArray &json)
{
    JsonProblem problem;
    const JsonValue root = JsonValue::parse(json, problem);
    NoiseEvidence noise;
    for (const auto &[key, figure] : reals)
        root[QString::fromLatin1(key)].read(noise.*figure);
    for (const auto &[key, figure] : sizes)
        root[QString::fromLatin1(key)].read(noise.*figure);
    root[u"governor"_s].read(noise.governor);
    root[u"turbo"_s].read(noise.turbo);
    root[u"throttles"_s].read(noise.throttles);
    std::optional<double> others;
    root[u"others_cpu_percent"_s].read(others);
    if (others)
        noise.othersCpu = CorePercent {*others};
    root[u"busiest"_s].forEach([&](const JsonValue &process) { noise.busiest.append(busyFromJson(process)); });
    if (problem.found())
        return std::nullopt;
    return noise;
}

} // namespace boxmark
