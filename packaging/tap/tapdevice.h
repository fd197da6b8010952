// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <sys/types.h>

namespace boxmark {

struct Outcome
{
    bool ok = true;
    std::string what {}; ///< what could not be done
    int error = 0; ///< errno, or 0
};

/// "boxmark0" to "boxmark9", as a user's own: persistent, up, with the address 198.18.N.1/30, and the guest's address
/// 198.18.N.2 known beforehand (linux/if_tun.h, netdevice(7), arp(7)).
class TapDevice
{
public:
    TapDevice(int number, uid_t user)
        : m_number(number)
        , m_user(user)
    {
    }

    std::string name() const { return "boxmark" + std::to_string(m_number); }

    /// Once more is no error: it comes back as it shall be. Another user's is left alone.
    Outcome create() const;
    /// None there is no error. Another user's is left alone.
    Outcome remove() const;

private:
    std::string addressOf(int end) const;
    Outcome checkOwner() const;
    Outcome openTap(int &descriptor) const;
    Outcome makePersistent(int tap) const;
    Outcome configure() const;
    Outcome giveAddress(int socket) const;
    Outcome bringUp(int socket) const;
    Outcome makeGuestKnown(int socket) const;

    int m_number;
    uid_t m_user;
};

} // namespace boxmark
