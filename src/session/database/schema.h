// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace boxmark::schema {

/// What marks an SQLite file as ours: PRAGMA application_id, bytes 68 to 71 of the file, "Bxmk" in ASCII.
constexpr qint32 applicationId = 0x42786d6b;
constexpr int applicationIdOffset = 68;

/// PRAGMA user_version. Raised with every change of the tables or of what is in the blobs.
///   1  the first
///   2  trial: disk_size_bytes and what is known of the box (accelerator to memory_bytes)
///   3  session: ending; trial: ceiling_per_s, path_floor_ns, what the loader and the computer did (loader_cpu_percent
///   to noise_json);
///      caveat: kind; request blobs of version 2; further figures in sample blobs
constexpr int version = 3;

/// The oldest version of this number whose reader still understands a file that we write: readers name the columns that
/// they know, so further columns do not trouble them, but blobs of a newer version they cannot read. It stands in each
/// file, so that an old program can tell "newer, but readable" from "newer, beyond me".
constexpr int minimumReaderVersion = 3;

/// The statements that make the tables, in order. Times end in _ns and count from the trial's origin; _utc_ms are
/// milliseconds since 1970 in UTC. States, scopes and sources are the numbers of the enumerations in model/.
QStringList createStatements();

/// The tables that a session must have.
QStringList tables();

} // namespace boxmark::schema
