// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helpers/servers/scriptedserver.h"

#include <string>

namespace boxmark::test {

/// A whole response with Content-Length.
inline std::string response(int status, const std::string &body, const std::string &headers = {})
{
    return "HTTP/1.1 " + std::to_string(status) + " Said\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"
        + headers + "\r\n" + body;
}

/// Answers every request of a connection with the same bytes.
inline ScriptedServer::Script alwaysAnswer(const std::string &bytes)
{
    return [bytes](ScriptedConnection &connection) {
        while (connection.readRequest()) {
            if (!connection.send(bytes))
                return;
        }
    };
}

/// Answers one request of a connection with these bytes, then closes.
inline ScriptedServer::Script answerOnce(const std::string &bytes)
{
    return [bytes](ScriptedConnection &connection) {
        if (connection.readRequest())
            connection.send(bytes);
    };
}

} // namespace boxmark::test
