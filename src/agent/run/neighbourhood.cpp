// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/neighbourhood.h"

#include "agent/number.h"

#include <algorithm>
#include <string>

namespace boxmark::agent {

namespace {

std::optional<std::int64_t> kibibytesBehind(std::string_view text, std::string_view label)
{
    const std::size_t at = text.find(label);
    if (at == std::string_view::npos)
        return {};
    return numberField(text.substr(at + label.size()), 0);
}

} // namespace

std::optional<std::int64_t> parseUsedMemory(std::string_view meminfo)
{
    const auto total = kibibytesBehind(meminfo, "MemTotal:");
    const auto available = kibibytesBehind(meminfo, "MemAvailable:");
    if (!total || !available)
        return {};
    return (*total - *available) * 1024;
}

std::optional<NetworkTraffic> parseNetworkDevices(std::string_view devices)
{
    constexpr int sentField = 8; // behind the eight of what was received (proc(5))
    if (!devices.ends_with('\n'))
        return {};
    std::optional<NetworkTraffic> sum;
    while (!devices.empty()) {
        const std::string_view line = devices.substr(0, devices.find('\n'));
        devices.remove_prefix(std::min(line.size() + 1, devices.size()));
        const std::size_t colon = line.find(':');
        if (colon == std::string_view::npos || line.substr(0, colon).ends_with(" lo"))
            continue;
        const auto received = numberField(line.substr(colon + 1), 0);
        const auto sent = numberField(line.substr(colon + 1), sentField);
        if (!received || !sent)
            return {};
        const NetworkTraffic before = sum.value_or(NetworkTraffic {});
        sum = NetworkTraffic {before.receivedBytes + *received, before.sentBytes + *sent};
    }
    return sum;
}

std::optional<std::int64_t> parseLoadPercent(std::string_view loadavg)
{
    const std::string_view first = loadavg.substr(0, loadavg.find(' '));
    const std::size_t point = first.find('.');
    if (point == std::string_view::npos || first.size() != point + 3)
        return {};
    return parseNumber(std::string(first.substr(0, point)) + std::string(first.substr(point + 1)));
}

Neighbourhood::Neighbourhood()
    : m_memory("/proc/meminfo")
    , m_devices("/proc/self/net/dev")
    , m_load("/proc/loadavg")
{
}

void Neighbourhood::read(Sample &sample)
{
    if (const auto text = m_memory.isOpen() ? m_memory.read(m_buffer) : std::nullopt)
        sample.usedBytes = parseUsedMemory(*text);
    if (const auto text = m_load.isOpen() ? m_load.read(m_buffer) : std::nullopt)
        sample.loadPercent = parseLoadPercent(*text);
    const auto text = m_devices.isOpen() ? m_devices.read(m_buffer) : std::nullopt;
    if (const auto traffic = text ? parseNetworkDevices(*text) : std::nullopt) {
        sample.networkReceivedBytes = traffic->receivedBytes;
        sample.networkSentBytes = traffic->sentBytes;
    }
}

} // namespace boxmark::agent
