// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/processtree.h"

#include "agent/run/descendants.h"

#include <ctime>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace boxmark::agent {

std::vector<Reaped> reapChildren()
{
    std::vector<Reaped> all;
    int status = 0;
    pid_t pid = 0;
    while ((pid = waitpid(-1, &status, WNOHANG)) > 0) {
        if (WIFSIGNALED(status))
            all.push_back({pid, {{}, WTERMSIG(status)}});
        else
            all.push_back({pid, {WEXITSTATUS(status), {}}});
    }
    return all;
}

std::size_t killDescendants(pid_t spared)
{
    std::size_t count = 0;
    for (const pid_t pid : Descendants(getpid()).list()) {
        if (pid == spared)
            continue;
        kill(pid, SIGKILL);
        ++count;
    }
    return count;
}

void endDescendants(pid_t spared)
{
    using namespace std::chrono_literals;
    const nanoseconds deadline = monotonicNow() + 2s;
    while (killDescendants(spared) > 0 && monotonicNow() < deadline) {
        const timespec pause {0, 500'000};
        nanosleep(&pause, nullptr); // they have been told; nothing announces the last one's end
        reapChildren();
    }
}

} // namespace boxmark::agent
