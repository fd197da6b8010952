// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/procfile.h"
#include "agent/run/records.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace boxmark::agent {

/// What is around the app: its kernel's memory and load, its network's devices. Whether that is a guest's own or the
/// host's, the host can tell from hello.
class Neighbourhood
{
public:
    Neighbourhood();

    /// Adds what can be read.
    void read(Sample &sample);

private:
    ProcFile m_memory;
    ProcFile m_devices;
    ProcFile m_load;
    ProcFile::Buffer m_buffer {};
};

/// MemTotal − MemAvailable of /proc/meminfo, in bytes.
std::optional<std::int64_t> parseUsedMemory(std::string_view meminfo);

struct NetworkTraffic
{
    std::int64_t receivedBytes = 0;
    std::int64_t sentBytes = 0;
};
/// The sum over the devices of /proc/net/dev but the loopback; nothing when there is none, or when the text was cut.
std::optional<NetworkTraffic> parseNetworkDevices(std::string_view devices);

/// "0.52 0.58 0.59 3/541 12345" gives 52.
std::optional<std::int64_t> parseLoadPercent(std::string_view loadavg);

} // namespace boxmark::agent
