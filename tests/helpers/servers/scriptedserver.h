// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>

namespace boxmark::test {

class ScriptedServer;

/// One accepted connection, as a script sees it. Blocking; in the connection's own thread.
class ScriptedConnection
{
public:
    ScriptedConnection(ScriptedServer &server, int socket, int number);
    ScriptedConnection(const ScriptedConnection &) = delete;
    ScriptedConnection &operator=(const ScriptedConnection &) = delete;
    ~ScriptedConnection();

    /// From 1, in the order of accepting.
    int number() const { return m_number; }

    /// The next request's head; its body, as long as Content-Length says, is read into body(). False when the other
    /// side has closed or the server is stopping.
    bool readRequest();
    const std::string &head() const { return m_head; }
    const std::string &body() const { return m_body; }

    bool send(std::string_view bytes);
    /// False at once when the server is stopping.
    bool pause(std::chrono::milliseconds duration);
    /// Waits until the other side closes or the server stops.
    void hang();
    /// Makes the close at the end of the script an RST, which drops what was not delivered.
    void closeWithReset();

private:
    friend class ScriptedServer;
    bool receive();

    ScriptedServer &m_server;
    int m_socket;
    int m_number;
    std::string m_buffer;
    std::string m_head;
    std::string m_body;
};

/// A server on 127.0.0.1 that does what its script says, for each connection in a thread of its own, and counts.
/// The connection is closed when the script returns.
class ScriptedServer
{
public:
    using Script = std::function<void(ScriptedConnection &)>;

    struct Options
    {
        int port = 0; ///< 0: any that is free
        int backlog = 512;
        bool accepts = true; ///< false: connections are made by the kernel up to the backlog and never looked at
    };

    explicit ScriptedServer(Script script);
    ScriptedServer(Script script, Options options);
    ~ScriptedServer();

    int port() const { return m_port; }
    QUrl url(const QString &path = {}) const;
    int connections() const { return m_connections; } ///< accepted so far
    int requests() const { return m_requests; } ///< whole heads received so far

    /// Closes the listening socket and every connection; what follows is refused. Also done at the end.
    void stop();

private:
    friend class ScriptedConnection;
    void acceptAll();
    bool isStopping() const { return m_stopping; }

    Script m_script;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<int> m_connections = 0;
    std::atomic<int> m_requests = 0;
    std::atomic<bool> m_stopping = false;
    std::mutex m_mutex;
    std::condition_variable m_stopped;
    std::list<int> m_open; ///< sockets, under the mutex
    std::list<std::thread> m_threads; ///< of the connections; of the accepting thread only
    std::thread m_acceptor;
};

} // namespace boxmark::test
