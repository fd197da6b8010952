// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/outcome.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("outcome", text);
}

} // namespace

QString outcomeName(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Ok:
        return u"ok"_s;
    case Outcome::Refused:
        return u"refused"_s;
    case Outcome::Reset:
        return u"reset"_s;
    case Outcome::ShortBody:
        return u"short_body"_s;
    case Outcome::UnexpectedStatus4xx:
        return u"unexpected_status_4xx"_s;
    case Outcome::UnexpectedStatus5xx:
        return u"unexpected_status_5xx"_s;
    case Outcome::BodyMismatch:
        return u"body_mismatch"_s;
    case Outcome::TimedOutUnsent:
        return u"timed_out_unsent"_s;
    case Outcome::TimedOutWaiting:
        return u"timed_out_waiting"_s;
    case Outcome::Resent:
        return u"resent"_s;
    case Outcome::Dropped:
        return u"dropped"_s;
    case Outcome::AbortedAtEnd:
        return u"aborted_at_end"_s;
    }
    return u"unknown"_s;
}

QString outcomeTitle(Outcome outcome)
{
    switch (outcome) {
    case Outcome::Ok:
        return tr("ok");
    case Outcome::Refused:
        return tr("refused");
    case Outcome::Reset:
        return tr("connection reset");
    case Outcome::ShortBody:
        return tr("short body");
    case Outcome::UnexpectedStatus4xx:
        return tr("unexpected status 4xx");
    case Outcome::UnexpectedStatus5xx:
        return tr("unexpected status 5xx");
    case Outcome::BodyMismatch:
        return tr("body mismatch");
    case Outcome::TimedOutUnsent:
        return tr("timed out before it was sent");
    case Outcome::TimedOutWaiting:
        return tr("timed out waiting");
    case Outcome::Resent:
        return tr("silently resent");
    case Outcome::Dropped:
        return tr("dropped");
    case Outcome::AbortedAtEnd:
        return tr("in flight at the end");
    }
    return tr("unknown");
}

bool isFailure(Outcome outcome)
{
    return outcome != Outcome::Ok && outcome != Outcome::AbortedAtEnd;
}

} // namespace boxmark
