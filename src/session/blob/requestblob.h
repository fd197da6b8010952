// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"

#include <QByteArray>
#include <QByteArrayView>

#include <optional>
#include <span>

namespace boxmark {

/// No blob holds more: what a forged one can make us reserve is bounded.
constexpr std::size_t maximumRequestsInBlob = 65'536;

/// Of the blobs that encodeRequests makes.
///   1  the first
///   2  step, and the service time taken apart
constexpr int requestBlobVersion = 2;

/// Requests packed column by column, at most maximumRequestsInBlob of them; their order is kept. Payload: the count;
/// when the first one finished; columns (see column.h) of the distance of finished() from that of the request before,
/// of service, response − service, body bytes, status and outcome; since version 2 also of step, connect, waiting (as
/// its distance from service) and server. Any values come back as they were, as long as times
/// are within ±2^53 ticks (28 years).
QByteArray encodeRequests(std::span<const Request> requests);

/// Reads every version so far. Empty when `blob` is not what encodeRequests made: cut short, damaged, forged, or of a
/// newer version.
std::optional<QList<Request>> decodeRequests(QByteArrayView blob);

} // namespace boxmark
