// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/descriptor.h"
#include "agent/failure.h"
#include "agent/monotonic.h"
#include "agent/run/outbox.h"

#include <cstdint>
#include <list>
#include <optional>
#include <poll.h>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace boxmark::agent {

/// A socket that listens on a TCP port of all addresses.
std::variant<Descriptor, Failure> listenForHost(std::uint16_t port);

/// The line to the host: standard output, or the connection of a host that presents the token (agent/protocol.h says
/// what is spoken). Until there is one, records are kept as the outbox keeps them. Never waits.
class HostLink
{
public:
    /// Standard output.
    HostLink();
    HostLink(Descriptor listener, std::string token);

    /// The first record of all. Who listens says it to each who presents the token.
    void sayHello(std::string record);
    Outbox &outbox() { return m_outbox; }
    /// The host has been there and is gone for good.
    bool isLost() const { return m_outbox.isClosed(); }

    /// What to wait for; handle() gets the same entries back.
    void appendEntries(std::vector<pollfd> &to) const;
    void handle(const std::vector<pollfd> &entries);
    /// When handle() wants to be called at the latest.
    std::optional<nanoseconds> deadline() const;

    /// Gives the host what is left, if it comes for it soon, and waits until it has it.
    void finish();

private:
    struct Guest
    {
        Descriptor socket {};
        std::string line {}; ///< what has come of its next line
        bool isWelcome = false; ///< it has presented the token
        nanoseconds since {0};
    };

    void acceptAll();
    /// False when it is to be closed.
    bool readFrom(Guest &guest);
    bool takeLine(Guest &guest, std::string_view line);
    bool takePing(Guest &guest, std::string_view number);
    void choose(Guest &guest);
    void reviewGuests(nanoseconds now);
    bool waitOnce(nanoseconds until);

    Outbox m_outbox;
    Descriptor m_listener {};
    std::string m_token {};
    std::string m_hello {};
    std::list<Guest> m_guests {}; ///< the oldest first
    Guest *m_chosen = nullptr; ///< one of them: the stream
};

} // namespace boxmark::agent
