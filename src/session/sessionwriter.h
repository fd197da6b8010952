// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/recordsink.h"

#include <QObject>
#include <QString>

#include <memory>

namespace boxmark {

/// Writes a run into a session file from a thread of its own, a transaction a second and one at each change of a trial:
/// whatever kills us costs the last second at most. A disk that is slower than the load loses nothing: what waits stays
/// in memory. Made, used and destroyed in one thread.
class SessionWriter : public QObject, public RecordSink
{
    Q_OBJECT
public:
    /// Makes the file at once, so that a folder that cannot be written is known before the run. Of folders only
    /// sessionFolder() is made. Refuses to replace a file that exists unless `replace`.
    static Result<std::unique_ptr<SessionWriter>> create(const QString &filePath, bool replace = false);
    /// Goes on with the file of a session that ended early. What is recorded of the trials `again` is forgotten; the
    /// session that the run then begins with must be that one. Refuses a file that somebody writes.
    static Result<std::unique_ptr<SessionWriter>> resume(const QString &filePath, const QList<TrialId> &again);
    /// Waits for everything to be on disk.
    ~SessionWriter() override;

    QString filePath() const;

    void sessionStarted(const Session &session) override;
    void trialChanged(const Trial &trial) override;
    void record(TrialId trial, const Record &record) override;
    void factLearned(const QString &name, const QString &value) override;
    void concluded(const QString &why) override;
    /// Returns when everything is on disk and the file is closed.
    void sessionEnded() override;

    /// The first failure of writing, if there was one; stays after sessionEnded().
    Result<void> status() const;

signals:
    /// The disk is full, the file was taken away…: once; what was written before stays readable.
    void failed(const boxmark::Error &error);

private slots:
    void announceFailure();

private:
    explicit SessionWriter(const QString &filePath);

    class Worker;
    QString m_filePath;
    bool m_failureAnnounced = false;
    std::unique_ptr<Worker> m_worker;
};

} // namespace boxmark
