// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/database/recordrows.h"

#include "session/blob/requestblob.h"
#include "session/blob/sampleblob.h"
#include "session/database/rowvalue.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Visitor = std::function<void(const Record &)>;

QString tr(const char *text)
{
    return QCoreApplication::translate("session", text);
}

Error damagedBlob(TrialId trial, const QString &what)
{
    Error error = damagedValue(what);
    error.what = tr("The records of trial %1 cannot be read.").arg(trial);
    return error;
}

Result<void> readPhases(Database &database, TrialId trial, const Visitor &visit)
{
    return database.forEachRow(u"SELECT name, start_ns, end_ns FROM phase WHERE trial = ? ORDER BY id"_s, {trial},
        [&](const QSqlQuery &row) -> Result<void> {
            const auto start = time(row.value(1));
            const auto end = time(row.value(2));
            const auto phase = name(row.value(0));
            if (!start || !end || !phase)
                return damagedBlob(trial, tr("A phase"));
            visit(Phase {*phase, *start, *end});
            return {};
        });
}

Result<void> readRequests(Database &database, TrialId trial, const Visitor &visit)
{
    return database.forEachRow(u"SELECT data FROM request_blob WHERE trial = ? ORDER BY id"_s, {trial},
        [&](const QSqlQuery &row) -> Result<void> {
            auto requests = decodeRequests(row.value(0).toByteArray());
            if (!requests)
                return damagedBlob(trial, tr("A second of requests"));
            visit(RequestBatch {std::move(*requests)});
            return {};
        });
}

Result<void> readSamples(Database &database, TrialId trial, const Visitor &visit)
{
    return database.forEachRow(u"SELECT data FROM sample_blob WHERE trial = ? ORDER BY id"_s, {trial},
        [&](const QSqlQuery &row) -> Result<void> {
            const auto samples = decodeSamples(row.value(0).toByteArray());
            if (!samples)
                return damagedBlob(trial, tr("A second of resource samples"));
            for (const ResourceSample &sample : *samples)
                visit(sample);
            return {};
        });
}

Result<void> readLogLines(Database &database, TrialId trial, const Visitor &visit)
{
    return database.forEachRow(u"SELECT source, time_ns, text FROM log_line WHERE trial = ? ORDER BY id"_s, {trial},
        [&](const QSqlQuery &row) -> Result<void> {
            const auto source = number<int>(row.value(0));
            const auto at = time(row.value(1));
            const auto line = text(row.value(2));
            if (!line || !source || *source < 0 || *source > static_cast<int>(LogSource::Boxmark) || !at)
                return damagedBlob(trial, tr("A line of the log"));
            visit(LogLine {static_cast<LogSource>(*source), *at, *line});
            return {};
        });
}

Result<void> readCaveats(Database &database, TrialId trial, const Visitor &visit)
{
    const auto version = database.singleValue(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    const QString kindColumn = version.value().toInt() < 3 ? u"0"_s : u"kind"_s;
    return database.forEachRow(u"SELECT text, %1 FROM caveat WHERE trial = ? ORDER BY id"_s.arg(kindColumn), {trial},
        [&](const QSqlQuery &row) -> Result<void> {
            const auto kind = number<int>(row.value(1));
            const auto told = text(row.value(0));
            if (!told || !kind || *kind < 0 || *kind >= std::ssize(allCaveatKinds))
                return damagedBlob(trial, tr("A caveat"));
            visit(Caveat {static_cast<CaveatKind>(*kind), *told});
            return {};
        });
}

} // namespace

Result<void> readRecords(Database &database, TrialId trial, const Visitor &visit)
{
    for (const auto readKind : {readPhases, readRequests, readSamples, readLogLines, readCaveats}) {
        if (auto read = readKind(database, trial, visit); !read)
            return read.error();
    }
    return {};
}

} // namespace boxmark
