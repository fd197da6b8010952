// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tapdevice.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <linux/if_tun.h>
#include <net/if.h>
#include <net/if_arp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace boxmark {

namespace {

constexpr const char *netmask = "255.255.255.252";

class Descriptor
{
public:
    explicit Descriptor(int number = -1)
        : m_number(number)
    {
    }
    ~Descriptor()
    {
        if (m_number >= 0)
            close(m_number);
    }
    Descriptor(const Descriptor &) = delete;
    Descriptor &operator=(const Descriptor &) = delete;
    int get() const { return m_number; }
    int &number() { return m_number; }

private:
    int m_number;
};

Outcome failure(const char *what)
{
    return {false, what, errno};
}

ifreq requestFor(const std::string &name)
{
    ifreq request {};
    name.copy(request.ifr_name, IFNAMSIZ - 1);
    return request;
}

sockaddr socketAddress(const std::string &text)
{
    sockaddr_in address {};
    address.sin_family = AF_INET;
    inet_pton(AF_INET, text.c_str(), &address.sin_addr);
    sockaddr plain {};
    std::memcpy(&plain, &address, sizeof plain);
    return plain;
}

bool exists(const std::string &name)
{
    return if_nametoindex(name.c_str()) != 0;
}

/// Of a TAP device; -1 when it has none. Empty when the device is none.
std::optional<long> ownerOf(const std::string &name)
{
    std::ifstream file("/sys/class/net/" + name + "/owner");
    long owner = 0;
    if (file >> owner)
        return owner;
    return {};
}

} // namespace

std::string TapDevice::addressOf(int end) const
{
    return "198.18." + std::to_string(m_number) + '.' + std::to_string(end);
}

Outcome TapDevice::checkOwner() const
{
    if (!exists(name()))
        return {};
    const auto owner = ownerOf(name());
    if (!owner)
        return {false, "there is a network device of that name which is no TAP", 0};
    if (m_user != 0 && *owner != static_cast<long>(m_user))
        return {false, "it belongs to another user", 0};
    return {};
}

Outcome TapDevice::openTap(int &descriptor) const
{
    descriptor = open("/dev/net/tun", O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return failure("opening /dev/net/tun");
    ifreq request = requestFor(name());
    request.ifr_flags = IFF_TAP | IFF_NO_PI | IFF_VNET_HDR; // as the VMMs open it
    if (ioctl(descriptor, TUNSETIFF, &request) != 0)
        return failure(errno == EBUSY ? "a program has it open" : "attaching to it");
    return {};
}

Outcome TapDevice::makePersistent(int tap) const
{
    if (ioctl(tap, TUNSETOWNER, static_cast<unsigned long>(m_user)) != 0)
        return failure("giving it to the user");
    if (ioctl(tap, TUNSETPERSIST, 1UL) != 0)
        return failure("making it stay");
    return {};
}

Outcome TapDevice::giveAddress(int socket) const
{
    ifreq request = requestFor(name());
    request.ifr_addr = socketAddress(addressOf(1));
    if (ioctl(socket, SIOCSIFADDR, &request) != 0)
        return failure("giving it its address");
    request = requestFor(name());
    request.ifr_netmask = socketAddress(netmask);
    if (ioctl(socket, SIOCSIFNETMASK, &request) != 0)
        return failure("giving it its network mask");
    return {};
}

Outcome TapDevice::bringUp(int socket) const
{
    ifreq request = requestFor(name());
    if (ioctl(socket, SIOCGIFFLAGS, &request) != 0)
        return failure("reading its flags");
    request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP);
    if (ioctl(socket, SIOCSIFFLAGS, &request) != 0)
        return failure("bringing it up");
    return {};
}

// Asking for a guest that does not listen yet would cost a second, and three after that: a start must not wait for it.
Outcome TapDevice::makeGuestKnown(int socket) const
{
    arpreq request {};
    request.arp_pa = socketAddress(addressOf(2));
    request.arp_ha.sa_family = ARPHRD_ETHER;
    const unsigned char mac[] = {0x52, 0x54, 0x00, 0xb0, 0x0c, static_cast<unsigned char>(m_number)};
    std::memcpy(request.arp_ha.sa_data, mac, sizeof mac);
    request.arp_flags = ATF_PERM | ATF_COM;
    name().copy(request.arp_dev, sizeof request.arp_dev - 1);
    if (ioctl(socket, SIOCSARP, &request) != 0)
        return failure("telling the host where the guest is");
    return {};
}

Outcome TapDevice::configure() const
{
    const Descriptor socket(::socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0));
    if (socket.get() < 0)
        return failure("opening a socket");
    Outcome outcome = giveAddress(socket.get());
    if (outcome.ok)
        outcome = bringUp(socket.get());
    if (outcome.ok)
        outcome = makeGuestKnown(socket.get());
    return outcome;
}

Outcome TapDevice::create() const
{
    const bool wasThere = exists(name());
    Outcome outcome = checkOwner();
    if (!outcome.ok)
        return outcome;
    {
        Descriptor tap;
        outcome = openTap(tap.number());
        if (outcome.ok)
            outcome = makePersistent(tap.get());
    }
    if (outcome.ok)
        outcome = configure();
    if (!outcome.ok && !wasThere)
        (void)remove(); // nothing half made stays
    return outcome;
}

Outcome TapDevice::remove() const
{
    if (!exists(name()))
        return {};
    Outcome outcome = checkOwner();
    if (!outcome.ok)
        return outcome;
    Descriptor tap;
    outcome = openTap(tap.number());
    if (outcome.ok && ioctl(tap.get(), TUNSETPERSIST, 0UL) != 0)
        outcome = failure("removing it");
    return outcome; // it goes with the descriptor
}

} // namespace boxmark
