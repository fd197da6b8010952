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
    LoadedSession loaded {std::make_shared<Recording>(), file.notice()};
    loaded.recording->sessionStarted(file.session());
    loaded.recording->session().filePath = filePath;
    for (const Trial &trial : file.session().trials) {
        const auto read
            = file.readRecords(trial.id, [&](const Record &record) { loaded.recording->record(trial.id, record); });
        if (!read)
            return read.error();
    }
    loaded.recording->sessionEnded();
    return loaded;
}

SessionLoader::~SessionLoader()
{
    for (QThread *thread : std::as_const(m_threads))
        thread->wait();
}

void SessionLoader::load(const QString &filePath)
{
    const quint64 generation = ++m_generation;
    QThread *thread = QThread::create([this, generation, filePath] {
        auto result = loadSession(filePath);
        QMetaObject::invokeMethod(
            this, [this, generation, result = std::move(result)] { deliver(generation, result); },
            Qt::QueuedConnection);
    });
    thread->setParent(this);
    m_threads.append(thread);
    connect(thread, &QThread::finished, this, [this, thread] {
        m_threads.removeAll(thread);
        thread->deleteLater();
    });
    thread->start();
}

void SessionLoader::deliver(quint64 generation, const Result<LoadedSession> &result)
{
    if (generation != m_generation)
        return;
    if (result)
        emit loaded(result.value());
    else
        emit failed(result.error());
}

} // namespace boxmark
