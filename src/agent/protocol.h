// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

/// The agent protocol: JSON Lines in UTF-8, one record a line, from the agent to the host. Included by both ends.
///
/// Every record has "type". A reader ignores fields and skips types that it does not know; a minor version adds such, a
/// major version changes what is here. Times are nanoseconds of the agent's CLOCK_MONOTONIC, sizes are bytes.
///
///     hello   protocol "1.2", version "0.1.0", clock_ns, boot_id (absent when unreadable), pid;
///             since 1.1: kernel (its release), cpus and memory_bytes that what holds the app leaves to it;
///             since 1.2: network_namespace, its inode
///     phase   name, time_ns
///     sample  time_ns, cpu_ns, rss_bytes, processes; perhaps pss_bytes, cgroup_memory_bytes, cgroup_cpu_ns;
///             since 1.2, of the app's tree: anonymous_bytes, disk_read_bytes, disk_written_bytes; of what is around
///             it: used_bytes (of the kernel: total − available), network_received_bytes, network_sent_bytes (all
///             devices but the loopback), load_1m_percent (100 times the load average over one minute)
///     log     time_ns, stream (1 or 2), text
///     note    time_ns, text: what a reader of the figures must know
///     remark  time_ns, text: what is good to know (since 1.1)
///     exit    time_ns, status or signal, cpu_ns
///     failed  time_ns, what, why, remedy
///     pong    number, time_ns (since 1.1): the answer to a ping, at once
///
/// An agent that listens understands two lines of the host, and nothing else: "TOKEN <token>", which must come first
/// and is answered by hello, and "PING <number>". The connection on which the first ping comes is the stream; one on
/// which nothing more comes becomes it after a moment, unless it has ended by then.
namespace boxmark::protocol {

inline constexpr int majorVersion = 1;
inline constexpr int minorVersion = 2;

/// A reader gives a line up that is longer than this; the agent writes none that is a tenth as long.
inline constexpr std::size_t longestLine = std::size_t {1} << 20;

namespace type {
inline constexpr std::string_view hello = "hello";
inline constexpr std::string_view phase = "phase";
inline constexpr std::string_view sample = "sample";
inline constexpr std::string_view log = "log";
inline constexpr std::string_view note = "note";
inline constexpr std::string_view remark = "remark";
inline constexpr std::string_view exit = "exit";
inline constexpr std::string_view failed = "failed";
inline constexpr std::string_view pong = "pong";
} // namespace type

namespace key {
inline constexpr std::string_view type = "type";
inline constexpr std::string_view time = "time_ns";

inline constexpr std::string_view protocol = "protocol";
inline constexpr std::string_view version = "version";
inline constexpr std::string_view clock = "clock_ns";
inline constexpr std::string_view bootId = "boot_id";
inline constexpr std::string_view pid = "pid";
inline constexpr std::string_view kernel = "kernel";
inline constexpr std::string_view cpus = "cpus";
inline constexpr std::string_view memory = "memory_bytes";
inline constexpr std::string_view networkNamespace = "network_namespace";

inline constexpr std::string_view number = "number";

inline constexpr std::string_view name = "name";

inline constexpr std::string_view cpu = "cpu_ns";
inline constexpr std::string_view resident = "rss_bytes";
inline constexpr std::string_view proportional = "pss_bytes";
inline constexpr std::string_view processes = "processes";
inline constexpr std::string_view groupMemory = "cgroup_memory_bytes";
inline constexpr std::string_view groupCpu = "cgroup_cpu_ns";

inline constexpr std::string_view anonymous = "anonymous_bytes";
inline constexpr std::string_view diskRead = "disk_read_bytes";
inline constexpr std::string_view diskWritten = "disk_written_bytes";
inline constexpr std::string_view used = "used_bytes";
inline constexpr std::string_view networkReceived = "network_received_bytes";
inline constexpr std::string_view networkSent = "network_sent_bytes";
inline constexpr std::string_view load = "load_1m_percent";

inline constexpr std::string_view stream = "stream";
inline constexpr std::string_view text = "text";

inline constexpr std::string_view status = "status";
inline constexpr std::string_view signal = "signal";

inline constexpr std::string_view what = "what";
inline constexpr std::string_view why = "why";
inline constexpr std::string_view remedy = "remedy";
} // namespace key

namespace phase {
inline constexpr std::string_view kernel = "kernel"; ///< a guest's kernel has handed over to its first program
inline constexpr std::string_view system = "system"; ///< a guest's own init has started the agent's program
inline constexpr std::string_view appStarted = "app_started";
inline constexpr std::string_view appListening = "app_listening";
} // namespace phase

/// What the host may say to an agent that listens.
namespace request {
inline constexpr std::string_view token = "TOKEN ";
inline constexpr std::string_view ping = "PING ";
} // namespace request

} // namespace boxmark::protocol
