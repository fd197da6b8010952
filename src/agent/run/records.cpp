// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/records.h"

#include "agent/json.h"
#include "agent/protocol.h"

#include <utility>

namespace boxmark::agent {

namespace {

namespace key = protocol::key;
namespace type = protocol::type;

JsonObject record(std::string_view name, nanoseconds time)
{
    JsonObject object;
    object.text(key::type, name).number(key::time, time.count());
    return object;
}

} // namespace

std::string helloRecord(nanoseconds now, const Whereabouts &whereabouts)
{
    JsonObject object;
    object.text(key::type, type::hello)
        .text(key::protocol, std::to_string(protocol::majorVersion) + '.' + std::to_string(protocol::minorVersion))
        .text(key::version, BOXMARK_VERSION)
        .number(key::clock, now.count());
    if (!whereabouts.bootId.empty())
        object.text(key::bootId, whereabouts.bootId);
    object.number(key::pid, whereabouts.pid);
    if (!whereabouts.kernel.empty())
        object.text(key::kernel, whereabouts.kernel);
    if (whereabouts.cpus > 0)
        object.number(key::cpus, whereabouts.cpus);
    if (whereabouts.memoryBytes > 0)
        object.number(key::memory, whereabouts.memoryBytes);
    if (whereabouts.networkNamespace > 0)
        object.number(key::networkNamespace, whereabouts.networkNamespace);
    return object.take();
}

std::string phaseRecord(nanoseconds now, std::string_view name)
{
    return record(type::phase, now).text(key::name, name).take();
}

std::string sampleRecord(const Sample &sample)
{
    JsonObject object = record(type::sample, sample.time);
    object.number(key::cpu, sample.cpu.count())
        .number(key::resident, sample.residentBytes)
        .number(key::processes, sample.processes);
    if (sample.proportionalBytes)
        object.number(key::proportional, *sample.proportionalBytes);
    if (sample.groupMemoryBytes)
        object.number(key::groupMemory, *sample.groupMemoryBytes);
    if (sample.groupCpu)
        object.number(key::groupCpu, sample.groupCpu->count());
    const std::pair<std::string_view, std::optional<std::int64_t>> further[] = {{key::anonymous, sample.anonymousBytes},
        {key::diskRead, sample.diskReadBytes}, {key::diskWritten, sample.diskWrittenBytes},
        {key::used, sample.usedBytes}, {key::networkReceived, sample.networkReceivedBytes},
        {key::networkSent, sample.networkSentBytes}, {key::load, sample.loadPercent}};
    for (const auto &[name, value] : further) {
        if (value)
            object.number(name, *value);
    }
    return object.take();
}

std::string logRecord(nanoseconds now, int stream, std::string_view line)
{
    return record(type::log, now).number(key::stream, stream).text(key::text, line).take();
}

std::string noteRecord(nanoseconds now, std::string_view text)
{
    return record(type::note, now).text(key::text, text).take();
}

std::string remarkRecord(nanoseconds now, std::string_view text)
{
    return record(type::remark, now).text(key::text, text).take();
}

std::string exitRecord(nanoseconds now, const AppEnd &end, nanoseconds cpu)
{
    JsonObject object = record(type::exit, now);
    if (end.signal)
        object.number(key::signal, *end.signal);
    else
        object.number(key::status, end.status.value_or(0));
    return object.number(key::cpu, cpu.count()).take();
}

std::string pongRecord(nanoseconds now, std::int64_t number)
{
    JsonObject object;
    return object.text(key::type, type::pong).number(key::number, number).number(key::time, now.count()).take();
}

std::string failedRecord(nanoseconds now, const Failure &failure)
{
    return record(type::failed, now)
        .text(key::what, failure.what)
        .text(key::why, failure.why)
        .text(key::remedy, failure.remedy)
        .take();
}

} // namespace boxmark::agent
