// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/qnam/qnamloader.h"

#include "load/unsentrequest.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>

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
    for (int user = 0; isClosedLoop() && user < m_plan.profile.concurrency && !m_closed; ++user)
        sendNext(user);
    if (isClosedLoop() || m_closed)
        return;
    m_arrivals.emplace(m_plan.profile, m_plan.seed, m_window->loadStart(), ArrivalSchedule::Share {});
    m_idle = IdleUsers(m_users.size());
    m_arrivalTimer.emplace();
    connect(&*m_arrivalTimer, &ArrivalTimer::due, this, &QnamLoader::sendDue);
    sendDue();
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

// Closed loop: the user's turn comes as soon as it is free.
void QnamLoader::sendNext(int index)
{
    const RequestTicks planned = now();
    advance(planned);
    if (!m_closed && m_window->admit(planned))
        send(index, planned, planned);
}

// Open loop: everything whose time has come.
void QnamLoader::sendDue()
{
    while (m_arrivals && !m_closed) {
        const RequestTicks planned = m_arrivals->next();
        const RequestTicks at = now();
        if (planned > at) {
            m_arrivalTimer->wakeAt(m_plan.origin + planned);
            return;
        }
        advance(at);
        if (m_closed)
            return;
        if (!m_window->admit(planned)) {
            m_arrivals.reset(); // all that were asked for are under way
            return;
        }
        m_arrivals->take();
        if (m_idle.isEmpty())
            end(unsentRequest(planned, m_steps.next(), Outcome::Dropped, at));
        else
            send(static_cast<int>(m_idle.take()), planned, at);
    }
}

void QnamLoader::send(int index, RequestTicks planned, RequestTicks now)
{
    VirtualUser &user = m_users[static_cast<std::size_t>(index)];
    user.step = m_steps.next();
    user.sends = 0;
    user.planned = planned;
    user.began = now;
    QNetworkReply *reply = give(index, user.step);
    user.reply = reply;
    user.connects = false;
    user.sent.reset();
    user.headCame.reset();
    watch(user, reply);
    connect(reply, &QNetworkReply::finished, this, [this, index, reply] { receive(index, reply); });
}

// What the manager tells of a request on its way. Its signals come from its own thread: the times are those at which an
// application hears of it.
void QnamLoader::watch(VirtualUser &user, QNetworkReply *reply)
{
    connect(reply, &QNetworkReply::socketStartedConnecting, this, [&user, reply] {
        if (user.reply == reply)
            user.connects = true;
    });
    connect(reply, &QNetworkReply::requestSent, this, [this, &user, reply] {
        if (user.reply != reply)
            return;
        ++user.sends;
        user.sent = now();
    });
    connect(reply, &QNetworkReply::metaDataChanged, this, [this, &user, reply] {
        if (user.reply == reply)
            user.headCame = now();
    });
}

QNetworkReply *QnamLoader::give(int index, int step)
{
    if (std::exchange(m_gaveFirst, true))
        return m_requests.send(*m_manager, index, step);
    QNetworkReply *reply = nullptr;
    m_threads->watchStart([&] { reply = m_requests.send(*m_manager, index, step); });
    return reply;
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
    if (!unanswered && isClosedLoop())
        sendNext(index);
}

// Notes how the request in flight ended, and lets go of it. Closes the load when it was the last one.
void QnamLoader::conclude(VirtualUser &user, const ReplyOutcome &result, RequestTicks now)
{
    Request request;
    request.planned = user.planned;
    request.service = now - user.began;
    request.response = now - user.planned;
    request.bytes = result.bytes;
    request.status = result.status;
    request.outcome = result.outcome;
    request.step = static_cast<std::uint8_t>(user.step);
    request.server = result.server;
    noteParts(user, request);
    m_silentResends += static_cast<quint64>(std::max(user.sends - 1, 0));
    user.reply = nullptr;
    if (!isClosedLoop())
        m_idle.add(static_cast<std::size_t>(&user - m_users.data()));
    end(request);
}

// The manager tells neither when a connection is there nor when the first byte comes: it writes the request as soon as
// there is one, and tells of the response when its head is whole. Of a request that it sent twice nothing is known.
void QnamLoader::noteParts(const VirtualUser &user, Request &request)
{
    if (user.sends != 1 || !user.sent)
        return;
    if (user.connects)
        request.connect = shortTicks(*user.sent - user.began);
    if (user.headCame)
        request.waiting = shortTicks(*user.headCame - (user.connects ? *user.sent : user.began));
}

void QnamLoader::end(const Request &request)
{
    m_batcher.add(request);
    m_window->finished(request.planned, request.finished());
    advance(request.finished());
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
        if (isClosedLoop() && !user.isBusy() && user.resumeAt <= at)
            sendNext(index);
    }
    if (!m_closed && at >= m_nextFlush)
        flush(at);
}

void QnamLoader::flush(RequestTicks now)
{
    m_nextFlush = now + batchPeriod;
    if (m_batcher.isEmpty())
        return;
    const RequestBatch batch = m_batcher.take();
    if (!isClosedLoop())
        m_lateness.add(batch, m_window->measureStart());
    emit batchReady(batch);
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
    // What was due and is still here, for the loader was late.
    for (; m_arrivals && m_plan.profile.duration && m_arrivals->next() < m_window->measureEnd(); m_arrivals->take())
        end(unsentRequest(m_arrivals->next(), m_steps.next(), Outcome::AbortedAtEnd, at));
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
    summary.busiestThread = m_threads->busiest();
    summary.lateness = m_lateness.figures();
    m_arrivalTimer.reset();
    m_manager.reset(); // ends what is in flight and waits for the manager's thread
    emit finished(summary);
}

} // namespace boxmark
