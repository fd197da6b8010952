// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/httpparser.h"

#include "agent/number.h"

#include <algorithm>
#include <strings.h>

namespace boxmark::agent {

namespace {

constexpr std::string_view lineEnd = "\r\n";
constexpr std::string_view headEnd = "\r\n\r\n";

bool equalsIgnoringCase(std::string_view left, std::string_view right)
{
    return left.size() == right.size() && strncasecmp(left.data(), right.data(), left.size()) == 0;
}

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// RFC 9110, 5.6.2: tchar.
bool isTokenCharacter(char character)
{
    const bool isLetter = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
    const bool isDigit = character >= '0' && character <= '9';
    return isLetter || isDigit || std::string_view("!#$%&'*+-.^_`|~").find(character) != std::string_view::npos;
}

bool isToken(std::string_view text)
{
    return !text.empty() && std::all_of(text.begin(), text.end(), isTokenCharacter);
}

// Bytes that no head may hold, wherever they stand: what speaks another protocol is told so at its first bytes.
bool isForbidden(char character)
{
    const auto byte = static_cast<unsigned char>(character);
    return (byte < 0x20 && byte != '\r' && byte != '\n' && byte != '\t') || byte == 0x7F;
}

bool hasBareLineFeed(std::string_view head, std::size_t from)
{
    for (std::size_t at = head.find('\n', from); at != std::string_view::npos; at = head.find('\n', at + 1)) {
        if (at == 0 || head[at - 1] != '\r')
            return true;
    }
    return false;
}

bool listHolds(std::string_view list, std::string_view wanted)
{
    while (true) {
        const std::size_t comma = list.find(',');
        if (equalsIgnoringCase(trimmed(list.substr(0, comma)), wanted))
            return true;
        if (comma == std::string_view::npos)
            return false;
        list.remove_prefix(comma + 1);
    }
}

} // namespace

std::size_t HttpParser::feed(std::string_view bytes)
{
    std::size_t used = 0;
    if (m_state == State::Head)
        used = feedHead(bytes);
    if (m_state == State::Body)
        used += feedBody(bytes.substr(used));
    return used;
}

std::size_t HttpParser::feedHead(std::string_view bytes)
{
    std::size_t skipped = 0;
    if (m_head.empty()) {
        // RFC 9112, 2.2: empty lines before the request line are passed over.
        while (bytes.substr(skipped).starts_with(lineEnd))
            skipped += lineEnd.size();
        bytes.remove_prefix(skipped);
        const std::size_t end = bytes.find(headEnd);
        if (end != std::string_view::npos && end <= longestHead) { // the usual case: no copy
            if (checkPartialHead(bytes.substr(0, end), 0))
                parseHead(bytes.substr(0, end));
            return skipped + end + headEnd.size();
        }
    }
    const std::size_t before = m_head.size();
    m_head.append(bytes, 0, longestHead + headEnd.size() - std::min(before, longestHead));
    const std::size_t end = m_head.find(headEnd, before < headEnd.size() ? 0 : before - headEnd.size() + 1);
    if (!checkPartialHead(std::string_view(m_head).substr(0, end), before))
        return skipped + bytes.size();
    if (end == std::string::npos)
        return skipped + bytes.size();
    const std::string head = std::move(m_head);
    parseHead(std::string_view(head).substr(0, end));
    return skipped + end + headEnd.size() - before;
}

// What can be refused before the head is complete, so that nobody makes us hold or wait for more than that. The first
// `checked` bytes were looked at before.
bool HttpParser::checkPartialHead(std::string_view head, std::size_t checked)
{
    checked = std::min(checked, head.size());
    if (std::any_of(head.begin() + static_cast<std::ptrdiff_t>(checked), head.end(), isForbidden))
        return fail(400, "The request holds a control character.");
    if (hasBareLineFeed(head, checked))
        return fail(400, "The request's lines do not end in CRLF.");
    const std::size_t firstLine = std::min(head.find('\n'), head.size());
    if (firstLine > longestTarget)
        return fail(414, "The request line is too long.");
    if (head.size() > longestHead)
        return fail(431, "The request's headers are too large.");
    return true;
}

void HttpParser::parseHead(std::string_view head)
{
    const std::size_t firstEnd = std::min(head.find(lineEnd), head.size());
    if (!parseRequestLine(head.substr(0, firstEnd)))
        return;
    head.remove_prefix(std::min(firstEnd + lineEnd.size(), head.size()));
    while (!head.empty()) {
        const std::size_t end = std::min(head.find(lineEnd), head.size());
        if (!parseHeader(head.substr(0, end)))
            return;
        head.remove_prefix(std::min(end + lineEnd.size(), head.size()));
    }
    // RFC 9112, 3.2.
    if (m_hosts > 1 || (m_hosts == 0 && !m_request.isHttp10)) {
        fail(400, "The request needs one Host header.");
        return;
    }
    beginBody();
}

bool HttpParser::parseRequestLine(std::string_view line)
{
    const std::size_t first = line.find(' ');
    const std::size_t last = line.rfind(' ');
    if (first == std::string_view::npos || first == last)
        return fail(400, "The request line is malformed.");
    const std::string_view version = line.substr(last + 1);
    if (!version.starts_with("HTTP/") || version.size() != 8 || version[7] < '0' || version[7] > '9')
        return fail(400, "The request line is malformed.");
    if (!version.starts_with("HTTP/1."))
        return fail(505, "Only HTTP/1.1 and HTTP/1.0 are spoken here.");
    m_request.isHttp10 = version == "HTTP/1.0";
    m_request.keepAlive = !m_request.isHttp10;
    m_request.method = line.substr(0, first);
    if (!isToken(m_request.method))
        return fail(400, "The request's method is malformed.");
    return parseTarget(line.substr(first + 1, last - first - 1));
}

bool HttpParser::parseTarget(std::string_view target)
{
    // RFC 9112, 3.2.2: a server must take the absolute form, too.
    constexpr std::string_view scheme = "http://";
    if (target.starts_with(scheme)) {
        target.remove_prefix(scheme.size());
        target.remove_prefix(std::min(target.find('/'), target.size()));
    }
    if (!target.starts_with('/') || target.find_first_of(" \t\r\n") != std::string_view::npos)
        return fail(400, "The request's target is malformed.");
    const std::size_t mark = std::min(target.find('?'), target.size());
    m_request.path = target.substr(0, mark);
    m_request.query = target.substr(std::min(mark + 1, target.size()));
    return true;
}

bool HttpParser::parseHeader(std::string_view line)
{
    if (++m_headers > mostHeaders)
        return fail(431, "The request has too many headers.");
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || !isToken(line.substr(0, colon))
        || line.find_first_of("\r\n") != std::string_view::npos)
        return fail(400, "A header is malformed.");
    return takeHeader(line.substr(0, colon), trimmed(line.substr(colon + 1)));
}

