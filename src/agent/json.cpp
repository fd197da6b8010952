// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/json.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace boxmark::agent {

namespace {

unsigned byteAt(std::string_view bytes, std::size_t index)
{
    return static_cast<unsigned char>(bytes[index]);
}

struct LeadByte
{
    std::size_t length = 0; ///< of the whole character; 0 when no character begins so
    unsigned secondLow = 0x80; ///< range of its second byte
    unsigned secondHigh = 0xBF;
};

// The Unicode Standard, table 3-7, "Well-Formed UTF-8 Byte Sequences".
LeadByte leadByte(unsigned byte)
{
    if (byte < 0x80)
        return {1};
    if (byte >= 0xC2 && byte <= 0xDF)
        return {2};
    if (byte >= 0xE0 && byte <= 0xEF)
        return {3, byte == 0xE0 ? 0xA0U : 0x80U, byte == 0xED ? 0x9FU : 0xBFU};
    if (byte >= 0xF0 && byte <= 0xF4)
        return {4, byte == 0xF0 ? 0x90U : 0x80U, byte == 0xF4 ? 0x8FU : 0xBFU};
    return {};
}

struct Character
{
    std::size_t bytes = 1; ///< how many belong to it, or to the ill-formed part
    bool wellFormed = false;
};

Character characterAt(std::string_view bytes)
{
    const LeadByte lead = leadByte(byteAt(bytes, 0));
    std::size_t length = 1;
    while (length < lead.length && length < bytes.size()) {
        const unsigned low = length == 1 ? lead.secondLow : 0x80;
        const unsigned high = length == 1 ? lead.secondHigh : 0xBF;
        const unsigned byte = byteAt(bytes, length);
        if (byte < low || byte > high)
            break;
        ++length;
    }
    return {length, lead.length == length};
}

void appendEscaped(std::string &to, unsigned byte)
{
    static constexpr char digits[] = "0123456789abcdef";
    switch (byte) {
    case '"':
        to += "\\\"";
        break;
    case '\\':
        to += "\\\\";
        break;
    case '\n':
        to += "\\n";
        break;
    case '\r':
        to += "\\r";
        break;
    case '\t':
        to += "\\t";
        break;
    default:
        to += "\\u00";
        to += digits[byte >> 4];
        to += digits[byte & 0xF];
    }
}

bool isPlain(unsigned byte)
{
    return byte >= 0x20 && byte < 0x80 && byte != '"' && byte != '\\';
}

} // namespace

void appendJsonString(std::string &to, std::string_view bytes)
{
    to += '"';
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::size_t begin = at;
        while (at < bytes.size() && isPlain(byteAt(bytes, at)))
            ++at;
        to.append(bytes, begin, at - begin);
        if (at == bytes.size())
            break;
        const unsigned byte = byteAt(bytes, at);
        if (byte < 0x80) {
            appendEscaped(to, byte);
            ++at;
            continue;
        }
        const Character character = characterAt(bytes.substr(at));
        to.append(character.wellFormed ? bytes.substr(at, character.bytes) : std::string_view("\xEF\xBF\xBD"));
        at += character.bytes;
    }
    to += '"';
}

std::size_t incompleteTail(std::string_view bytes)
{
    const std::size_t longest = std::min<std::size_t>(3, bytes.size());
    for (std::size_t tail = 1; tail <= longest; ++tail) {
        const std::string_view end = bytes.substr(bytes.size() - tail);
        const std::size_t wanted = leadByte(byteAt(end, 0)).length;
        if (wanted > tail && characterAt(end).bytes == tail)
            return tail;
    }
    return 0;
}

JsonObject &JsonObject::text(std::string_view key, std::string_view value)
{
    appendKey(key);
    appendJsonString(m_text, value);
    return *this;
}

JsonObject &JsonObject::number(std::string_view key, std::int64_t value)
{
    appendKey(key);
    char digits[24];
    const auto [end, error] = std::to_chars(digits, digits + sizeof digits, value);
    m_text.append(digits, end);
    return *this;
}

JsonObject &JsonObject::boolean(std::string_view key, bool value)
{
    appendKey(key);
    m_text += value ? "true" : "false";
    return *this;
}

std::string JsonObject::take()
{
    m_text += '}';
    return std::move(m_text);
}

void JsonObject::appendKey(std::string_view key)
{
    if (m_text.size() > 1)
        m_text += ',';
    m_text += '"';
    m_text += key;
    m_text += "\":";
}

} // namespace boxmark::agent
