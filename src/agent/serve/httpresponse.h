// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "agent/descriptor.h"
#include "agent/monotonic.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace boxmark::agent {

/// A body of so many bytes of a fixed pattern (patternText()), made while it is sent.
struct PatternBody
{
    std::uint64_t bytes = 0;
};

/// A body that the kernel sends from a file.
struct FileBody
{
    Descriptor file;
    std::uint64_t bytes = 0;
};

/// What to answer.
struct HttpResponse
{
    int status = 200;
    std::string_view contentType = "application/json"; ///< a literal
    std::variant<std::string, PatternBody, FileBody> body {};
    std::string_view allow = {}; ///< for status 405: a literal
    std::int64_t paddingBytes = 0; ///< of extra headers; 0 or at least leastPadding
    bool close = false; ///< the connection cannot be used for another request
};

constexpr std::int64_t leastPadding = 32;
constexpr std::int64_t mostPadding = 32'768;

std::uint64_t bodyBytes(const HttpResponse &response);

/// 64 KiB of lines of 64 bytes: the n-th byte of a pattern body is patternText()[n % size].
std::string_view patternText();

HttpResponse jsonResponse(std::string body);
/// {"error": "…"}
HttpResponse errorResponse(int status, std::string_view message);

/// The wall clock as HTTP writes it, made once a second.
class HttpDate
{
public:
    std::string_view text();

private:
    time_t m_second = -1;
    char m_text[32] = {};
    std::size_t m_size = 0;
};

/// Appends status line and headers. `spent` goes into Server-Timing as "app".
void appendHead(
    std::string &to, const HttpResponse &response, std::string_view date, nanoseconds spent, bool keepAlive);

} // namespace boxmark::agent
