// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exporter.h"

#include "report/export.h"
#include "session/sessionreader.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

Result<std::shared_ptr<SessionExport>> readExport(
    const QString &sessionPath, const QString &directory, const QStringList &formats)
{
    const auto reader = SessionReader::open(sessionPath);
    if (!reader)
        return reader.error();
    auto made = SessionExport::read({reader.value().get()}, directory, formats);
    if (!made)
        return made.error();
    return std::make_shared<SessionExport>(made.take());
}

} // namespace

Exporter::~Exporter()
{
    if (m_thread)
        m_thread->wait();
}

void Exporter::start(const QString &sessionPath, const QString &directory, const QStringList &formats)
{
    Q_ASSERT(!isRunning());
    m_thread = QThread::create([this, sessionPath, directory, formats] {
        auto made = readExport(sessionPath, directory, formats);
        Result<QStringList> written = made ? made.value()->write() : Result<QStringList>(made.error());
        auto toDraw = made ? made.value() : nullptr;
        QMetaObject::invokeMethod(
            this, [this, toDraw = std::move(toDraw), written = std::move(written)] { draw(toDraw, written); },
            Qt::QueuedConnection);
    });
    m_thread->setParent(this);
    m_thread->start();
}

void Exporter::draw(const std::shared_ptr<SessionExport> &made, const Result<QStringList> &written)
{
    m_thread->wait();
    m_thread->deleteLater();
    m_thread = nullptr;
    if (!written) {
        emit finished(written);
        return;
    }
    const auto drawn = made->draw();
    if (drawn)
        emit finished(written.value() + drawn.value());
    else
        emit finished(drawn.error());
}

} // namespace boxmark
