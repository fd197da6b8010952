// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/namespaces.h"

#include "agent/box/mounting.h"
#include "agent/descriptor.h"

#include <cerrno>
#include <fcntl.h>
#include <sched.h>
#include <string_view>
#include <sys/mount.h>
#include <unistd.h>

namespace boxmark::agent {

namespace {

bool writeText(const char *path, std::string_view text)
{
    const Descriptor file(open(path, O_WRONLY | O_CLOEXEC));
    return file && write(file.number(), text.data(), text.size()) == static_cast<ssize_t>(text.size());
}

// user_namespaces(7): who is not root may map only itself, and must give up setgroups(2) before it maps a group.
bool mapOurselves(uid_t outsideUser, gid_t outsideGroup, const Account &inside)
{
    const auto line
        = [](unsigned from, unsigned to) { return std::to_string(from) + ' ' + std::to_string(to) + " 1\n"; };
    return writeText("/proc/self/setgroups", "deny") && writeText("/proc/self/uid_map", line(inside.user, outsideUser))
        && writeText("/proc/self/gid_map", line(inside.group, outsideGroup));
}

std::optional<Failure> keepMountsToOurselves()
{
    return mountAt({"none", "", MS_REC | MS_PRIVATE}, "/");
}

Failure forbidden(int errorNumber)
{
    return {"The image cannot be run as a plain process without root.",
        "The kernel gives this user no user namespace: " + errorText(errorNumber) + '.',
        "Allow user namespaces (sysctl kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000, and on "
        "Ubuntu "
        "kernel.apparmor_restrict_unprivileged_userns=0), or run Boxmark as root.",
        126};
}

} // namespace

std::optional<Failure> enterMountNamespace()
{
    if (unshare(CLONE_NEWNS) != 0) {
        return Failure {"The app's file system could not be put together.",
            "The kernel gives us no mount namespace: " + errorText(errno) + '.', "Run it as root.", 126};
    }
    return keepMountsToOurselves();
}

std::optional<Failure> enterUserNamespace(const Account &account)
{
    const uid_t user = geteuid();
    const gid_t group = getegid();
    if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0 || !mapOurselves(user, group, account))
        return forbidden(errno);
    return keepMountsToOurselves();
}

} // namespace boxmark::agent
