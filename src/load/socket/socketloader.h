// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/idleusers.h"
#include "load/loadengine.h"
#include "load/loadwindow.h"
#include "load/responsechecker.h"
#include "load/socket/eventpoll.h"
#include "load/socket/receivestamps.h"
#include "load/socket/requestqueue.h"
#include "load/socket/socketuser.h"
#include "load/stepchooser.h"

#include <atomic>
#include <optional>
#include <vector>

namespace boxmark {

/// One thread of the engine "socket": virtual users over sockets of their own. Nothing is allocated for a request, no
/// lock taken, and a request takes two system calls and its share of a third.
///
/// In a closed loop each user sends when it has its response. In an open loop whoever has been idle longest sends when
/// the schedule says so; when nobody is idle the request is dropped. What is due when the window closes and has not
/// been sent is "aborted at end".
class SocketLoader
{
public:
    /// `part`: what this thread has to do, see dealtOut(). No addresses: the host is unknown.
    SocketLoader(const LoadPlan &part, const std::vector<SocketAddress> &addresses, RequestTicks loadStart);

    /// When the measured window is to open. Before run().
    RequestTicks measureStart() const { return m_window.measureStart(); }
    /// Makes the load, until its window is over or it is stopped. In a thread of its own.
    void run();
    /// From any thread.
    void stop();

    /// Appends to `into` the requests that have ended, nearly in that order. In the thread that gathers them, as the
    /// next two.
    void drain(QList<Request> &into) { m_queue.drain(into); }
    /// Whatever ended before this can be drained. Never runs backwards.
    RequestTicks gatheredUntil() const { return m_gatheredUntil.load(std::memory_order_acquire); }
    /// True before any request of the measured window can be drained.
    bool hasOpened() const { return m_opened.load(std::memory_order_acquire); }

    /// Once run() has returned.
    const LoadSummary &summary() const { return m_summary; }

private:
    bool isClosedLoop() const { return m_plan.profile.mode == LoadProfile::Mode::Closed; }
    RequestTicks now();
    void advance(RequestTicks now);
    void sendNext(SocketUser &user);
    void sendDue();
    void send(SocketUser &user, RequestTicks planned);
    std::chrono::nanoseconds untilNextArrival();
    void handle(SocketUser &user, std::uint32_t events);
    void settle(SocketUser &user, SocketConnection::Progress progress, RequestTicks at);
    void conclude(SocketUser &user, Outcome outcome, RequestTicks now);
    static void noteParts(const SocketUser &user, Request &request);
    void end(const Request &request);
    void tick(RequestTicks now);
    void cut();
    void close();
    void summarise();

    LoadPlan m_plan;
    RequestTicks m_timeout;
    std::vector<SocketAddress> m_addresses;
    EventPoll m_poll;
    ReceiveStamps m_stamps;
    StepChooser m_steps;
    std::vector<ResponseChecker> m_checkers; ///< one a step
    std::vector<WireRequest> m_requests; ///< one a step
    std::vector<SocketUser> m_users; ///< never moved: events point to them
    std::vector<char> m_buffer; ///< what is received lies here until it has been read
    LoadWindow m_window;
    std::optional<ArrivalSchedule> m_arrivals; ///< of an open loop
    IdleUsers m_idle; ///< open loop only
    bool m_closed = false; ///< nothing is sent or received any more
    RequestTicks m_now; ///< when somebody last looked at the clock
    RequestTicks m_nextTick {0};
    RequestQueue m_queue;
    std::atomic<RequestTicks> m_gatheredUntil {RequestTicks {0}};
    std::atomic<bool> m_opened = false;
    std::atomic<bool> m_stopAsked = false;
    LoadSummary m_summary;
};

} // namespace boxmark
