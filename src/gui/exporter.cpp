// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exporter.h"

#include "report/export.h"
#include "session/sessionreader.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const auto pictures = u"png"_s;

Result<QStringList> exportFile(const QString &sessionPath, const QString &directory, const QStringList &formats)
{
    if (formats.isEmpty())
        return QStringList {};
    const auto reader = SessionReader::open(sessionPath);
    if (!reader)
        return reader.error();
    return exportSession(*reader.value(), directory, formats);
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
    QStringList writable = formats;
    m_withPictures = writable.removeAll(pictures) > 0;
    m_thread = QThread::create([this, sessionPath, directory, writable] {
        auto written = exportFile(sessionPath, directory, writable);
        QMetaObject::invokeMethod(
            this,
            [this, sessionPath, directory, written = std::move(written)] { draw(sessionPath, directory, written); },
            Qt::QueuedConnection);
    });
    m_thread->setParent(this);
    m_thread->start();
}

void Exporter::draw(const QString &sessionPath, const QString &directory, const Result<QStringList> &written)
{
    m_thread->wait();
    m_thread->deleteLater();
    m_thread = nullptr;
    if (!written || !m_withPictures) {
        emit finished(written);
        return;
    }
    const auto drawn = exportFile(sessionPath, directory, {pictures});
    if (drawn)
        emit finished(written.value() + drawn.value());
    else
        emit finished(drawn.error());
}

} // namespace boxmark
