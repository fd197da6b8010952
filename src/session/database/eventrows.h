// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/session.h"
#include "session/database/database.h"

#include <QSqlQuery>
#include <QString>

#include <map>
#include <memory>
#include <variant>
#include <vector>

namespace boxmark {

/// A record with the trial that it belongs to.
struct TrialRecord
{
    TrialId trial = 0;
    Record record;
};

/// Why the run has ended: Session::ending.
struct Conclusion
{
    QString why;
};

/// Of Session::environment, learned after the run had begun.
struct Fact
{
    QString name;
    QString value;
};

/// What a writer is told, in the order in which it is told.
using SessionEvent = std::variant<Session, Trial, TrialRecord, Fact, Conclusion>;

/// Writes what happens in a run into the tables of its session. In the database's thread; the database outlives it.
class EventRows
{
public:
    /// The tables must be there. `resumed`: so is the session's own row, which then stays.
    static Result<std::unique_ptr<EventRows>> prepare(Database &database, bool resumed);

    /// In a transaction of the caller's, who rolls it back when this fails.
    Result<void> write(const std::vector<SessionEvent> &events);

private:
    struct Statements
    {
        QSqlQuery session, fact, trial, phase, requests, samples, logLine, caveat;
    };

    EventRows(Database &database, bool resumed);
    Result<void> prepareStatements();

    Result<void> writeEvent(const Session &session);
    Result<void> writeEvent(const Trial &trial);
    Result<void> writeEvent(const Fact &fact);
    Result<void> writeEvent(const Conclusion &conclusion);
    Result<void> writeEvent(const TrialRecord &record);
    Result<void> writeRecord(TrialId trial, const Phase &phase);
    Result<void> writeRecord(TrialId trial, const LogLine &line);
    Result<void> writeRecord(TrialId trial, const Caveat &caveat);
    Result<void> writeRecord(TrialId trial, const RequestBatch &batch);
    Result<void> writeRecord(TrialId trial, const ResourceSample &sample);
    Result<void> writeRequests(TrialId trial);
    Result<void> writeSamples(TrialId trial);
    Result<void> writePending();

    Database &m_database;
    const bool m_resumed;
    Statements m_statements;
    std::map<TrialId, std::vector<Request>> m_requests; ///< of one call of write(), on their way into blobs
    std::map<TrialId, std::vector<ResourceSample>> m_samples;
};

} // namespace boxmark
