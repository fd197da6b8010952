// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/clock.h"
#include "base/result.h"

#include <QCoroTask>
#include <QUrl>

#include <chrono>

namespace boxmark {

/// Waits for the first complete HTTP 200 of `url` and tells when its last byte came.
///
/// Every `period` a new short-lived connection asks, whether the ones before have ended or not: docker-proxy and
/// user-mode networking accept before the app listens, and a lost SYN is only repeated after a second, so no single
/// probe may hold the measurement up. At most 32 try to connect at once, each for a second; one that has asked is
/// given three. Each that is left without an answer puts the next off by another period, so that a slow app is not
/// buried in questions. The period is the resolution of the cold start, unless connections are accepted in silence:
/// then it falls to about 100 ms. An Error after `deadline` says what the probes met last (nobody listens, closed
/// without an answer, status 500…). Returns an Error at once on Stop.
QCoro::Task<Result<MonotonicTime>> waitUntilHealthy(QUrl url, CancelToken cancel, std::chrono::milliseconds deadline,
    std::chrono::milliseconds period = std::chrono::milliseconds(5));

} // namespace boxmark
