// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/group/grouplimits.h"

#include "host/textfile.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr qint64 periodMicroseconds = 100'000;
constexpr qint64 smallestQuota = 1000; // the kernel refuses less than a millisecond

} // namespace

QList<GroupSetting> cpuSettings(double cpus, bool unified)
{
    const qint64 quota = std::max(smallestQuota, qint64(std::llround(cpus * double(periodMicroseconds))));
    if (unified)
        return {{u"cpu.max"_s, u"%1 %2"_s.arg(quota).arg(periodMicroseconds)}};
    return {
        {u"cpu.cfs_period_us"_s, QString::number(periodMicroseconds)}, {u"cpu.cfs_quota_us"_s, QString::number(quota)}};
}

QList<GroupSetting> memorySettings(Bytes memory, bool unified)
{
    const QString limit = QString::number(memory.count);
    if (unified)
        return {{u"memory.max"_s, limit}, {u"memory.swap.max"_s, u"0"_s, true}};
    return {{u"memory.limit_in_bytes"_s, limit}, {u"memory.memsw.limit_in_bytes"_s, limit, true}};
}

std::optional<QString> unifiedParent(const CgroupHierarchy &hierarchy, qint64 pid, const QStringList &controllers)
{
    const auto place = hierarchy.unifiedPlaceOf(pid);
    if (!place)
        return {};
    QString directory = place->directory;
    while (directory.size() >= place->mountPoint.size()) {
        const QStringList handedDown = textOf(directory + u"/cgroup.subtree_control"_s).split(u' ');
        const auto has = [&handedDown](const QString &controller) { return handedDown.contains(controller); };
        if (std::all_of(controllers.begin(), controllers.end(), has))
            return directory;
        directory.truncate(directory.lastIndexOf(u'/'));
    }
    return {};
}

} // namespace boxmark
