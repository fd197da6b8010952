// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/packets/packetsocket.h"

#include <arpa/inet.h>
#include <cstdint>
#include <cstring>
#include <ctime>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace boxmark::bench {

namespace {

/// Lets pass TCP over IPv4 from or to the port, on its way in: on the loopback device each packet goes out and comes
/// in.
void keepOnly(int socket, quint16 port)
{
    constexpr auto packetType = static_cast<std::uint32_t>(SKF_AD_OFF + SKF_AD_PKTTYPE);
    std::array<sock_filter, 11> program {{
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, packetType),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PACKET_OUTGOING, 7, 0),
        BPF_STMT(BPF_LD | BPF_B | BPF_ABS, 9),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, IPPROTO_TCP, 0, 5),
        BPF_STMT(BPF_LDX | BPF_B | BPF_MSH, 0), // the length of the IP header
        BPF_STMT(BPF_LD | BPF_H | BPF_IND, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, port, 3, 0),
        BPF_STMT(BPF_LD | BPF_H | BPF_IND, 2),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, port, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, 0),
        BPF_STMT(BPF_RET | BPF_K, 0xffff),
    }};
    const sock_fprog filter {static_cast<unsigned short>(program.size()), program.data()};
    ::setsockopt(socket, SOL_SOCKET, SO_ATTACH_FILTER, &filter, sizeof filter);
}

int openSocket(quint16 port)
{
    const int number = ::socket(AF_PACKET, SOCK_DGRAM | SOCK_CLOEXEC, 0); // sees nothing before it is bound
    if (number < 0)
        return -1;
    keepOnly(number, port);
    const int on = 1;
    ::setsockopt(number, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
    const int room = 64 << 20; // the reader may have to wait for a core
    ::setsockopt(number, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof room);
    const timeval patience {0, 100'000};
    ::setsockopt(number, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_ll loopback {};
    loopback.sll_family = AF_PACKET;
    loopback.sll_protocol = htons(ETH_P_ALL);
    loopback.sll_ifindex = static_cast<int>(::if_nametoindex("lo"));
    ::bind(number, reinterpret_cast<sockaddr *>(&loopback), sizeof loopback);
    return number;
}

std::chrono::nanoseconds stampOf(msghdr &message)
{
    for (cmsghdr *entry = CMSG_FIRSTHDR(&message); entry; entry = CMSG_NXTHDR(&message, entry)) {
        if (entry->cmsg_level != SOL_SOCKET || entry->cmsg_type != SCM_TIMESTAMPNS)
            continue;
        timespec stamp {};
        std::memcpy(&stamp, CMSG_DATA(entry), sizeof stamp);
        return std::chrono::seconds(stamp.tv_sec) + std::chrono::nanoseconds(stamp.tv_nsec);
    }
    return {};
}

std::optional<Packet> dissected(std::string_view bytes)
{
    if (bytes.size() < 40 || (bytes[0] & 0xf0) != 0x40)
        return std::nullopt;
    const std::size_t ip = static_cast<std::size_t>(bytes[0] & 0xf) * 4;
    const std::size_t size
        = static_cast<std::size_t>(static_cast<std::uint8_t>(bytes[2])) << 8 | static_cast<std::uint8_t>(bytes[3]);
    const std::size_t tcp = static_cast<std::size_t>((bytes[ip + 12] >> 4) & 0xf) * 4;
    std::array<std::uint16_t, 2> ports {};
    std::memcpy(ports.data(), bytes.data() + ip, sizeof ports);
    Packet packet;
    packet.source = ntohs(ports[0]);
    packet.destination = ntohs(ports[1]);
    if (ip + tcp < std::min(size, bytes.size()))
        packet.payload = bytes.substr(ip + tcp, std::min(size, bytes.size()) - ip - tcp);
    return packet;
}

} // namespace

PacketSocket::PacketSocket(quint16 port)
    : m_socket(openSocket(port))
{
}

PacketSocket::~PacketSocket()
{
    if (isOpen())
        ::close(m_socket);
}

std::optional<Packet> PacketSocket::receive()
{
    return receive(0);
}

std::optional<Packet> PacketSocket::receiveAtOnce()
{
    return receive(MSG_DONTWAIT);
}

std::optional<Packet> PacketSocket::receive(int flags)
{
    std::array<char, 256> control {};
    iovec vector {m_bytes.data(), m_bytes.size()};
    msghdr message {};
    message.msg_iov = &vector;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t got = ::recvmsg(m_socket, &message, flags);
    if (got <= 0)
        return std::nullopt;
    auto packet = dissected({m_bytes.data(), static_cast<std::size_t>(got)});
    if (packet)
        packet->stamp = stampOf(message);
    return packet;
}

unsigned PacketSocket::lost()
{
    tpacket_stats statistics {};
    socklen_t size = sizeof statistics;
    ::getsockopt(m_socket, SOL_PACKET, PACKET_STATISTICS, &statistics, &size);
    return statistics.tp_drops;
}

} // namespace boxmark::bench
