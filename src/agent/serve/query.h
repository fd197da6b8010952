// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace boxmark::agent {

/// Decodes %XX. Nothing when an escape is malformed or gives a NUL.
std::optional<std::string> percentDecoded(std::string_view text);

/// The numbers behind a '?'. The first problem is kept, in words that the answer can carry.
class Query
{
public:
    explicit Query(std::string_view text)
        : m_text(text)
    {
    }

    /// The parameter's value, or `fallback` when it is not there; a problem, and `low`, when it is not a number from
    /// `low` to `high`. Of several the first counts.
    std::int64_t number(std::string_view name, std::int64_t low, std::int64_t high, std::int64_t fallback);
    /// The same for one that must be there.
    std::int64_t number(std::string_view name, std::int64_t low, std::int64_t high);

    /// Empty when all was well.
    const std::string &problem() const { return m_problem; }

private:
    std::optional<std::string_view> find(std::string_view name) const;

    std::string_view m_text;
    std::string m_problem {};
};

} // namespace boxmark::agent
