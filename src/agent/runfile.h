// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

/// The run file: what the agent in a guest (`init`, `run --file`) shall start and how. Included by both ends.
///
/// Entries "key=value", each ended by a NUL byte, so that a value may hold anything that an argument or a variable may;
/// the order of entries with the same key is that of the list. An unknown key is an error: the agent that reads a file
/// is the one that it was written for.
namespace boxmark::runfile {

/// Where it lies in an initramfs.
inline constexpr std::string_view pathInInitramfs = "/boxmark/run";
/// The kernel modules to load, in order: paths in the initramfs, a line each.
inline constexpr std::string_view moduleListInInitramfs = "/boxmark/modules";

namespace key {
// The app, as its image's config says.
inline constexpr std::string_view argument = "argument"; ///< entry point and command, one entry each; at least one
inline constexpr std::string_view environment = "environment"; ///< "NAME=VALUE"
inline constexpr std::string_view user = "user"; ///< "USER[:GROUP]", names or numbers; root when absent
inline constexpr std::string_view directory = "directory"; ///< working directory, absolute; "/" when absent
inline constexpr std::string_view stopSignal = "stop_signal"; ///< number; SIGTERM when absent

// Where its files are. Neither: the agent's own root.
inline constexpr std::string_view disk = "disk"; ///< "squashfs": the first virtio disk that holds one
inline constexpr std::string_view folder = "folder"; ///< an unpacked root on the agent's own file system
/// Writes never reach what the two name: they go to a scratch layer in memory, and end with the run.

// As the options of `run`.
inline constexpr std::string_view port = "port";
inline constexpr std::string_view interval = "interval_ms";
inline constexpr std::string_view grace = "grace_ms";

// How the host reaches the agent. Absent: standard output.
inline constexpr std::string_view listen = "listen"; ///< TCP port on all addresses of the guest
inline constexpr std::string_view token = "token"; ///< who does not present it is told nothing

// Network of a microVM; `init` only.
inline constexpr std::string_view address = "address"; ///< "10.0.2.15/24", of the first network card
inline constexpr std::string_view gateway = "gateway"; ///< may be absent
inline constexpr std::string_view nameserver = "nameserver"; ///< may be absent
inline constexpr std::string_view hostname = "hostname";
} // namespace key

} // namespace boxmark::runfile
