// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/listenwatch.h"

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>
#include <fcntl.h>
#include <linux/inet_diag.h>
#include <linux/netlink.h>
#include <linux/sock_diag.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

namespace boxmark::agent {

namespace {

struct DiagnosticsRequest
{
    nlmsghdr header;
    inet_diag_req_v2 request;
};

bool sendRequest(int socket, unsigned char family, std::uint16_t port)
{
    DiagnosticsRequest message = {};
    message.header.nlmsg_len = sizeof message;
    message.header.nlmsg_type = SOCK_DIAG_BY_FAMILY;
    message.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
    message.request.sdiag_family = family;
    message.request.sdiag_protocol = IPPROTO_TCP;
    message.request.idiag_states = 1U << TCP_LISTEN;
    message.request.id.idiag_sport = htons(port);
    return send(socket, &message, sizeof message, 0) == static_cast<ssize_t>(sizeof message);
}

// The answer: a message for each socket, then NLMSG_DONE; or NLMSG_ERROR. Nothing when there was no proper answer.
std::optional<bool> receiveAnswer(int socket)
{
    alignas(nlmsghdr) std::array<char, 8192> buffer = {};
    bool found = false;
    for (;;) {
        ssize_t count = recv(socket, buffer.data(), buffer.size(), 0);
        if (count <= 0)
            return {};
        auto left = static_cast<unsigned>(count);
        for (auto *header = reinterpret_cast<nlmsghdr *>(buffer.data()); NLMSG_OK(header, left);
             header = NLMSG_NEXT(header, left)) {
            if (header->nlmsg_type == NLMSG_DONE)
                return found;
            if (header->nlmsg_type == NLMSG_ERROR)
                return {};
            found = true;
        }
    }
}

std::string readWhole(const char *path)
{
    std::string text;
    const Descriptor file(open(path, O_RDONLY | O_CLOEXEC));
    std::array<char, 16384> buffer = {};
    ssize_t count = 0;
    while ((count = read(file.number(), buffer.data(), buffer.size())) > 0)
        text.append(buffer.data(), static_cast<std::size_t>(count));
    return text;
}

std::string_view nextWord(std::string_view &text)
{
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(word.size());
    return word;
}

// "   0: 0100007F:1F90 00000000:0000 0A …": number, local address and port, remote ones, state, all in hexadecimal.
bool isListener(std::string_view line, std::uint16_t port)
{
    nextWord(line);
    const std::string_view local = nextWord(line);
    nextWord(line);
    const std::string_view state = nextWord(line);
    const std::size_t colon = local.rfind(':');
    if (state != "0A" || colon == std::string_view::npos)
        return false;
    unsigned number = 0;
    std::from_chars(local.data() + colon + 1, local.data() + local.size(), number, 16);
    return number == port;
}

} // namespace

bool tableHasListener(std::string_view table, std::uint16_t port)
{
    while (!table.empty()) {
        const std::string_view line = table.substr(0, table.find('\n'));
        if (isListener(line, port))
            return true;
        table.remove_prefix(std::min(line.size() + 1, table.size()));
    }
    return false;
}

ListenWatch::ListenWatch(std::uint16_t port)
    : m_port(port)
    , m_begin(monotonicNow())
    , m_diagnostics(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_SOCK_DIAG))
{
}

bool ListenWatch::isListening(nanoseconds now)
{
    const auto v4 = askKernel(AF_INET);
    if (v4 == true)
        return true;
    const auto v6 = askKernel(AF_INET6);
    if (v4 || v6)
        return v6 == true;
    if (!m_tableCost.allows(now))
        return false;
    bool found = false;
    m_tableCost.run(now, [&] { found = readTables(); });
    return found;
}

nanoseconds ListenWatch::nextCheck(nanoseconds now) const
{
    using namespace std::chrono_literals;
    const nanoseconds age = now - m_begin;
    return now + (age < 5s ? 2ms : age < 30s ? 10ms : 100ms);
}

std::optional<bool> ListenWatch::askKernel(unsigned char family) const
{
    if (!m_diagnostics || !sendRequest(m_diagnostics.number(), family, m_port))
        return {};
    return receiveAnswer(m_diagnostics.number());
}

bool ListenWatch::readTables() const
{
    return tableHasListener(readWhole("/proc/net/tcp"), m_port)
        || tableHasListener(readWhole("/proc/net/tcp6"), m_port);
}

} // namespace boxmark::agent
