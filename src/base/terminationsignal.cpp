// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/terminationsignal.h"

#include <QSocketNotifier>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <unistd.h>

namespace boxmark {

namespace {

constexpr std::array handledSignals {SIGINT, SIGTERM, SIGHUP};

// A signal handler may do little more than write a byte: pipe(7), signal-safety(7).
std::array<int, 2> pipeEnds {-1, -1};
std::array<struct sigaction, handledSignals.size()> earlierActions {};

void onSignal(int)
{
    const char byte = 1;
    [[maybe_unused]] const ssize_t written = ::write(pipeEnds[1], &byte, 1);
}

} // namespace

TerminationSignal::TerminationSignal(QObject *parent)
    : QObject(parent)
{
    if (::pipe2(pipeEnds.data(), O_CLOEXEC | O_NONBLOCK) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(pipeEnds[0], QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        while (::read(pipeEnds[0], &byte, 1) == 1)
            emit received();
    });
    struct sigaction action
    {
    };
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (std::size_t index = 0; index < handledSignals.size(); ++index)
        sigaction(handledSignals[index], &action, &earlierActions[index]);
}

TerminationSignal::~TerminationSignal()
{
    if (!m_notifier)
        return;
    for (std::size_t index = 0; index < handledSignals.size(); ++index)
        sigaction(handledSignals[index], &earlierActions[index], nullptr);
    m_notifier.reset();
    ::close(pipeEnds[0]);
    ::close(pipeEnds[1]);
}

} // namespace boxmark
