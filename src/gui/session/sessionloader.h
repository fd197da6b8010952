// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "gui/session/recording.h"
#include "report/report.h"

#include <QList>
#include <QObject>
#include <QStringList>

#include <memory>

namespace boxmark {

/// A session file, read.
struct LoadedSession
{
    std::shared_ptr<Recording> recording; ///< for what plays the run back
    ReportedSession reported; ///< for what compares
    QString notice; ///< what a person must know of the file; may be empty
};

/// Session files, read.
struct LoadedSessions
{
    QList<LoadedSession> sessions; ///< those that could be read
    QList<Error> problems; ///< why the others could not
};

/// Reads all of a session file. Blocks for about half a second a million requests: not for the GUI thread.
Result<LoadedSession> loadSession(const QString &filePath);

/// Reads session files in a thread of its own, one after the other; GUI thread.
class SessionLoader : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Waits for what is being read.
    ~SessionLoader() override;

    /// loaded() follows, never inside this call. A later call makes an earlier one void.
    void load(const QStringList &filePaths);

signals:
    void loaded(const boxmark::LoadedSessions &files);

private:
    void deliver(quint64 generation, const LoadedSessions &files);

    quint64 m_generation = 0;
    QList<class QThread *> m_threads;
};

} // namespace boxmark
