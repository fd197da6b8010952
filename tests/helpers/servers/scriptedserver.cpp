// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/servers/scriptedserver.h"

#include <arpa/inet.h>
#include <array>
#include <netinet/in.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace boxmark::test {

namespace {

std::size_t announcedLength(const std::string &head)
{
    const std::string field = "\r\ncontent-length:";
    std::string lower = head;
    for (char &c : lower)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    const std::size_t at = lower.find(field);
    return at == std::string::npos ? 0 : std::stoul(lower.substr(at + field.size()));
}

int listenOn(const ScriptedServer::Options &options)
{
    const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int yes = 1;
    ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(options.port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(socket, reinterpret_cast<sockaddr *>(&address), sizeof address) != 0
        || ::listen(socket, options.backlog) != 0)
        throw std::runtime_error("the test server cannot listen");
    return socket;
}

int portOf(int socket)
{
    sockaddr_in address {};
    socklen_t size = sizeof address;
    ::getsockname(socket, reinterpret_cast<sockaddr *>(&address), &size);
    return ntohs(address.sin_port);
}

} // namespace

ScriptedConnection::ScriptedConnection(ScriptedServer &server, int socket, int number)
    : m_server(server)
    , m_socket(socket)
    , m_number(number)
{
}

ScriptedConnection::~ScriptedConnection()
{
    const std::lock_guard lock(m_server.m_mutex);
    m_server.m_open.remove(m_socket);
    ::close(m_socket);
}

bool ScriptedConnection::receive()
{
    std::array<char, 16384> bytes {};
    const ssize_t count = ::recv(m_socket, bytes.data(), bytes.size(), 0);
    if (count <= 0 || m_server.isStopping())
        return false;
    m_buffer.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
}

bool ScriptedConnection::readRequest()
{
    std::size_t end = 0;
    while ((end = m_buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!receive())
            return false;
    }
    m_head = m_buffer.substr(0, end + 4);
    m_buffer.erase(0, end + 4);
    const std::size_t length = announcedLength(m_head);
    while (m_buffer.size() < length) {
        if (!receive())
            return false;
    }
    m_body = m_buffer.substr(0, length);
    m_buffer.erase(0, length);
    ++m_server.m_requests;
    return true;
}

bool ScriptedConnection::send(std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t count = ::send(m_socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (count <= 0)
            return false;
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    return true;
}

bool ScriptedConnection::pause(std::chrono::milliseconds duration)
{
    std::unique_lock lock(m_server.m_mutex);
    return !m_server.m_stopped.wait_for(lock, duration, [this] { return m_server.isStopping(); });
}

void ScriptedConnection::hang()
{
    while (receive()) { }
}

void ScriptedConnection::closeWithReset()
{
    const linger atOnce {1, 0};
    ::setsockopt(m_socket, SOL_SOCKET, SO_LINGER, &atOnce, sizeof atOnce);
}

ScriptedServer::ScriptedServer(Script script)
    : ScriptedServer(std::move(script), Options {})
{
}

ScriptedServer::ScriptedServer(Script script, Options options)
    : m_script(std::move(script))
    , m_listener(listenOn(options))
    , m_port(portOf(m_listener))
{
    if (options.accepts)
        m_acceptor = std::thread([this] { acceptAll(); });
}

ScriptedServer::~ScriptedServer()
{
    stop();
}

QUrl ScriptedServer::url(const QString &path) const
{
    return QUrl(QStringLiteral("http://127.0.0.1:%1%2").arg(m_port).arg(path));
}

void ScriptedServer::stop()
{
    {
        const std::lock_guard lock(m_mutex);
        if (m_stopping.exchange(true))
            return;
        ::shutdown(m_listener, SHUT_RDWR); // accept() returns
        for (const int socket : m_open)
            ::shutdown(socket, SHUT_RDWR);
    }
    m_stopped.notify_all();
    if (m_acceptor.joinable())
        m_acceptor.join();
    ::close(m_listener);
}

void ScriptedServer::acceptAll()
{
    for (;;) {
        const int socket = ::accept4(m_listener, nullptr, nullptr, SOCK_CLOEXEC);
        const std::lock_guard lock(m_mutex);
        if (m_stopping) {
            if (socket >= 0)
                ::close(socket);
            break;
        }
        if (socket < 0)
            continue;
        const int number = ++m_connections;
        m_open.push_back(socket);
        m_threads.emplace_back([this, socket, number] {
            ScriptedConnection connection(*this, socket, number);
            m_script(connection);
        });
    }
    for (std::thread &thread : m_threads)
        thread.join();
}

} // namespace boxmark::test
