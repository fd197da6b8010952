// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/cgrouphierarchy.h"

#include "host/textfile.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cgroup", text);
}

// The kernel writes space, tab, line end and backslash in paths as three octal digits.
QString unescaped(QString path)
{
    return path.replace(u"\\040"_s, u" "_s)
        .replace(u"\\011"_s, u"\t"_s)
        .replace(u"\\012"_s, u"\n"_s)
        .replace(u"\\134"_s, u"\\"_s);
}

// proc(5): "ID parent major:minor root mountpoint options [optional…] - type source superoptions"
std::optional<CgroupMount> mountOfLine(const QString &line, const QString &root)
{
    const QStringList halves = line.split(u" - "_s);
    if (halves.size() != 2)
        return {};
    const QStringList mount = halves[0].split(u' ');
    const QStringList fileSystem = halves[1].split(u' ');
    if (mount.size() < 6 || fileSystem.size() < 3)
        return {};
    CgroupMount found {.mountPoint = root + unescaped(mount[4]), .root = unescaped(mount[3]), .controllers = {}};
    if (fileSystem[0] == u"cgroup2") {
        found.unified = true;
        found.controllers = textOf(found.mountPoint + u"/cgroup.controllers"_s).split(u' ', Qt::SkipEmptyParts);
        return found;
    }
    if (fileSystem[0] != u"cgroup")
        return {};
    found.controllers = fileSystem[2].split(u',');
    found.controllers.removeAll(u"rw"_s);
    return found;
}

// /proc/PID/cgroup: "ID:controllers:path", the controllers empty for v2.
std::optional<QString> pathInHierarchy(const QString &memberships, const CgroupMount &mount)
{
    for (const QString &line : memberships.split(u'\n', Qt::SkipEmptyParts)) {
        const QString controllers = line.section(u':', 1, 1);
        const bool same = mount.unified
            ? controllers.isEmpty()
            : !controllers.isEmpty() && mount.controllers.contains(controllers.section(u',', 0, 0));
        if (same)
            return line.section(u':', 2);
    }
    return {};
}

} // namespace

CgroupHierarchy CgroupHierarchy::read(const QString &root)
{
    CgroupHierarchy hierarchy;
    hierarchy.m_root = root;
    for (const QString &line : textOf(root + u"/proc/self/mountinfo"_s).split(u'\n', Qt::SkipEmptyParts)) {
        if (const auto mount = mountOfLine(line, root))
            hierarchy.m_mounts << *mount;
    }
    return hierarchy;
}

CgroupHierarchy::Layout CgroupHierarchy::layout() const
{
    const bool v2 = unifiedMount().has_value();
    const bool v1
        = std::any_of(m_mounts.begin(), m_mounts.end(), [](const CgroupMount &mount) { return !mount.unified; });
    if (v1)
        return v2 ? Layout::Hybrid : Layout::V1;
    return v2 ? Layout::V2 : Layout::None;
}

QString CgroupHierarchy::layoutTitle() const
{
    switch (layout()) {
    case Layout::None:
        return tr("no cgroups");
    case Layout::V1:
        return tr("cgroup v1");
    case Layout::Hybrid:
        return tr("cgroup v1 and v2 (hybrid)");
    case Layout::V2:
        return tr("cgroup v2");
    }
    return {};
}

std::optional<CgroupMount> CgroupHierarchy::mountOf(const QString &controller) const
{
    for (const bool unified : {false, true}) {
        for (const CgroupMount &mount : m_mounts) {
            if (mount.unified == unified && mount.controllers.contains(controller))
                return mount;
        }
    }
    return {};
}

std::optional<CgroupMount> CgroupHierarchy::unifiedMount() const
{
    for (const CgroupMount &mount : m_mounts) {
        if (mount.unified)
            return mount;
    }
    return {};
}

std::optional<CgroupPlace> CgroupHierarchy::placeOf(qint64 pid, const QString &controller) const
{
    const auto mount = mountOf(controller);
    return mount ? placeIn(*mount, pid) : std::nullopt;
}

std::optional<CgroupPlace> CgroupHierarchy::unifiedPlaceOf(qint64 pid) const
{
    const auto mount = unifiedMount();
    return mount ? placeIn(*mount, pid) : std::nullopt;
}

std::optional<CgroupPlace> CgroupHierarchy::placeIn(const CgroupMount &mount, qint64 pid) const
{
    const auto path = pathInHierarchy(textOf(u"%1/proc/%2/cgroup"_s.arg(m_root).arg(pid)), mount);
    if (!path || path->startsWith(u"/.."))
        return {};
    QString below = *path;
    if (mount.root != u"/") {
        if (below != mount.root && !below.startsWith(mount.root + u'/'))
            return {};
        below.remove(0, mount.root.size());
    }
    QString directory = mount.mountPoint + below;
    while (directory.endsWith(u'/'))
        directory.chop(1);
    return CgroupPlace {*path, directory, mount.mountPoint, mount.unified};
}

} // namespace boxmark