bool HttpParser::takeHeader(std::string_view name, std::string_view value)
{
    switch (name.size()) { // most headers are none of ours: the length alone says so
    case 4:
        m_hosts += equalsIgnoringCase(name, "Host") ? 1 : 0;
        return true;
    case 6:
        if (equalsIgnoringCase(name, "Expect"))
            m_request.expectsContinue = equalsIgnoringCase(value, "100-continue") && !m_request.isHttp10;
        return true;
    case 10:
        return !equalsIgnoringCase(name, "Connection") || takeConnection(value);
    case 14:
        return !equalsIgnoringCase(name, "Content-Length") || takeLength(value);
    case 17:
        if (!equalsIgnoringCase(name, "Transfer-Encoding"))
            return true;
        if (!equalsIgnoringCase(value, "chunked") || m_isChunked || m_request.isHttp10)
            return fail(501, "The only transfer encoding that is known here is \"chunked\".");
        m_isChunked = true;
        return true;
    default:
        return true;
    }
}

bool HttpParser::takeLength(std::string_view value)
{
    const auto length = parseNumber(value);
    if (!length || m_hasLength)
        return fail(400, "The Content-Length is malformed.");
    m_hasLength = true;
    m_bodyLeft = static_cast<std::uint64_t>(*length);
    return true;
}

bool HttpParser::takeConnection(std::string_view value)
{
    if (listHolds(value, "close"))
        m_request.keepAlive = false;
    else if (m_request.isHttp10 && listHolds(value, "keep-alive"))
        m_request.keepAlive = true;
    return true;
}

void HttpParser::beginBody()
{
    // RFC 9112, 6.1: both at once is how requests are smuggled past a proxy.
    if (m_isChunked && m_hasLength) {
        fail(400, "A request has a Content-Length or is chunked, not both.");
        return;
    }
    if (m_bodyLeft > longestBody) {
        fail(413, "The request's body is too large.");
        return;
    }
    m_state = m_isChunked || m_bodyLeft > 0 ? State::Body : State::Complete;
}

std::size_t HttpParser::feedBody(std::string_view bytes)
{
    if (!m_isChunked) {
        const std::size_t count = std::min<std::uint64_t>(m_bodyLeft, bytes.size());
        m_request.body.append(bytes, 0, count);
        m_bodyLeft -= count;
        if (m_bodyLeft == 0)
            m_state = State::Complete;
        return count;
    }
    const std::size_t count = m_chunks.feed(bytes, m_request.body);
    if (m_chunks.state() == ChunkDecoder::State::Complete)
        m_state = State::Complete;
    else if (m_chunks.state() == ChunkDecoder::State::Malformed)
        fail(400, "The request's chunks are malformed.");
    else if (m_chunks.state() == ChunkDecoder::State::TooLong)
        fail(413, "The request's body is too large.");
    return count;
}

bool HttpParser::fail(int status, std::string_view problem)
{
    m_state = State::Failed;
    m_status = status;
    m_problem = problem;
    return false;
}

void HttpParser::reset()
{
    m_state = State::Head;
    m_head.clear();
    m_request.body.clear();
    m_request.keepAlive = true;
    m_request.expectsContinue = false;
    m_headers = 0;
    m_hosts = 0;
    m_hasLength = false;
    m_isChunked = false;
    m_bodyLeft = 0;
    m_chunks.reset();
}

} // namespace boxmark::agent
