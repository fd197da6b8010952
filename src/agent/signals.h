// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/descriptor.h"

#include <initializer_list>

namespace boxmark::agent {

/// Takes signals out of a file descriptor instead of in a handler. They stay blocked in this thread and in those that
/// it starts later; a forked child must unblock them itself.
class SignalQueue
{
public:
    explicit SignalQueue(std::initializer_list<int> signals);

    /// For poll(2): readable when a signal has come.
    int descriptor() const { return m_descriptor.number(); }
    /// The next signal's number, 0 when none has come.
    int next() const;

private:
    Descriptor m_descriptor;
};

} // namespace boxmark::agent
