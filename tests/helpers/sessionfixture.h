// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helpers/sessiondata.h"
#include "session/database/database.h"
#include "session/sessionreader.h"
#include "session/sessionwriter.h"

#include <QTemporaryDir>
#include <QTest>

namespace boxmark::test {

/// What a reader gives for a trial, kinds told apart.
struct ReadBack
{
    QList<Phase> phases;
    QList<Request> requests;
    QList<ResourceSample> samples;
    QList<LogLine> logLines;
    QList<Caveat> caveats;

    void add(const Phase &phase) { phases.append(phase); }
    void add(const RequestBatch &batch) { requests += batch.requests; }
    void add(const ResourceSample &sample) { samples.append(sample); }
    void add(const LogLine &line) { logLines.append(line); }
    void add(const Caveat &caveat) { caveats.append(caveat); }
};

inline std::unique_ptr<SessionReader> openSession(const QString &path)
{
    auto reader = SessionReader::open(path);
    if (!reader) {
        qCritical().noquote() << reader.error().text();
        return nullptr;
    }
    return reader.take();
}

inline ReadBack readTrial(const SessionReader &reader, TrialId trial)
{
    ReadBack back;
    const auto read = reader.readRecords(
        trial, [&](const Record &record) { std::visit([&](const auto &what) { back.add(what); }, record); });
    if (!read)
        qCritical().noquote() << read.error().text();
    return back;
}

/// A session whose first trial is complete and holds `requests` requests.
inline void writeSession(const QString &path, std::size_t requests = 100)
{
    auto writer = SessionWriter::create(path, true);
    QVERIFY2(writer.ok(), writer ? "" : qPrintable(writer.error().text()));
    SessionWriter &to = *writer.value();
    to.sessionStarted(fullSession());
    to.trialChanged(completedTrial());
    to.record(1, toBatch(realisticRequests(requests, 16'000, RequestTicks(3'000), RequestTicks(20'000'000))));
    for (const ResourceSample &sample : realisticSamples(std::chrono::seconds(7)))
        to.record(1, sample);
    to.sessionEnded();
    QVERIFY(to.status().ok());
}

/// Changes a file behind the program's back.
inline void tamper(const QString &path, const QStringList &statements)
{
    auto database = Database::open(path, Database::Access::ReadWrite);
    QVERIFY(database.ok());
    for (const QString &statement : statements) {
        const auto done = database.value()->execute(statement);
        QVERIFY2(done.ok(), done ? "" : qPrintable(done.error().text()));
    }
}

} // namespace boxmark::test
