// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/qnam/qnamloader.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QThread>

#include <algorithm>
#include <utility>

namespace boxmark {

namespace {

constexpr std::chrono::milliseconds tickPeriod {5}; // deadlines are this late at most
constexpr RequestTicks batchPeriod = std::chrono::milliseconds(100);

} // namespace

QnamLoader::QnamLoader(const LoadPlan &plan)
    : m_plan(normalised(plan))
    , m_timeout(std::chrono::ceil<RequestTicks>(m_plan.profile.timeout))
    , m_steps(m_plan.profile.steps, m_plan.seed)
    , m_requests(m_plan.endpoint, m_plan.profile.steps, m_plan.profile.concurrency)
    , m_users(static_cast<std::size_t>(m_plan.profile.concurrency))
    , m_timer(this)
{
    for (const LoadStep &step : std::as_const(m_plan.profile.steps))
        m_checkers.emplace_back(step.expect);
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(tickPeriod);
    connect(&m_timer, &QTimer::timeout, this, &QnamLoader::tick);
    // Queued: a reply may be what closes the load, and it goes with the manager.
    connect(this, &QnamLoader::closed, this, &QnamLoader::tearDown, Qt::QueuedConnection);
}

QnamLoader::~QnamLoader() = default;

void QnamLoader::begin()
{
    m_threads.emplace();
    m_manager = std::make_unique<QNetworkAccessManager>();
    configureForLoad(*m_manager);
    m_window.emplace(m_plan.profile, now());
    m_nextFlush = m_window->loadStart() + batchPeriod;
    m_timer.start();
    m_threads->watchStart([this] { send(0); });
    for (int user = 1; user < m_plan.profile.concurrency && !m_closed; ++user)
        send(user);
}

void QnamLoader::stop()
{
    if (m_closed || !m_window)
        return;
    m_window->cut(now());
    close();
}

RequestTicks QnamLoader::now() const
{
    return std::chrono::floor<RequestTicks>(Clock::system().now() - m_plan.origin);
}

// Moves the window on and tells what that brought.
void QnamLoader::advance(RequestTicks now)
{
    const LoadWindow::Stage stage = m_window->advance(now);
    if (m_closed || stage == m_toldStage)
        return;
    if (std::exchange(m_toldStage, stage) == LoadWindow::Stage::WarmingUp)
        emit measuringStarted(m_window->measureStart());
    if (stage == LoadWindow::Stage::Over)
        close();
}

void QnamLoader::send(int index)
{
    const RequestTicks planned = now();
    advance(planned);
    if (m_closed || !m_window->admit(planned))
        return;
    VirtualUser &user = m_users[static_cast<std::size_t>(index)];
    user.step = m_steps.next();
    user.sends = 0;
    user.planned = planned;
    QNetworkReply *reply = m_requests.send(*m_manager, index, user.step);
    user.reply = reply;
    connect(reply, &QNetworkReply::requestSent, this, [&user, reply] {
        if (user.reply == reply)
            ++user.sends;
    });
    connect(reply, &QNetworkReply::finished, this, [this, index, reply] { receive(index, reply); });
}

void QnamLoader::receive(int index, QNetworkReply *reply)
{
    const RequestTicks at = now();
    reply->deleteLater();
    advance(at); // when this closes the window, the request is among those that came too late
    VirtualUser &user = m_users[static_cast<std::size_t>(index)];
    if (m_closed || user.reply != reply)
        return;

    const ReplyOutcome result = judgeReply(*reply, m_checkers[static_cast<std::size_t>(user.step)], user.sends);
    const bool unanswered = result.outcome == Outcome::Refused || result.outcome == Outcome::Reset;
    user.failuresInARow = unanswered ? user.failuresInARow + 1 : 0;
    user.resumeAt = at + backOff(user.failuresInARow);
    conclude(user, result, at);
    if (!unanswered)
        send(index);
}

// Notes how the request in flight ended, and lets go of it. Closes the load when it was the last one.
void QnamLoader::conclude(VirtualUser &user, const ReplyOutcome &result, RequestTicks now)
{
    Request request;
    request.planned = user.planned;
    request.service = now - user.planned;
    request.response = request.service; // closed loop: sent when planned
    request.bytes = result.bytes;
    request.status = result.status;
    request.outcome = result.outcome;
    m_batcher.add(request);
    m_silentResends += static_cast<quint64>(std::max(user.sends - 1, 0));
    user.reply = nullptr;
    m_window->finished(user.planned, now);
    advance(now);
}

void QnamLoader::expire(VirtualUser &user, RequestTicks now)
{
    const Outcome outcome = user.sends == 0 ? Outcome::TimedOutUnsent : Outcome::TimedOutWaiting;
    delete user.reply; // ends the request, closes its connection
    conclude(user, {outcome, 0, 0}, now);
}

void QnamLoader::tick()
{
    const RequestTicks at = now();
    advance(at);
    for (int index = 0; index < m_plan.profile.concurrency && !m_closed; ++index) {
        VirtualUser &user = m_users[static_cast<std::size_t>(index)];
        if (user.isBusy() && at - user.planned >= m_timeout)
            expire(user, at);
        if (!user.isBusy() && user.resumeAt <= at)
            send(index);
    }
    if (!m_closed && at >= m_nextFlush)
        flush(at);
}

void QnamLoader::flush(RequestTicks now)
{
    m_nextFlush = now + batchPeriod;
    if (!m_batcher.isEmpty())
        emit batchReady(m_batcher.take());
}

void QnamLoader::close()
{
    m_closed = true;
    m_timer.stop();
    const RequestTicks at = now();
    for (VirtualUser &user : m_users) {
        if (!user.isBusy())
            continue;
        user.reply->disconnect(this);
        conclude(user, {Outcome::AbortedAtEnd, 0, 0}, at);
    }
    flush(at);
    emit closed();
}

void QnamLoader::tearDown()
{
    LoadSummary summary;
    summary.loadStart = m_window->loadStart();
    summary.measureStart = m_window->measureStart();
    summary.measureEnd = m_window->measureEnd();
    summary.silentResends = m_silentResends;
    summary.loaderCpu = m_threads->cpuTime();
    m_manager.reset(); // ends what is in flight and waits for the manager's thread
    emit finished(summary);
}

} // namespace boxmark
