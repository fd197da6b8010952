// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>

namespace boxmark {

class SessionExport;

/// Exports a session without holding the window up: what is only written goes through a thread, pictures are drawn in
/// the GUI thread because Qt draws charts nowhere else. One export at a time.
class Exporter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Waits for what is being written.
    ~Exporter() override;

    /// finished() follows, never inside this call.
    void start(const QString &sessionPath, const QString &directory, const QStringList &formats);
    bool isRunning() const { return m_thread != nullptr; }

signals:
    /// The files that were written.
    void finished(const boxmark::Result<QStringList> &files);

private:
    void draw(const std::shared_ptr<SessionExport> &made, const Result<QStringList> &written);

    class QThread *m_thread = nullptr;
};

} // namespace boxmark
