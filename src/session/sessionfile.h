// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "session/database/database.h"
#include "session/database/eventrows.h"

#include <QList>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace boxmark {

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
    Result<void> prepareRows();
    Result<void> checkStillThere() const;
    Result<void> transaction(const std::function<Result<void>()> &body);

    QString m_filePath;
    FileIdentity m_identity;
    bool m_resumed = false; ///< what the session is stands in the file already
    std::unique_ptr<Database> m_database;
    std::unique_ptr<EventRows> m_rows; ///< destroyed before the database that they belong to
};

} // namespace boxmark
