// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/qnam/replyoutcome.h"

#include "load/servertiming.h"

#include <QNetworkReply>
#include <QVariant>

#include <limits>

namespace boxmark {

namespace {

std::uint32_t clampedSize(qint64 size)
{
    return static_cast<std::uint32_t>(qBound<qint64>(0, size, std::numeric_limits<std::uint32_t>::max()));
}

// Of a 401 or 407 whose challenge nobody answers, the manager keeps the status to itself.
int statusOf(const QNetworkReply &reply)
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status != 0)
        return status;
    if (reply.error() == QNetworkReply::AuthenticationRequiredError)
        return 401;
    return reply.error() == QNetworkReply::ProxyAuthenticationRequiredError ? 407 : 0;
}

bool cameShort(const QNetworkReply &reply, qint64 size)
{
    return size < reply.header(QNetworkRequest::ContentLengthHeader).toLongLong();
}

// Whether the error is more than the manager's word for a status of 400 and above.
bool isTransportError(const QNetworkReply &reply, int status)
{
    const QNetworkReply::NetworkError error = reply.error();
    if (error == QNetworkReply::NoError)
        return false;
    const bool ofNetwork = error < QNetworkReply::ContentAccessDenied;
    const bool ofProtocol = error >= QNetworkReply::ProtocolUnknownError && error <= QNetworkReply::ProtocolFailure;
    return ofNetwork || ofProtocol || status < 400;
}

ShortTicks serverTimeOf(const QNetworkReply &reply)
{
    ServerTiming timing;
    timing.add(reply.rawHeader("Server-Timing"));
    return timing.time();
}

Outcome transportFailure(const QNetworkReply &reply, int status, qint64 size, int sends)
{
    // Never written: there was no connection, be it refused, without a route, or of an unknown host.
    if (sends == 0 || reply.error() == QNetworkReply::ConnectionRefusedError)
        return Outcome::Refused;
    return status != 0 && cameShort(reply, size) ? Outcome::ShortBody : Outcome::Reset;
}

} // namespace

ReplyOutcome judgeReply(QNetworkReply &reply, const ResponseChecker &checker, int sends)
{
    const int status = statusOf(reply);
    const qint64 size = reply.bytesAvailable();
    ReplyOutcome result {
        Outcome::Ok, static_cast<std::uint16_t>(qBound(0, status, 999)), clampedSize(size), serverTimeOf(reply)};

    if (status != 0)
        result.outcome = checker.checkStatus(status);
    if (result.outcome == Outcome::Ok && isTransportError(reply, status))
        result.outcome = transportFailure(reply, status, size, sends);
    if (result.outcome == Outcome::Ok)
        result.outcome = checker.checkBody(checker.needsBody() ? reply.readAll() : QByteArray(), size);
    if (result.outcome == Outcome::Ok && sends > 1)
        result.outcome = Outcome::Resent;
    return result;
}

} // namespace boxmark
