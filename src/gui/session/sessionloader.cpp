// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/session/sessionloader.h"

#include "session/sessionreader.h"

#include <QThread>

#include <map>

namespace boxmark {

namespace {

/// What the window keeps of one trial, made by the thread that reads it.
struct ReadPart
{
    TrialTimeline timeline;
    QList<Record> others;

    void add(const Record &record)
    {
        timeline.add(record);
        if (!std::holds_alternative<RequestBatch>(record) && !std::holds_alternative<ResourceSample>(record))
            others.append(record);
    }
};

} // namespace

Result<LoadedSession> loadSession(const QString &filePath)
{
    auto reader = SessionReader::open(filePath);
    if (!reader)
        return reader.error();
    const SessionReader &file = *reader.value();
    LoadedSession loaded {std::make_shared<Recording>(), {file.session(), {}}, file.notice()};
    loaded.reported.session.filePath = filePath;
    loaded.recording->sessionStarted(loaded.reported.session);
    std::map<TrialId, ReadPart> parts; // no thread changes the map itself
    for (const Trial &trial : file.session().trials)
        parts[trial.id].timeline.setTrial(trial);
    auto figures = readSessionFigures(file,
        ParallelVisitor {[&parts](const Trial &trial, const Record &record) { parts.at(trial.id).add(record); },
            [&parts](const Trial &trial) { parts.at(trial.id).timeline.finish(); }});
    if (!figures)
        return figures.error();
    loaded.reported.figures = figures.take();
    for (const TrialFigures &trial : std::as_const(loaded.reported.figures.trials)) {
        ReadPart &part = parts.at(trial.trial);
        loaded.recording->setRead(trial, std::move(part.timeline), part.others);
    }
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
