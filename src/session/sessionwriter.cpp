// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionwriter.h"

#include "session/sessionstore.h"
#include "session/writerthread.h"

#include <QDir>
#include <QFileInfo>

namespace boxmark {

class SessionWriter::Worker : public WriterThread
{
public:
    using WriterThread::WriterThread;
};

SessionWriter::SessionWriter(const QString &filePath)
    : m_filePath(filePath)
    // Queued: the signal belongs to the owner's thread. An event for an object that is gone is dropped.
    , m_worker(std::make_unique<Worker>(
          [this] { QMetaObject::invokeMethod(this, "announceFailure", Qt::QueuedConnection); }))
{
}

SessionWriter::~SessionWriter()
{
    m_worker->finish();
}

Result<std::unique_ptr<SessionWriter>> SessionWriter::create(const QString &filePath, bool replace)
{
    const QFileInfo info(filePath);
    if (info.absolutePath() == QDir::cleanPath(sessionFolder()))
        QDir().mkpath(info.absolutePath()); // a failure comes out at once, when the file is made
    std::unique_ptr<SessionWriter> writer(new SessionWriter(info.absoluteFilePath()));
    const QString path = writer->m_filePath;
    if (auto started = writer->m_worker->start([path, replace] { return SessionFile::create(path, replace); });
        !started)
        return started.error();
    return writer;
}

Result<std::unique_ptr<SessionWriter>> SessionWriter::resume(const QString &filePath, const QList<TrialId> &again)
{
    std::unique_ptr<SessionWriter> writer(new SessionWriter(QFileInfo(filePath).absoluteFilePath()));
    const QString path = writer->m_filePath;
    if (auto started = writer->m_worker->start([path, again] { return SessionFile::resume(path, again); }); !started)
        return started.error();
    return writer;
}

QString SessionWriter::filePath() const
{
    return m_filePath;
}

void SessionWriter::sessionStarted(const Session &session)
{
    m_worker->enqueue(session, true);
}

void SessionWriter::trialChanged(const Trial &trial)
{
    m_worker->enqueue(trial, true);
}

void SessionWriter::record(TrialId trial, const Record &record)
{
    m_worker->enqueue(TrialRecord {trial, record}, false);
}

void SessionWriter::factLearned(const QString &name, const QString &value)
{
    m_worker->enqueue(Fact {name, value}, false);
}

void SessionWriter::concluded(const QString &why)
{
    m_worker->enqueue(Conclusion {why}, true);
}

void SessionWriter::sessionEnded()
{
    m_worker->finish();
    announceFailure();
}

Result<void> SessionWriter::status() const
{
    return m_worker->status();
}

void SessionWriter::announceFailure()
{
    const auto now = status();
    if (now || m_failureAnnounced)
        return;
    m_failureAnnounced = true;
    emit failed(now.error());
}

} // namespace boxmark
