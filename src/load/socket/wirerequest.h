// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/httpresponsereader.h"
#include "model/scenario.h"

#include <QByteArray>
#include <QUrl>

namespace boxmark {

/// A step as it goes over the wire, made once and sent as often as one likes.
struct WireRequest
{
    QByteArray bytes;
    HttpResponseReader::Expected expected;
};

/// `endpoint` is http://host:port. `keepBody`: whether the response's body will be looked at.
WireRequest makeWireRequest(
    const QUrl &endpoint, const LoadStep &step, LoadProfile::Connections connections, bool keepBody);

} // namespace boxmark
