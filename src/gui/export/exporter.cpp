// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/export/exporter.h"

#include "report/export.h"
#include "session/sessionreader.h"

#include <QThread>
#include <QTimer>

#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace boxmark {

/// Belongs to the thread first, then to the GUI thread; only `cancelled` is touched by both.
struct Exporter::Job
{
    QStringList sessionPaths;
    QString directory;
    QStringList formats;
    ExportOptions options;
    std::atomic_bool cancelled {false};

    std::optional<SessionExport> made {};
    QList<const ExportFormat *> toDraw {};
    QStringList written {};
    std::optional<Error> problem {};

    Result<void> read();
    bool carryOut(const ExportFormat &format);
};

Result<void> Exporter::Job::read()
{
    std::vector<std::unique_ptr<SessionReader>> readers;
    QList<const SessionReader *> sessions;
    for (const QString &path : sessionPaths) {
        auto reader = SessionReader::open(path);
        if (!reader)
            return reader.error();
        readers.push_back(reader.take());
        sessions.append(readers.back().get());
    }
    auto exported = SessionExport::read(sessions, directory, formats, options);
    if (!exported)
        return exported.error();
    made = exported.take();
    return {};
}

bool Exporter::Job::carryOut(const ExportFormat &format)
{
    auto files = made->carryOut(format);
    if (files)
        written += files.value();
    else
        problem = files.error();
    return files.ok();
}

Exporter::~Exporter()
{
    cancel();
    if (m_thread)
        m_thread->wait();
}

void Exporter::start(
    const QStringList &sessionPaths, const QString &directory, const QStringList &formats, const ExportOptions &options)
{
    Q_ASSERT(!isRunning());
    m_running = true;
    m_job = std::make_shared<Job>();
    m_job->sessionPaths = sessionPaths;
    m_job->directory = directory;
    m_job->formats = formats;
    m_job->options = options;
    emit progressed(0, static_cast<int>(formats.size()) + 1, tr("Reading the records…"));
    m_thread = QThread::create([this, job = m_job] {
        writeAll(*job);
        QMetaObject::invokeMethod(
            this, [this] { drawAll(); }, Qt::QueuedConnection);
    });
    m_thread->setParent(this);
    m_thread->start();
}

// In the thread.
void Exporter::writeAll(Job &job)
{
    if (auto read = job.read(); !read) {
        job.problem = read.error();
        return;
    }
    int done = 1;
    for (const ExportFormat *format : job.made->formats()) {
        if (format->draws) {
            job.toDraw.append(format);
            continue;
        }
        if (job.cancelled)
            return;
        QMetaObject::invokeMethod(
            this, [this, done, format] { tell(done, *format); }, Qt::QueuedConnection);
        if (!job.carryOut(*format))
            return;
        ++done;
    }
}

void Exporter::drawAll()
{
    m_thread->wait();
    m_thread->deleteLater();
    m_thread = nullptr;
    drawNext();
}

// One format a turn of the event loop, so that the window lives on between them.
void Exporter::drawNext()
{
    if (m_job->problem || m_job->cancelled || m_job->toDraw.isEmpty()) {
        finish();
        return;
    }
    const ExportFormat *format = m_job->toDraw.takeFirst();
    tell(static_cast<int>(m_job->formats.size() - m_job->toDraw.size()), *format);
    QTimer::singleShot(0, this, [this, format] {
        if (!m_job->cancelled)
            m_job->carryOut(*format);
        drawNext();
    });
}

void Exporter::tell(int done, const ExportFormat &format)
{
    emit progressed(done, static_cast<int>(m_job->formats.size()) + 1, tr("Writing: %1").arg(format.title));
}

void Exporter::cancel()
{
    if (m_job)
        m_job->cancelled = true;
}

void Exporter::finish()
{
    const std::shared_ptr<Job> job = std::move(m_job);
    m_running = false;
    if (job->problem)
        emit finished(*job->problem);
    else if (job->cancelled)
        emit finished(Error {tr("The export was stopped."),
            tr("Files that had been written by then stay: %1.").arg(job->written.size()), tr("Export again.")});
    else
        emit finished(job->written);
}

} // namespace boxmark
