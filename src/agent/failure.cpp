// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/failure.h"

#include <cstring>

namespace boxmark::agent {

std::string errorText(int errorNumber)
{
    // The GNU variant: thread-safe, and it may return a constant instead of filling the buffer.
    char buffer[128] = {};
    return strerror_r(errorNumber, buffer, sizeof buffer);
}

} // namespace boxmark::agent
