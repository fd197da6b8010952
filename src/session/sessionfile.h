// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/session.h"
#include "session/database.h"

#include <QList>
#include <QSqlQuery>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <variant>
#include <vector>

namespace boxmark {

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

/// A session file that is being written. Made, used and destroyed in one thread, which it keeps waiting for the disk.
///
/// journal_mode=DELETE (a session is one file: with a write-ahead log, a copy of the main file alone would lack what
/// was committed last) and synchronous=FULL (a commit is on disk when it returns).
class SessionFile
{
public:
    /// Makes the file with its tables. Its folder must exist. Refuses a file that exists unless `replace`.
    static Result<std::unique_ptr<SessionFile>> create(const QString &filePath, bool replace);
    /// Opens the file of a session that ended early, to go on with it: what is recorded of the trials `again` is
    /// forgotten, and everything else stays. Refuses a file that somebody writes, and one of another version.
    static Result<std::unique_ptr<SessionFile>> resume(const QString &filePath, const QList<TrialId> &again);
    ~SessionFile();

    /// All of them in one transaction, or none.
    Result<void> write(const std::vector<SessionEvent> &events);
    /// Says in the file that nobody writes it any more.
    Result<void> markEnded();

private:
    struct Statements
    {
        QSqlQuery session, fact, trial, phase, requests, samples, logLine, caveat;
    };
    struct FileIdentity
    {
        quint64 device = 0;
        quint64 node = 0;
        bool operator==(const FileIdentity &) const = default;
    };

    explicit SessionFile(const QString &filePath);
    static FileIdentity identify(const QString &filePath);

    Result<void> makeTables();
    Result<void> takeOver(const QList<TrialId> &again);
    Result<void> checkResumable();
    Result<void> openDatabase();
    Result<void> prepareStatements();
    Result<void> checkStillThere() const;
    Result<void> transaction(const std::function<Result<void>()> &body);

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

    QString m_filePath;
    FileIdentity m_identity;
    bool m_resumed = false; ///< what the session is stands in the file already
    std::unique_ptr<Database> m_database;
    std::unique_ptr<Statements> m_statements; ///< destroyed before the database that they belong to
    std::map<TrialId, std::vector<Request>> m_requests; ///< of this transaction, on their way into blobs
    std::map<TrialId, std::vector<ResourceSample>> m_samples;
};

} // namespace boxmark
