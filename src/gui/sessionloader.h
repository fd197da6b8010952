// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "gui/recording.h"

#include <QObject>
#include <QString>

#include <memory>

namespace boxmark {

/// A session file, read.
struct LoadedSession
{
    std::shared_ptr<Recording> recording;
    QString notice; ///< what a person must know of the file; may be empty
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

    /// loaded() or failed() follows, never inside this call. A later call makes an earlier one void.
    void load(const QString &filePath);

signals:
    void loaded(const boxmark::LoadedSession &session);
    void failed(const boxmark::Error &error);

private:
    void deliver(quint64 generation, const Result<LoadedSession> &result);

    quint64 m_generation = 0;
    QList<class QThread *> m_threads;
};

} // namespace boxmark
