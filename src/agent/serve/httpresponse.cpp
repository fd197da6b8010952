// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/httpresponse.h"

#include "agent/json.h"

#include <algorithm>
#include <charconv>
#include <cstdio>

namespace boxmark::agent {

namespace {

std::string_view reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 400:
        return "Bad Request";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 501:
        return "Not Implemented";
    case 503:
        return "Service Unavailable";
    case 505:
        return "HTTP Version Not Supported";
    default:
        return "Unknown";
    }
}

void appendNumber(std::string &to, std::uint64_t value, std::size_t leastDigits = 1)
{
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    const auto count = static_cast<std::size_t>(end - digits);
    to.append(std::max(leastDigits, count) - count, '0');
    to.append(digits, count);
}

// Server-Timing (W3C) counts milliseconds.
void appendMilliseconds(std::string &to, nanoseconds duration)
{
    const auto microseconds = static_cast<std::uint64_t>(std::max<std::int64_t>(duration.count() / 1000, 0));
    appendNumber(to, microseconds / 1000);
    to += '.';
    appendNumber(to, microseconds % 1000, 3);
}

// Lines of 128 bytes or less, as real headers are, that add up to exactly `bytes`.
void appendPadding(std::string &to, std::int64_t bytes)
{
    constexpr std::string_view name = "X-Padding: ";
    constexpr std::int64_t longestLine = 128;
    while (bytes > 0) {
        std::int64_t line = std::min(bytes, longestLine);
        if (bytes != line && bytes - line < leastPadding)
            line -= leastPadding; // what is left must be a whole line, too
        to += name;
        to.append(static_cast<std::size_t>(line) - name.size() - 2, 'x');
        to += "\r\n";
        bytes -= line;
    }
}

} // namespace

std::uint64_t bodyBytes(const HttpResponse &response)
{
    if (const auto *text = std::get_if<std::string>(&response.body))
        return text->size();
    if (const auto *pattern = std::get_if<PatternBody>(&response.body))
        return pattern->bytes;
    return std::get<FileBody>(response.body).bytes;
}

std::string_view patternText()
{
    static const std::string text = [] {
        constexpr std::string_view line = "The quick brown fox jumps over the lazy dog 0123456789 times. \r\n";
        static_assert(line.size() == 64);
        std::string lines;
        while (lines.size() < 65'536)
            lines += line;
        return lines;
    }();
    return text;
}

HttpResponse jsonResponse(std::string body)
{
    HttpResponse response;
    response.body = std::move(body);
    return response;
}

HttpResponse errorResponse(int status, std::string_view message)
{
    HttpResponse response = jsonResponse(JsonObject().text("error", message).take());
    response.status = status;
    return response;
}

std::string_view HttpDate::text()
{
    timespec now = {};
    clock_gettime(CLOCK_REALTIME_COARSE, &now);
    if (now.tv_sec == m_second)
        return {m_text, m_size};
    m_second = now.tv_sec;
    static constexpr const char *days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char *months[]
        = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    tm parts = {};
    gmtime_r(&m_second, &parts);
    const int count = std::snprintf(m_text, sizeof m_text, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[parts.tm_wday],
        parts.tm_mday, months[parts.tm_mon], parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
    m_size = std::min(static_cast<std::size_t>(std::max(count, 0)), sizeof m_text - 1);
    return {m_text, m_size};
}

void appendHead(std::string &to, const HttpResponse &response, std::string_view date, nanoseconds spent, bool keepAlive)
{
    to += "HTTP/1.1 ";
    appendNumber(to, static_cast<std::uint64_t>(response.status));
    to += ' ';
    to += reason(response.status);
    to += "\r\nServer: boxmark-agent\r\nDate: ";
    to += date;
    to += "\r\nContent-Type: ";
    to += response.contentType;
    to += "\r\nContent-Length: ";
    appendNumber(to, bodyBytes(response));
    to += "\r\nServer-Timing: app;dur=";
    appendMilliseconds(to, spent);
    to += keepAlive ? "\r\nConnection: keep-alive\r\n" : "\r\nConnection: close\r\n";
    if (!response.allow.empty())
        to.append("Allow: ").append(response.allow).append("\r\n");
    appendPadding(to, response.paddingBytes);
    to += "\r\n";
}

} // namespace boxmark::agent
