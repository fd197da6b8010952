// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "report/exportformat.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>

namespace boxmark {

/// Exports sessions without holding the window up: reading and what is only written go through a thread, pictures are
/// drawn in the GUI thread because Qt draws charts nowhere else, one format at a time. One export at a time.
class Exporter : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    /// Waits for what is being written.
    ~Exporter() override;

    /// finished() follows, never inside this call.
    void start(const QStringList &sessionPaths, const QString &directory, const QStringList &formats,
        const ExportOptions &options);
    /// No further file is begun; finished() still follows, with an Error. Does nothing when no export goes on.
    void cancel();
    bool isRunning() const { return m_running; }

signals:
    /// `what` is what is done next.
    void progressed(int done, int total, const QString &what);
    /// The files that were written.
    void finished(const boxmark::Result<QStringList> &files);

private:
    struct Job;

    void writeAll(Job &job);
    void drawAll();
    void drawNext();
    void tell(int done, const ExportFormat &format);
    void finish();

    class QThread *m_thread = nullptr;
    std::shared_ptr<Job> m_job;
    bool m_running = false;
};

} // namespace boxmark
