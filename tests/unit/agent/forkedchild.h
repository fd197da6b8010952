// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

namespace boxmark::test {

/// A real child process that runs a function, says when it has done its part, and stays until it is told to end.
class ForkedChild
{
public:
    /// Returns when `work` has been done in the child.
    explicit ForkedChild(const std::function<void()> &work)
    {
        int ready[2];
        int leave[2];
        if (pipe(ready) != 0 || pipe(leave) != 0)
            return;
        m_pid = fork();
        if (m_pid == 0) {
            close(leave[1]);
            work();
            char byte = 'r';
            [[maybe_unused]] ssize_t count = write(ready[1], &byte, 1);
            count = read(leave[0], &byte, 1);
            _exit(0);
        }
        close(ready[1]);
        close(leave[0]);
        m_leave = leave[1];
        char byte = 0;
        m_isReady = read(ready[0], &byte, 1) == 1;
        close(ready[0]);
    }

    ~ForkedChild()
    {
        end();
        reap();
    }
    ForkedChild(const ForkedChild &) = delete;
    ForkedChild &operator=(const ForkedChild &) = delete;

    bool isReady() const { return m_isReady; }
    pid_t pid() const { return m_pid; }

    /// Lets it exit, and returns once it has; it is a zombie then.
    void end()
    {
        if (m_leave < 0)
            return;
        // A byte, not the end of the pipe: children that were forked later hold a copy of it open.
        const char byte = 'l';
        [[maybe_unused]] const ssize_t count = write(m_leave, &byte, 1);
        close(m_leave);
        m_leave = -1;
        siginfo_t information;
        waitid(P_PID, static_cast<id_t>(m_pid), &information, WEXITED | WNOWAIT);
    }

    void reap()
    {
        if (m_pid > 0)
            waitpid(m_pid, nullptr, 0);
        m_pid = 0;
    }

private:
    pid_t m_pid = 0;
    int m_leave = -1;
    bool m_isReady = false;
};

} // namespace boxmark::test
