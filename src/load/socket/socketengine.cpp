// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket/socketengine.h"

#include "load/socket/socketaddresses.h"
#include "load/socket/socketloader.h"

#include <QHostInfo>

#include <algorithm>

namespace boxmark {

namespace {

constexpr std::chrono::milliseconds batchPeriod {100};
constexpr int plainHttpPort = 80;

} // namespace

SocketEngine::SocketEngine()
    : m_gathering(this)
{
    connect(&m_gathering, &QTimer::timeout, this, &SocketEngine::gather);
}

SocketEngine::~SocketEngine()
{
    stop();
    for (Loader &loader : m_loaders) {
        if (loader.thread.joinable())
            loader.thread.join();
    }
}

void SocketEngine::start(const LoadPlan &plan)
{
    Q_ASSERT(m_loaders.empty());
    m_plan = normalised(plan);
    // Comes back by way of the event loop, at once for an address.
    QHostInfo::lookupHost(m_plan.endpoint.host(), this, [this](const QHostInfo &host) { begin(host); });
}

void SocketEngine::begin(const QHostInfo &host)
{
    m_fileLimit.emplace(m_plan.profile.concurrency);
    const auto port = static_cast<quint16>(m_plan.endpoint.port(plainHttpPort));
    const std::vector<SocketAddress> addresses = socketAddresses(host.addresses(), port);
    const auto loadStart = std::chrono::floor<RequestTicks>(Clock::system().now() - m_plan.origin);
    for (const LoadPlan &part : dealtOut(m_plan))
        m_loaders.push_back({std::make_unique<SocketLoader>(part, addresses, loadStart), {}});
    m_running = m_loaders.size();
    m_measureStart = m_loaders.front().work->measureStart();
    if (m_stopped)
        stop();
    for (Loader &loader : m_loaders) {
        loader.thread = std::thread([this, work = loader.work.get()] {
            work->run();
            QMetaObject::invokeMethod(this, &SocketEngine::loaderEnded, Qt::QueuedConnection);
        });
    }
    m_gathering.start(batchPeriod);
}

void SocketEngine::stop()
{
    m_stopped = true;
    for (const Loader &loader : m_loaders)
        loader.work->stop();
}

// Brings together what the threads have made, in the order in which it finished.
void SocketEngine::gather()
{
    RequestTicks until = RequestTicks::max();
    for (const Loader &loader : m_loaders)
        until = std::min(until, loader.work->gatheredUntil());
    bool opened = false;
    for (const Loader &loader : m_loaders) {
        loader.work->drain(m_drained);
        opened = opened || loader.work->hasOpened();
    }
    std::ranges::stable_sort(m_drained, {}, &Request::finished);
    const auto end = std::ranges::upper_bound(m_drained, until, {}, &Request::finished);
    const RequestBatch batch {QList<Request>(m_drained.begin(), end)};
    m_drained.erase(m_drained.begin(), end);
    if (opened && !m_toldOpening) {
        m_toldOpening = true;
        emit measuringStarted(m_measureStart);
    }
    if (batch.requests.isEmpty())
        return;
    if (m_plan.profile.mode == LoadProfile::Mode::Open) {
        m_lateness.add(batch, m_measureStart);
        m_drops.add(batch, m_measureStart);
    }
    emit batchReady(batch);
}

void SocketEngine::loaderEnded()
{
    if (--m_running == 0)
        conclude();
}

void SocketEngine::conclude()
{
    m_gathering.stop();
    for (Loader &loader : m_loaders)
        loader.thread.join();
    gather();
    m_fileLimit.reset();
    LoadSummary whole = m_loaders.front().work->summary();
    for (std::size_t index = 1; index < m_loaders.size(); ++index) {
        const LoadSummary &part = m_loaders[index].work->summary();
        whole.measureStart = std::max(whole.measureStart, part.measureStart);
        whole.measureEnd = std::max(whole.measureEnd, part.measureEnd);
        whole.shortages += part.shortages;
        whole.loaderCpu += part.loaderCpu;
        whole.busiestThread = busier(whole.busiestThread, part.busiestThread);
    }
    whole.lateness = m_lateness.figures();
    whole.dropped = m_drops.figures(whole.measureEnd - whole.measureStart, m_plan.profile.concurrency);
    emit finished(whole);
}

} // namespace boxmark
