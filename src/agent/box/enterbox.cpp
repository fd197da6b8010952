// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/box/enterbox.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <grp.h>
#include <linux/capability.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

namespace boxmark::agent {

namespace {

// What container engines leave (moby, oci/caps/defaults.go), but for the making of device nodes, which would reach the
// computer's disks.
constexpr std::array keptCapabilities {CAP_CHOWN, CAP_DAC_OVERRIDE, CAP_FSETID, CAP_FOWNER, CAP_NET_RAW, CAP_SETGID,
    CAP_SETUID, CAP_SETFCAP, CAP_SETPCAP, CAP_NET_BIND_SERVICE, CAP_SYS_CHROOT, CAP_KILL, CAP_AUDIT_WRITE};

// Exec gives root no more than the bounding set (capabilities(7)).
bool boundCapabilities()
{
    for (int capability = 0; prctl(PR_CAPBSET_READ, capability) >= 0; ++capability) {
        const bool isKept
            = std::find(keptCapabilities.begin(), keptCapabilities.end(), capability) != keptCapabilities.end();
        if (!isKept && prctl(PR_CAPBSET_DROP, capability) != 0)
            return false;
    }
    return true;
}

bool enterRoot(const Descriptor &root)
{
    return fchdir(root.number()) == 0 && chroot(".") == 0 && chdir("/") == 0;
}

bool setLimits(const AppBox &box)
{
    if (box.fileLimit) {
        const rlimit limit {*box.fileLimit, *box.fileLimit};
        setrlimit(RLIMIT_NOFILE, &limit);
    }
    return !box.isConfined || boundCapabilities();
}

bool becomeAccount(const Account &account)
{
    // Its own output, opened anew through /dev/stdout: pipes belong to who made them.
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO})
        [[maybe_unused]] const int done = fchown(stream, account.user, account.group);
    return setgroups(account.groups.size(), account.groups.data()) == 0 && setgid(account.group) == 0
        && setuid(account.user) == 0;
}

EnterFailure failureAt(EnterStep step)
{
    return {step, errno};
}

} // namespace

std::optional<EnterFailure> enterBox(const AppBox &box)
{
    if (box.root && !enterRoot(box.root))
        return failureAt(EnterStep::Root);
    if (!setLimits(box))
        return failureAt(EnterStep::Limits);
    if (box.account && !becomeAccount(*box.account))
        return failureAt(EnterStep::Account);
    if (!box.directory.empty() && chdir(box.directory.c_str()) != 0)
        return failureAt(EnterStep::Directory);
    return {};
}

} // namespace boxmark::agent
