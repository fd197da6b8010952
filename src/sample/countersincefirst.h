// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"

#include <optional>

namespace boxmark {

/// A counter as records tell it: from its first value on.
class CounterSinceFirst
{
public:
    std::optional<Bytes> since(std::optional<Bytes> value)
    {
        if (!value)
            return {};
        if (!m_first)
            m_first = value;
        return Bytes {value->count - m_first->count};
    }

private:
    std::optional<Bytes> m_first {};
};

} // namespace boxmark
