// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/idleusers.h"
#include "load/loadengine.h"
#include "load/loadwindow.h"
#include "load/qnam/arrivaltimer.h"
#include "load/qnam/loadthreads.h"
#include "load/qnam/replyoutcome.h"
#include "load/qnam/steprequests.h"
#include "load/qnam/virtualuser.h"
#include "load/requestbatcher.h"
#include "load/responsechecker.h"
#include "load/sendlateness.h"
#include "load/stepchooser.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QNetworkAccessManager;
class QNetworkReply;

namespace boxmark {

/// The part of the engine "qnam" that works in the loader thread: virtual users over one QNetworkAccessManager.
///
/// In a closed loop each user sends when it has its response. In an open loop whoever has been idle longest sends when
/// the schedule says so; when nobody is idle the request is dropped. What is due when the window closes and has not
/// been sent is "aborted at end".
///
/// In a closed loop a user that finds no connection, or loses it without an answer, waits 10 ms before it goes on, and
/// 10 ms longer each time in a row, up to 100 ms. A timer of a few milliseconds does all that does not follow from a
/// response: deadlines, users that back off, the end of warm-up and window, batches. The manager's own timeout is of no
/// use: it starts anew with each byte.
class QnamLoader : public QObject
{
    Q_OBJECT
public:
    explicit QnamLoader(const LoadPlan &plan);
    ~QnamLoader() override;

    /// Both in the loader thread, begin() first.
    void begin();
    void stop();

signals:
    void batchReady(const boxmark::RequestBatch &batch);
    void measuringStarted(boxmark::TrialTime at);
    /// Last of all, once the manager and its thread are gone.
    void finished(const boxmark::LoadSummary &summary);
    void closed(); ///< to ourselves, by way of the event loop

private:
    RequestTicks now() const;
    void advance(RequestTicks now);
    bool isClosedLoop() const { return m_plan.profile.mode == LoadProfile::Mode::Closed; }
    void sendNext(int index);
    void sendDue();
    void send(int index, RequestTicks planned, RequestTicks now);
    void watch(VirtualUser &user, QNetworkReply *reply);
    QNetworkReply *give(int index, int step);
    void receive(int index, QNetworkReply *reply);
    void conclude(VirtualUser &user, const ReplyOutcome &result, RequestTicks now);
    static void noteParts(const VirtualUser &user, Request &request);
    void end(const Request &request);
    void expire(VirtualUser &user, RequestTicks now);
    void tick();
    void flush(RequestTicks now);
    void close();
    void tearDown();

    LoadPlan m_plan;
    RequestTicks m_timeout;
    std::vector<ResponseChecker> m_checkers; ///< one a step
    StepChooser m_steps;
    StepRequests m_requests;
    std::vector<VirtualUser> m_users;
    std::unique_ptr<QNetworkAccessManager> m_manager; ///< from begin() to tearDown()
    std::optional<LoadThreads> m_threads; ///< since begin()
    std::optional<LoadWindow> m_window; ///< since begin()
    std::optional<ArrivalSchedule> m_arrivals; ///< of an open loop, since begin()
    IdleUsers m_idle; ///< open loop only
    SendLateness m_lateness; ///< open loop only
    LoadWindow::Stage m_toldStage = LoadWindow::Stage::WarmingUp;
    bool m_closed = false; ///< nothing is sent or received any more
    bool m_gaveFirst = false; ///< a request to the manager, which made it start its thread
    quint64 m_silentResends = 0;
    RequestBatcher m_batcher;
    RequestTicks m_nextFlush {0};
    QTimer m_timer;
    std::optional<ArrivalTimer> m_arrivalTimer; ///< of an open loop, from begin() to tearDown()
};

} // namespace boxmark
