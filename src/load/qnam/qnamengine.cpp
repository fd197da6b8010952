// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/qnam/qnamengine.h"

#include "load/qnam/qnamloader.h"

namespace boxmark {

QnamEngine::QnamEngine() = default;

QnamEngine::~QnamEngine()
{
    stop();
    m_thread.wait();
}

void QnamEngine::start(const LoadPlan &plan)
{
    Q_ASSERT(!m_loader);
    m_loader = std::make_unique<QnamLoader>(plan);
    connect(m_loader.get(), &QnamLoader::batchReady, this, &LoadEngine::batchReady);
    connect(m_loader.get(), &QnamLoader::measuringStarted, this, &LoadEngine::measuringStarted);
    connect(m_loader.get(), &QnamLoader::finished, this, &QnamEngine::conclude);
    // In the loader thread itself, so that it ends even when nobody here comes to hear of it.
    connect(m_loader.get(), &QnamLoader::finished, &m_thread, &QThread::quit, Qt::DirectConnection);
    connect(&m_thread, &QThread::started, m_loader.get(), &QnamLoader::begin);
    connect(this, &QnamEngine::stopAsked, m_loader.get(), &QnamLoader::stop, Qt::QueuedConnection);
    m_loader->moveToThread(&m_thread);
    m_thread.setObjectName(QStringLiteral("boxmark load"));
    m_thread.start();
}

void QnamEngine::stop()
{
    emit stopAsked();
}

void QnamEngine::conclude(const LoadSummary &summary)
{
    m_thread.wait();
    emit finished(summary);
}

} // namespace boxmark
