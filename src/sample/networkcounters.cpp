// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/networkcounters.h"

#include "sample/counterfile.h"

#include <QFile>
#include <QList>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

/// The inode that names it (namespaces(7)); 0 when it cannot be seen.
ino_t networkNamespace(const QString &process)
{
    struct stat status = {};
    return stat(QFile::encodeName(u"/proc/%1/ns/net"_s.arg(process)).constData(), &status) == 0 ? status.st_ino : 0;
}

} // namespace

std::optional<NetworkCounters> NetworkCounters::ofNamespace(qint64 pid)
{
    const ino_t its = networkNamespace(QString::number(pid));
    if (its == 0 || its == networkNamespace(u"self"_s))
        return {};
    NetworkCounters counters;
    counters.m_pid = pid;
    return counters;
}

NetworkCounters NetworkCounters::ofDevice(const QString &name)
{
    NetworkCounters counters;
    counters.m_device = name;
    return counters;
}

std::optional<NetworkTraffic> NetworkCounters::read() const
{
    if (m_pid > 0)
        return parseNetworkDevices(CounterFile(u"/proc/%1/net/dev"_s.arg(m_pid)).read().value_or(QByteArray()));
    const QString folder = u"/sys/class/net/%1/statistics/"_s.arg(m_device);
    const auto toBox = CounterFile(folder + u"tx_bytes"_s).number();
    const auto fromBox = CounterFile(folder + u"rx_bytes"_s).number();
    if (!toBox || !fromBox)
        return {};
    return NetworkTraffic {*toBox, *fromBox};
}

std::optional<NetworkTraffic> parseNetworkDevices(QByteArrayView text)
{
    constexpr qsizetype sentField = 8; // behind the eight of what was received
    std::optional<NetworkTraffic> sum;
    for (const QByteArray &line : text.toByteArray().split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0 || line.first(colon).trimmed() == "lo")
            continue;
        const QList<QByteArray> fields = line.sliced(colon + 1).simplified().split(' ');
        if (fields.size() <= sentField)
            continue;
        sum = NetworkTraffic {sum.value_or(NetworkTraffic {}).received + fields[0].toLongLong(),
            sum.value_or(NetworkTraffic {}).sent + fields[sentField].toLongLong()};
    }
    return sum;
}

} // namespace boxmark
