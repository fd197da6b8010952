// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/signals.h"

#include <signal.h>
#include <sys/signalfd.h>

namespace boxmark::agent {

SignalQueue::SignalQueue(std::initializer_list<int> signals)
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : signals)
        sigaddset(&set, signal);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_descriptor = Descriptor(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
}

int SignalQueue::next() const
{
    signalfd_siginfo information = {};
    const ssize_t count = read(m_descriptor.number(), &information, sizeof information);
    return count == static_cast<ssize_t>(sizeof information) ? static_cast<int>(information.ssi_signo) : 0;
}

} // namespace boxmark::agent
