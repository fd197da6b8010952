// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace boxmark::agent {

/// Appends `bytes` as a JSON string with its quotes. Any bytes give valid JSON in valid UTF-8: each maximal part of an
/// ill-formed sequence becomes U+FFFD (The Unicode Standard, 3.9, "U+FFFD Substitution of Maximal Subparts").
void appendJsonString(std::string &to, std::string_view bytes);

/// How many bytes at the end of `bytes` begin a UTF-8 character that is not complete yet: 0 to 3.
std::size_t incompleteTail(std::string_view bytes);

/// Writes one flat JSON object into a string. Keys must need no escaping.
class JsonObject
{
public:
    JsonObject &text(std::string_view key, std::string_view value);
    JsonObject &number(std::string_view key, std::int64_t value);
    JsonObject &boolean(std::string_view key, bool value);

    /// The object, closed. Last call.
    std::string take();

private:
    void appendKey(std::string_view key);

    std::string m_text = "{";
};

} // namespace boxmark::agent
