// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/database/schema.h"

using namespace Qt::StringLiterals;

namespace boxmark::schema {

// Requests and samples are stored in blobs of about a second (requestblob.h, sampleblob.h): a row each would take ten
// times the space and the time. Everything else is rows, for any SQLite tool to read.

QStringList createStatements()
{
    return {
        // writer: the program that is writing (process/processidentity.h), empty when the session was ended. file_node:
        // the inode it writes to, so that a copy of a file in the making is not taken for one that somebody writes.
        u"CREATE TABLE format (minimum_reader_version INTEGER NOT NULL, writer TEXT NOT NULL, file_node INTEGER NOT NULL)"_s,
        u"CREATE TABLE session (id TEXT NOT NULL, created_utc_ms INTEGER NOT NULL, boxmark_version TEXT NOT NULL,"
        " seed TEXT NOT NULL, scenario_yaml BLOB NOT NULL, scenario_json TEXT NOT NULL, notes TEXT NOT NULL,"
        // With version 3.
        " ending TEXT NOT NULL)"_s,
        u"CREATE TABLE environment (position INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL)"_s,
        u"CREATE TABLE trial (id INTEGER PRIMARY KEY, target TEXT NOT NULL, number INTEGER NOT NULL,"
        " state INTEGER NOT NULL, reason TEXT NOT NULL, started_utc_ms INTEGER, cold_start_ns INTEGER,"
        " measure_start_ns INTEGER, measure_end_ns INTEGER, image_size_bytes INTEGER,"
        " silent_resends INTEGER NOT NULL,"
        // What follows came with version 2. Of the box: NULL or empty is what nobody told.
        " disk_size_bytes INTEGER, accelerator INTEGER, machine TEXT NOT NULL, network TEXT NOT NULL,"
        " kernel TEXT NOT NULL, boot_id TEXT NOT NULL, cpus INTEGER, memory_bytes INTEGER,"
        // What follows came with version 3; noise_json: see noisejson.h.
        " ceiling_per_s REAL, path_floor_ns INTEGER, loader_cpu_percent REAL, loader_lateness_p99_ns INTEGER,"
        " noise_json TEXT NOT NULL)"_s,
        u"CREATE TABLE phase (id INTEGER PRIMARY KEY, trial INTEGER NOT NULL, name TEXT NOT NULL,"
        " start_ns INTEGER NOT NULL, end_ns INTEGER NOT NULL)"_s,
        u"CREATE TABLE request_blob (id INTEGER PRIMARY KEY, trial INTEGER NOT NULL, data BLOB NOT NULL)"_s,
        u"CREATE TABLE sample_blob (id INTEGER PRIMARY KEY, trial INTEGER NOT NULL, data BLOB NOT NULL)"_s,
        u"CREATE TABLE log_line (id INTEGER PRIMARY KEY, trial INTEGER NOT NULL, source INTEGER NOT NULL,"
        " time_ns INTEGER NOT NULL, text TEXT NOT NULL)"_s,
        u"CREATE TABLE caveat (id INTEGER PRIMARY KEY, trial INTEGER NOT NULL, text TEXT NOT NULL,"
        " kind INTEGER NOT NULL)"_s, // the kind since version 3
    };
}

QStringList tables()
{
    return {u"format"_s, u"session"_s, u"environment"_s, u"trial"_s, u"phase"_s, u"request_blob"_s, u"sample_blob"_s,
        u"log_line"_s, u"caveat"_s};
}

} // namespace boxmark::schema
