// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/query.h"

#include "agent/number.h"

#include <charconv>

namespace boxmark::agent {

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            decoded += text[at];
            continue;
        }
        const std::string_view digits = text.substr(at + 1, 2);
        unsigned value = 0;
        const auto [stopped, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, 16);
        if (error != std::errc {} || digits.size() != 2 || stopped != digits.data() + 2 || value == 0)
            return {};
        decoded += static_cast<char>(value);
        at += 2;
    }
    return decoded;
}

std::int64_t Query::number(std::string_view name, std::int64_t low, std::int64_t high, std::int64_t fallback)
{
    return find(name) ? number(name, low, high) : fallback;
}

std::int64_t Query::number(std::string_view name, std::int64_t low, std::int64_t high)
{
    const auto text = find(name);
    const auto value = text ? parseNumber(*text) : std::nullopt;
    if (value && *value >= low && *value <= high)
        return *value;
    if (m_problem.empty()) {
        m_problem = '"' + std::string(name) + "\" must be a whole number from " + std::to_string(low) + " to "
            + std::to_string(high) + '.';
    }
    return low;
}

std::optional<std::string_view> Query::find(std::string_view name) const
{
    std::string_view rest = m_text;
    while (!rest.empty()) {
        const std::string_view pair = rest.substr(0, rest.find('&'));
        const std::string_view key = pair.substr(0, pair.find('='));
        if (key == name)
            return pair.substr(key.size() == pair.size() ? key.size() : key.size() + 1);
        rest.remove_prefix(pair.size() == rest.size() ? pair.size() : pair.size() + 1);
    }
    return {};
}

} // namespace boxmark::agent
