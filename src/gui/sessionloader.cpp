// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/sessionloader.h"

#include "session/sessionreader.h"

#include <QThread>

namespace boxmark {

Result<LoadedSession> loadSession(const QString &filePath)
{
    auto reader = SessionReader::open(filePath);
    if (!reader)
        return reader.error();
    const SessionReader &file = *reader.value();
    LoadedSession loaded {std::make_shared<Recording>(Recording::Figures::Given), {file.session(), {}}, file.notice()};
    loaded.reported.session.filePath = filePath;
    loaded.recording->sessionStarted(loaded.reported.session);
    auto figures = readSessionFigures(
        file, [&](const Trial &trial, const Record &record) { loaded.recording->record(trial.id, record); });
    if (!figures)
        return figures.error();
    loaded.reported.figures = figures.take();
    for (const TrialFigures &trial : std::as_const(loaded.reported.figures.trials))
        loaded.recording->setFigures(trial);
    loaded.recording->sessionEnded();
    return loaded;
}

namespace {

LoadedSessions loadAll(const QStringList &filePaths)
{
    LoadedSessions files;
    for (const QString &filePath : filePaths) {
        auto session = loadSession(filePath);
        if (session)
            files.sessions.append(session.take());
        else
            files.problems.append(session.error());
    }
    return files;
}

} // namespace

SessionLoader::~SessionLoader()
{
    for (QThread *thread : std::as_const(m_threads))
        thread->wait();
}

void SessionLoader::load(const QStringList &filePaths)
{
    const quint64 generation = ++m_generation;
    QThread *thread = QThread::create([this, generation, filePaths] {
        auto files = loadAll(filePaths);
        QMetaObject::invokeMethod(
            this, [this, generation, files = std::move(files)] { deliver(generation, files); }, Qt::QueuedConnection);
    });
    thread->setParent(this);
    m_threads.append(thread);
    connect(thread, &QThread::finished, this, [this, thread] {
        m_threads.removeAll(thread);
        thread->deleteLater();
    });
    thread->start();
}

void SessionLoader::deliver(quint64 generation, const LoadedSessions &files)
{
    if (generation == m_generation)
        emit loaded(files);
}

} // namespace boxmark
