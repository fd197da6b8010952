// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/port.h"

#include "host/textfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QRandomGenerator>
#include <QSet>

#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("port", text);
}

sockaddr_in loopback(quint16 port)
{
    sockaddr_in address = {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

/// A bound socket; closed with its life.
class BoundSocket
{
public:
    explicit BoundSocket(quint16 port)
        : m_socket(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
    {
        // As servers do: without it a port that was used a moment ago would count as taken (TIME_WAIT).
        const int yes = 1;
        setsockopt(m_socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        const sockaddr_in address = loopback(port);
        m_bound = m_socket >= 0 && bind(m_socket, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~BoundSocket()
    {
        if (m_socket >= 0)
            close(m_socket);
    }
    BoundSocket(const BoundSocket &) = delete;
    BoundSocket &operator=(const BoundSocket &) = delete;

    bool isBound() const { return m_bound; }
    quint16 port() const
    {
        sockaddr_in address = {};
        socklen_t size = sizeof address;
        getsockname(m_socket, reinterpret_cast<sockaddr *>(&address), &size);
        return ntohs(address.sin_port);
    }

private:
    int m_socket;
    bool m_bound = false;
};

// Socket inodes that listen on the port, from one of the two tables. proc(5): field 2 is the local address in hex,
// field 4 the state (0A is LISTEN), field 10 the inode.
void addListeners(QSet<QString> &inodes, const QString &table, quint16 port)
{
    for (const QString &line : textOf(table).split(u'\n')) {
        const QStringList fields = line.split(u' ', Qt::SkipEmptyParts);
        if (fields.size() < 10 || fields[3] != u"0A")
            continue;
        if (fields[1].section(u':', 1, 1).toUShort(nullptr, 16) == port)
            inodes << u"socket:["_s + fields[9] + u']';
    }
}

bool holdsAnyOf(const QSet<QString> &sockets, const QString &pid)
{
    const QDir descriptors(u"/proc/%1/fd"_s.arg(pid));
    for (const QString &name : descriptors.entryList(QDir::AllEntries | QDir::System | QDir::NoDotAndDotDot)) {
        char target[64] = {};
        const QByteArray path = descriptors.filePath(name).toLatin1();
        if (readlink(path.constData(), target, sizeof target - 1) > 0 && sockets.contains(QString::fromLatin1(target)))
            return true;
    }
    return false;
}

constexpr int lowestPort = 16384; // below it many programs have ports of their own
constexpr int attempts = 50;

/// Where the ports begin that the kernel gives to connections that go out (ip(7), ip_local_port_range).
int firstOutgoingPort()
{
    return textOf(u"/proc/sys/net/ipv4/ip_local_port_range"_s).section(u'\t', 0, 0).toInt();
}

} // namespace

Result<quint16> findFreePort()
{
    // Until whoever wants the port listens on it, any connection of this computer may get it, and a load test makes
    // thousands: so one is preferred that the kernel gives to none.
    const int end = firstOutgoingPort();
    for (int attempt = 0; attempt < attempts && end > lowestPort; ++attempt) {
        const auto port = static_cast<quint16>(QRandomGenerator::global()->bounded(lowestPort, end));
        if (isPortFree(port))
            return port;
    }
    const BoundSocket any(0);
    if (any.isBound())
        return any.port();
    return Error {tr("No free port was found."),
        tr("The system gave none for 127.0.0.1: %1.").arg(QString::fromLocal8Bit(strerror(errno))),
        tr("Close programs that hold many connections, and check that the loopback interface is up.")};
}

bool isPortFree(quint16 port)
{
    return BoundSocket(port).isBound();
}

std::optional<PortListener> portListener(quint16 port)
{
    QSet<QString> sockets;
    addListeners(sockets, u"/proc/net/tcp"_s, port);
    addListeners(sockets, u"/proc/net/tcp6"_s, port);
    if (sockets.isEmpty())
        return {};
    for (const QString &pid : QDir(u"/proc"_s).entryList({u"[0-9]*"_s}, QDir::Dirs)) {
        if (holdsAnyOf(sockets, pid))
            return PortListener {pid.toLongLong(), textOf(u"/proc/%1/comm"_s.arg(pid))};
    }
    return PortListener {};
}

} // namespace boxmark
