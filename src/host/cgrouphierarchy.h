// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace boxmark {

/// One mounted cgroup file system.
struct CgroupMount
{
    QString mountPoint; ///< below the root that the hierarchy was read from
    QString root; ///< the group that stands at the mount point; "/" unless we are in a container
    QStringList controllers; ///< v1: "cpu", "memory", "name=systemd"; v2: what its top group offers, may be none
    bool unified = false; ///< v2

    bool operator==(const CgroupMount &) const = default;
};

/// A group as the kernel names it and where its files lie.
struct CgroupPlace
{
    QString path; ///< "/docker/3f…": as in /proc/PID/cgroup
    QString directory; ///< absolute; seen through the mount
    QString mountPoint; ///< where the hierarchy that it belongs to begins
    bool unified = false; ///< its files are those of v2

    bool isRoot() const { return path == QLatin1Char('/'); }
};

/// Which control groups this computer has and where they are mounted: v1, v2, or both at once (hybrid). Nothing is
/// assumed about where they are mounted or which controllers share a mount. See cgroups(7), /proc/self/mountinfo in
/// proc(5).
class CgroupHierarchy
{
public:
    enum class Layout { None, V1, Hybrid, V2 };

    /// `root` stands before every path that is read and told; a test gives a tree of its own.
    static CgroupHierarchy read(const QString &root = {});

    /// Hybrid as soon as there is a v1 mount besides v2, whatever controllers it has.
    Layout layout() const;
    /// "cgroup v1", "cgroup v1 and v2 (hybrid)", "cgroup v2", "no cgroups".
    QString layoutTitle() const;
    const QList<CgroupMount> &mounts() const { return m_mounts; }

    /// The mount that carries a controller: that of v1 when it is bound there, else v2 when its top group offers it.
    std::optional<CgroupMount> mountOf(const QString &controller) const;
    /// The v2 mount, with or without controllers.
    std::optional<CgroupMount> unifiedMount() const;

    /// The group that `pid` is in for a controller. Empty when there is no such process, when the controller is mounted
    /// nowhere, or when the group lies outside of what we can see.
    std::optional<CgroupPlace> placeOf(qint64 pid, const QString &controller) const;
    /// The same in the v2 hierarchy, whatever controllers it has.
    std::optional<CgroupPlace> unifiedPlaceOf(qint64 pid) const;

private:
    std::optional<CgroupPlace> placeIn(const CgroupMount &mount, qint64 pid) const;

    QString m_root;
    QList<CgroupMount> m_mounts;
};

} // namespace boxmark
