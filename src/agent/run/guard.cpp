// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/guard.h"

#include <cerrno>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace boxmark::agent {

namespace {

// It must not hold anything open whose end somebody waits for: the host reads our output to its end.
void closeAllBut(int kept)
{
    for (int number = 0; number < 1024; ++number) {
        if (number != kept)
            close(number);
    }
}

[[noreturn]] void stand(int line)
{
    setsid(); // out of the group that the host kills as a whole
    prctl(PR_SET_NAME, "boxmark-guard");
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, nullptr);
    closeAllBut(line);
    pid_t group = 0;
    for (;;) {
        pid_t told = 0;
        const ssize_t count = read(line, &told, sizeof told);
        if (count == static_cast<ssize_t>(sizeof told))
            group = told;
        else if (count >= 0 || errno != EINTR)
            break;
    }
    if (group > 1)
        kill(-group, SIGKILL);
    _exit(0);
}

} // namespace

Guard::Guard()
{
    int ends[2] = {-1, -1};
    if (getpid() == 1 || pipe2(ends, O_CLOEXEC) != 0)
        return;
    Descriptor readEnd(ends[0]);
    m_line = Descriptor(ends[1]);
    m_pid = fork();
    if (m_pid == 0)
        stand(readEnd.number());
    if (m_pid < 0)
        m_pid = 0;
}

Guard::~Guard()
{
    dismiss();
}

void Guard::watchOver(pid_t processGroup)
{
    if (m_pid != 0) [[maybe_unused]]
        const ssize_t written = write(m_line.number(), &processGroup, sizeof processGroup);
}

void Guard::dismiss()
{
    if (m_pid == 0)
        return;
    kill(m_pid, SIGKILL);
    waitpid(m_pid, nullptr, 0);
    wasReaped();
}

void Guard::wasReaped()
{
    m_pid = 0;
    m_line.reset();
}

} // namespace boxmark::agent
