// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/init/network.h"

#include "agent/box/virtio.h"
#include "agent/descriptor.h"
#include "agent/monotonic.h"
#include "agent/number.h"

#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <net/if.h>
#include <net/route.h>
#include <string>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

namespace boxmark::agent {

namespace {

using namespace std::chrono_literals;

constexpr auto cardPatience = 2s; // a card may come a moment after its driver

sockaddr internetAddress(std::uint32_t address)
{
    sockaddr_in internet = {};
    internet.sin_family = AF_INET;
    internet.sin_addr.s_addr = htonl(address);
    sockaddr general = {};
    memcpy(&general, &internet, sizeof internet);
    return general;
}

/// The kernel's old interface to network devices (netdevice(7)): all that a static address needs.
class Card
{
public:
    explicit Card(std::string name)
        : m_name(std::move(name))
        , m_socket(socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
    }

    bool bringUp() const
    {
        ifreq request = named();
        if (ioctl(m_socket.number(), SIOCGIFFLAGS, &request) != 0)
            return false;
        request.ifr_flags = static_cast<short>(request.ifr_flags | IFF_UP | IFF_RUNNING);
        return ioctl(m_socket.number(), SIOCSIFFLAGS, &request) == 0;
    }

    bool setAddress(const NetworkAddress &address) const
    {
        ifreq request = named();
        request.ifr_addr = internetAddress(address.address);
        if (ioctl(m_socket.number(), SIOCSIFADDR, &request) != 0)
            return false;
        request = named();
        request.ifr_netmask = internetAddress(netmaskOf(address.prefix));
        return ioctl(m_socket.number(), SIOCSIFNETMASK, &request) == 0;
    }

    bool setGateway(std::uint32_t address) const
    {
        rtentry route = {};
        route.rt_dst = internetAddress(0);
        route.rt_genmask = internetAddress(0);
        route.rt_gateway = internetAddress(address);
        route.rt_flags = RTF_UP | RTF_GATEWAY;
        return ioctl(m_socket.number(), SIOCADDRT, &route) == 0 || errno == EEXIST;
    }

private:
    ifreq named() const
    {
        ifreq request = {};
        strncpy(request.ifr_name, m_name.c_str(), IFNAMSIZ - 1);
        return request;
    }

    std::string m_name;
    Descriptor m_socket;
};

/// The first card that is not the loopback device; empty when there is none.
std::string firstCard()
{
    std::string name;
    struct if_nameindex *all = if_nameindex(); // in the order in which they came
    for (const struct if_nameindex *card = all; card && card->if_index != 0; ++card) {
        if (name.empty() && strcmp(card->if_name, "lo") != 0)
            name = card->if_name;
    }
    if (all)
        if_freenameindex(all);
    return name;
}

std::string waitForCard()
{
    const nanoseconds deadline = monotonicNow() + cardPatience;
    std::string name = firstCard();
    while (name.empty() && monotonicNow() < deadline) {
        const timespec pause {0, 1'000'000};
        nanosleep(&pause, nullptr);
        name = firstCard();
    }
    return name;
}

Failure notUp(const std::string &why)
{
    return {"The guest's network could not be brought up.", why + ": " + errorText(errno) + '.',
        "Use a kernel with IPv4, such as the one that Boxmark fetches by itself."};
}

Failure badAddress(const std::string &text)
{
    return {"The guest's network could not be brought up.", "\"" + text + "\" is not an IPv4 address as it should be.",
        "Use a boxmark and a boxmark-agent of the same release."};
}

std::optional<Failure> setUp(const Card &card, const NetworkOptions &network)
{
    const auto address = parseNetworkAddress(network.address);
    if (!address)
        return badAddress(network.address);
    if (!card.setAddress(*address) || !card.bringUp())
        return notUp("The network card does not take its address");
    if (network.gateway.empty())
        return {};
    const auto gateway = parseNetworkAddress(network.gateway + "/32");
    if (!gateway)
        return badAddress(network.gateway);
    if (!card.setGateway(gateway->address))
        return notUp("The route to " + network.gateway + " was refused");
    return {};
}

} // namespace

std::optional<NetworkAddress> parseNetworkAddress(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos)
        return {};
    in_addr address = {};
    const auto prefix = parseNumber(text.substr(slash + 1));
    if (!prefix || *prefix > 32 || inet_pton(AF_INET, std::string(text.substr(0, slash)).c_str(), &address) != 1)
        return {};
    return NetworkAddress {ntohl(address.s_addr), static_cast<int>(*prefix)};
}

std::uint32_t netmaskOf(int prefix)
{
    return prefix == 0 ? 0 : ~std::uint32_t {0} << (32 - prefix);
}

std::optional<Failure> bringUpNetwork(const NetworkOptions &network)
{
    if (!network.hostname.empty())
        sethostname(network.hostname.data(), network.hostname.size());
    if (!Card("lo").bringUp())
        return notUp("The loopback device does not come up");
    if (network.address.empty())
        return {};
    const std::string name = waitForCard();
    if (name.empty()) {
        return Failure {"The guest has no network card.", virtioProblem(VirtioDevice::Network),
            "Attach the card, and use a kernel with virtio_net (built in, or as a module in its initramfs)."};
    }
    return setUp(Card(name), network);
}

} // namespace boxmark::agent
