// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/hostlink.h"

#include "agent/number.h"
#include "agent/protocol.h"
#include "agent/run/records.h"

#include <algorithm>
#include <cerrno>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <utility>

namespace boxmark::agent {

namespace {

using namespace std::chrono_literals;

constexpr std::size_t mostGuests = 32; // the host's attempts overlap, and a lost one is not told from one that waits
constexpr std::size_t longestRequest = 256;
constexpr auto silentStay = 4s; // of a host that only reads: longer than ours keeps a connection that it gave up
constexpr auto strangerStay = 5s;
constexpr auto hostPatience = 20s; // how long the end waits for a host that has not come yet: an emulated guest is slow
constexpr auto drainTime = 2s;
constexpr auto partingTime = 1s;

void sendNow(const Descriptor &socket, std::string_view line)
{
    // A connection that has taken nothing yet takes a line at once.
    const std::string text = std::string(line) + '\n';
    [[maybe_unused]] const ssize_t sent = send(socket.number(), text.data(), text.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
}

} // namespace

std::variant<Descriptor, Failure> listenForHost(std::uint16_t port)
{
    Descriptor listener(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    const int yes = 1;
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    setsockopt(listener.number(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (!listener || bind(listener.number(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0
        || listen(listener.number(), 64) != 0) {
        return Failure {"The host cannot be told anything.",
            "The agent cannot listen on port " + std::to_string(port) + ": " + errorText(errno) + '.',
            "Let the app use another port."};
    }
    return listener;
}

HostLink::HostLink()
    : m_outbox(STDOUT_FILENO)
{
}

HostLink::HostLink(Descriptor listener, std::string token)
    : m_outbox(-1)
    , m_listener(std::move(listener))
    , m_token(std::move(token))
{
}

void HostLink::sayHello(std::string record)
{
    m_hello = std::move(record);
    if (m_listener)
        return;
    m_outbox.push(Outbox::Line::Vital, m_hello);
    m_outbox.flush();
}

void HostLink::appendEntries(std::vector<pollfd> &to) const
{
    const short writing = m_outbox.isEmpty() ? 0 : POLLOUT;
    if (!m_listener) {
        to.push_back({m_outbox.isClosed() ? -1 : m_outbox.descriptor(), writing, 0}); // -1: poll passes it over
        return;
    }
    to.push_back({m_listener.number(), POLLIN, 0});
    for (const Guest &guest : m_guests) {
        const bool isStream = &guest == m_chosen;
        to.push_back({guest.socket.number(), static_cast<short>(POLLIN | (isStream ? writing : 0)), 0});
    }
}

void HostLink::handle(const std::vector<pollfd> &entries)
{
    const auto eventsOf = [&entries](int descriptor) {
        const auto entry = std::find_if(
            entries.begin(), entries.end(), [descriptor](const pollfd &it) { return it.fd == descriptor; });
        return entry == entries.end() ? 0 : entry->revents;
    };
    if (!m_listener) {
        if ((eventsOf(m_outbox.descriptor()) & (POLLERR | POLLHUP | POLLNVAL)) != 0)
            m_outbox.close();
        return;
    }
    for (auto guest = m_guests.begin(); guest != m_guests.end();) {
        const bool stays = eventsOf(guest->socket.number()) == 0 || readFrom(*guest);
        if (!stays && &*guest == m_chosen)
            m_outbox.close();
        guest = stays ? std::next(guest) : m_guests.erase(guest);
    }
    if (eventsOf(m_listener.number()) != 0)
        acceptAll();
    reviewGuests(monotonicNow());
}

std::optional<nanoseconds> HostLink::deadline() const
{
    std::optional<nanoseconds> earliest;
    if (m_chosen)
        return earliest;
    for (const Guest &guest : m_guests) {
        const nanoseconds until = guest.since + (guest.isWelcome ? nanoseconds(silentStay) : nanoseconds(strangerStay));
        earliest = std::min(earliest.value_or(until), until);
    }
    return earliest;
}

void HostLink::acceptAll()
{
    for (;;) {
        Descriptor socket(accept4(m_listener.number(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK));
        if (!socket)
            return;
        if (m_chosen)
            continue; // closed at once: the stream is another
        const int yes = 1;
        setsockopt(socket.number(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
        if (m_guests.size() >= mostGuests)
            m_guests.pop_front();
        m_guests.push_back({std::move(socket), {}, false, monotonicNow()});
        // What it has sent is here already, as a rule.
        if (!readFrom(m_guests.back()))
            m_guests.pop_back();
    }
}

bool HostLink::readFrom(Guest &guest)
{
    char buffer[512];
    const ssize_t count = read(guest.socket.number(), buffer, sizeof buffer);
    if (count < 0)
        return errno == EAGAIN || errno == EINTR;
    guest.line.append(buffer, static_cast<std::size_t>(count));
    std::size_t begin = 0;
    for (std::size_t end = 0; (end = guest.line.find('\n', begin)) != std::string::npos; begin = end + 1) {
        if (!takeLine(guest, std::string_view(guest.line).substr(begin, end - begin)))
            return false;
    }
    guest.line.erase(0, begin);
    return count > 0 && guest.line.size() <= longestRequest;
}

bool HostLink::takeLine(Guest &guest, std::string_view line)
{
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    if (guest.isWelcome) {
        const bool isPing = line.starts_with(protocol::request::ping);
        return !isPing || takePing(guest, line.substr(protocol::request::ping.size())); // anything else is passed over
    }
    if (!line.starts_with(protocol::request::token) || line.substr(protocol::request::token.size()) != m_token)
        return false;
    guest.isWelcome = true;
    guest.since = monotonicNow();
    sendNow(guest.socket, m_hello);
    return true;
}

bool HostLink::takePing(Guest &guest, std::string_view number)
{
    const auto value = parseNumber(number);
    if (!value)
        return true;
    if (!m_chosen)
        choose(guest);
    if (&guest != m_chosen)
        return false;
    m_outbox.pushFirst(pongRecord(monotonicNow(), *value));
    m_outbox.flush();
    return true;
}

void HostLink::choose(Guest &guest)
{
    m_chosen = &guest;
    m_outbox.attach(guest.socket.number());
}

// A connection whose other end has gone may still bring a token: it is not the stream before it has stayed a while.
void HostLink::reviewGuests(nanoseconds now)
{
    if (m_chosen) {
        m_guests.remove_if([this](const Guest &guest) { return &guest != m_chosen; });
        return;
    }
    m_guests.remove_if([now](const Guest &guest) { return !guest.isWelcome && now - guest.since >= strangerStay; });
    for (Guest &guest : m_guests) {
        if (guest.isWelcome && now - guest.since >= silentStay)
            return choose(guest);
    }
}

bool HostLink::waitOnce(nanoseconds until)
{
    const nanoseconds now = monotonicNow();
    if (isLost() || now >= until)
        return false;
    std::vector<pollfd> entries;
    appendEntries(entries);
    const auto wait = std::min(until, deadline().value_or(until)) - now;
    poll(entries.data(), entries.size(), static_cast<int>(wait / 1ms) + 1);
    handle(entries);
    m_outbox.flush();
    return true;
}

void HostLink::finish()
{
    if (!m_listener)
        return m_outbox.drain(static_cast<int>(drainTime / 1ms));
    const nanoseconds comeBy = monotonicNow() + hostPatience;
    while (!m_chosen && waitOnce(comeBy)) { }
    const nanoseconds takeBy = monotonicNow() + drainTime;
    while (m_chosen && !m_outbox.isEmpty() && waitOnce(takeBy)) { }
    if (!m_chosen || isLost())
        return;
    // What is sent is not received yet, and the machine may end now: the host closes when it has everything.
    shutdown(m_chosen->socket.number(), SHUT_WR);
    const nanoseconds partBy = monotonicNow() + partingTime;
    while (waitOnce(partBy)) { }
}

} // namespace boxmark::agent
