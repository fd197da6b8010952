// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/environment.h"

#include "base/quantity.h"
#include "host/cgrouphierarchy.h"
#include "host/processorfacts.h"
#include "host/textfile.h"

#include <thread>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// "key : value" or "key=value" on a line of its own, as in /proc/cpuinfo, /proc/meminfo and os-release(5).
QString valueOf(const QString &text, const QString &key, QChar separator)
{
    for (const QString &line : text.split(u'\n')) {
        if (line.section(separator, 0, 0).trimmed() == key)
            return line.section(separator, 1).trimmed();
    }
    return {};
}

QString memoryOf(const QString &root, const QString &key)
{
    const QString size = valueOf(textOf(root + u"/proc/meminfo"_s), key, u':');
    return size.isEmpty() ? QString() : formatBytes({size.section(u' ', 0, 0).toLongLong() * 1024});
}

// The CPU tells a guest that it is one (CPUID leaf 1, ECX bit 31); the firmware's tables tell whose.
QString hypervisor(const QString &root, const QString &cpuInfo)
{
    if (!valueOf(cpuInfo, u"flags"_s, u':').split(u' ').contains(u"hypervisor"_s))
        return u"none"_s;
    const QString maker = textOf(root + u"/sys/class/dmi/id/sys_vendor"_s);
    return maker.isEmpty() ? u"yes"_s : maker;
}

QString distribution(const QString &root)
{
    return valueOf(textOf(root + u"/etc/os-release"_s), u"PRETTY_NAME"_s, u'=').remove(u'"');
}

} // namespace

Environment readEnvironment(const QString &root)
{
    Environment environment;
    const auto add = [&environment](const QString &name, const QString &value) {
        if (!value.isEmpty())
            environment.facts.append({name, value});
    };
    const QString cpuInfo = textOf(root + u"/proc/cpuinfo"_s);
    add(u"computer"_s, textOf(root + u"/proc/sys/kernel/hostname"_s));
    add(u"cpu"_s, valueOf(cpuInfo, u"model name"_s, u':'));
    add(u"cores"_s, QString::number(std::thread::hardware_concurrency()));
    add(u"memory"_s, memoryOf(root, u"MemTotal"_s));
    add(u"swap"_s, memoryOf(root, u"SwapTotal"_s));
    add(u"kernel"_s, textOf(root + u"/proc/sys/kernel/osrelease"_s));
    add(u"distribution"_s, distribution(root));
    add(u"cgroups"_s, CgroupHierarchy::read(root).layoutTitle());
    add(u"hypervisor"_s, hypervisor(root, cpuInfo));
    add(u"governor"_s, governorFact(root));
    add(u"turbo"_s, turboFact(root));
    add(u"multithreading"_s, multithreadingFact(root));
    add(u"mitigations"_s, mitigationsFact(root));
    add(u"clock source"_s, textOf(root + u"/sys/devices/system/clocksource/clocksource0/current_clocksource"_s));
    add(u"load average"_s, textOf(root + u"/proc/loadavg"_s).section(u' ', 0, 2));
    add(u"boxmark"_s, QStringLiteral(BOXMARK_VERSION));
    return environment;
}

} // namespace boxmark
