// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/record.h"
#include "model/session.h"

#include <QString>

#include <functional>
#include <memory>

namespace boxmark {

/// Reads a session file, which is untrusted input: it may be foreign, cut short, damaged or newer than us. One thread.
class SessionReader
{
public:
    /// Read-only unless notes are changed. Refuses with the reason what is not a session, cannot be read, or was
    /// written by a version whose files this one cannot understand. A journal left by a killed program is rolled back
    /// first.
    static Result<std::unique_ptr<SessionReader>> open(const QString &filePath);
    ~SessionReader();

    /// A trial still "running" in a file that nobody writes comes back as Failed with the reason that the program
    /// ended.
    const Session &session() const;
    /// Not empty when the file can only be read in part or only be looked at: what a person must know.
    QString notice() const;

    /// Every record of a trial: phases, requests, samples, log lines, caveats, each kind in the order in which it was
    /// written. Requests come in batches of about a second, of 65,536 at most. Stops with an Error at what is damaged.
    /// `visit` should not wait for the session's writer: reading locks the file.
    Result<void> readRecords(TrialId trial, const std::function<void(const Record &)> &visit) const;

    /// Writes the notes back into the file.
    Result<void> saveNotes(const QString &notes);

private:
    SessionReader();
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace boxmark
