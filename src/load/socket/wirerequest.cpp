// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/socket/wirerequest.h"

#include "load/steptext.h"

namespace boxmark {

WireRequest makeWireRequest(
    const QUrl &endpoint, const LoadStep &step, LoadProfile::Connections connections, bool keepBody)
{
    const QUrl url = stepUrl(endpoint, step);
    WireRequest request;
    request.expected = {.withBody = step.method != "HEAD", .keepBody = keepBody};
    request.bytes = step.method + ' ' + url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment)
        + " HTTP/1.1\r\n";
    for (const auto &[name, value] : stepHeaders(endpoint, step))
        request.bytes += name + ": " + value + "\r\n";
    request.bytes
        += connections == LoadProfile::Connections::New ? "Connection: close\r\n" : "Connection: Keep-Alive\r\n";
    if (!step.body.isEmpty() || announcesEmptyBody(step))
        request.bytes += "Content-Length: " + QByteArray::number(step.body.size()) + "\r\n";
    request.bytes += "\r\n" + step.body;
    return request;
}

} // namespace boxmark
