// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/number.h"

#include <charconv>

namespace boxmark::agent {

std::optional<std::int64_t> parseNumber(std::string_view text)
{
    std::int64_t value = 0;
    const char *end = text.data() + text.size();
    // from_chars would take a minus sign.
    if (text.empty() || text.front() < '0' || text.front() > '9')
        return {};
    const auto [stopped, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc {} || stopped != end)
        return {};
    return value;
}

std::optional<std::int64_t> numberField(std::string_view text, int index)
{
    for (;; --index) {
        const std::size_t begin = text.find_first_not_of(" \n\t");
        if (begin == std::string_view::npos)
            return {};
        text.remove_prefix(begin);
        const std::size_t end = text.find_first_of(" \n\t");
        if (index == 0)
            return parseNumber(text.substr(0, end));
        if (end == std::string_view::npos)
            return {};
        text.remove_prefix(end);
    }
}

} // namespace boxmark::agent
