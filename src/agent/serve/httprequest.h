// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace boxmark::agent {

/// One request as far as the workload needs it.
struct HttpRequest
{
    std::string method {};
    std::string path {}; ///< as sent: still percent-encoded, without query; begins with '/'
    std::string query {}; ///< as sent, without '?'
    std::string body {}; ///< decoded when it came in chunks
    bool keepAlive = true; ///< the client wants to send more on this connection
    bool isHttp10 = false;
    bool expectsContinue = false; ///< it waits for "100 Continue" before it sends the body
};

} // namespace boxmark::agent
