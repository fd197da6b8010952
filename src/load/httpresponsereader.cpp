// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/httpresponsereader.h"

#include <algorithm>

namespace boxmark {

namespace {

constexpr qsizetype longestHead = 1 << 20;
constexpr qsizetype longestChunkLine = 1024;

bool equals(QByteArrayView one, QByteArrayView other)
{
    return one.size() == other.size() && one.compare(other, Qt::CaseInsensitive) == 0;
}

// Whether the last coding, or one of the options, is this one: lists are short and written with commas.
bool holdsWord(QByteArrayView list, QByteArrayView word)
{
    while (!list.isEmpty()) {
        const qsizetype comma = list.indexOf(',');
        const QByteArrayView entry = comma < 0 ? list : list.first(comma);
        if (equals(entry.trimmed(), word))
            return true;
        list = comma < 0 ? QByteArrayView() : list.sliced(comma + 1);
    }
    return false;
}

// "12", not "+12" or "-1": what follows decides how many bytes are awaited.
qint64 parseLength(QByteArrayView text, int base)
{
    const bool clean = !text.isEmpty() && text.at(0) != '+' && text.at(0) != '-';
    bool ok = false;
    const qint64 length = text.toLongLong(&ok, base);
    return clean && ok ? length : -1;
}

// The text before the line end at `end`, without it; `rest` goes on behind.
QByteArrayView takeLine(QByteArrayView &rest, qsizetype end)
{
    const QByteArrayView line = rest.first(end);
    rest = rest.sliced(end + 2);
    return line;
}

} // namespace

void HttpResponseReader::begin(Expected expected)
{
    m_expected = expected;
    m_state = State::Reading;
    m_part = Part::Head;
    m_pending.truncate(0);
    m_owed = 0;
    m_announced = -1;
    m_bodySize = 0;
    m_body.truncate(0);
    m_serverTiming.clear();
    m_status = 0;
    m_anything = false;
    m_keepsAlive = false;
}

HttpResponseReader::State HttpResponseReader::feed(QByteArrayView bytes)
{
    m_anything = m_anything || !bytes.isEmpty();
    if (m_state == State::Complete && !bytes.isEmpty())
        m_keepsAlive = false; // nobody asked for more: whose answer would the next one be?
    if (m_state != State::Reading)
        return m_state;
    const bool alone = m_pending.isEmpty();
    if (!alone)
        m_pending.append(bytes);
    m_rest = alone ? bytes : QByteArrayView(m_pending);
    while (m_state == State::Reading && step()) { }
    if (m_state == State::Complete && !m_rest.isEmpty())
        m_keepsAlive = false;
    if (alone)
        m_pending.append(m_rest);
    else
        m_pending.remove(0, m_pending.size() - m_rest.size());
    m_rest = {};
    return m_state;
}

HttpResponseReader::State HttpResponseReader::close()
{
    if (m_state == State::Reading)
        m_state = m_part == Part::BodyUntilClose ? State::Complete : State::Broken;
    m_keepsAlive = false;
    return m_state;
}

// One step further; false when more bytes are needed or nothing is left to do.
bool HttpResponseReader::step()
{
    switch (m_part) {
    case Part::Head:
        return readHead();
    case Part::Body:
        return readBody();
    case Part::BodyUntilClose:
        takeBody(m_rest.size());
        return false;
    case Part::ChunkSize:
        return readChunkSize();
    case Part::ChunkData:
        return readChunkData();
    case Part::ChunkEnd:
        return readChunkEnd();
    case Part::Trailer:
        return readTrailer();
    }
    return false;
}

bool HttpResponseReader::readHead()
{
    if (!QByteArrayView("HTTP/1.").startsWith(m_rest.first(std::min<qsizetype>(m_rest.size(), 7))))
        return fail();
    const qsizetype end = m_rest.indexOf("\r\n\r\n");
    if (end < 0)
        return m_rest.size() > longestHead ? fail() : false;
    QByteArrayView lines = m_rest.first(end + 2);
    m_rest = m_rest.sliced(end + 4);
    if (!readStatusLine(takeLine(lines, lines.indexOf("\r\n"))))
        return fail();
    if (m_status < 200) // only "wait": 100 continue, 103 early hints
        return true;
    Head head;
    while (!lines.isEmpty())
        readField(takeLine(lines, lines.indexOf("\r\n")), head);
    chooseBody(head);
    return true;
}

// "HTTP/1.1 200 Reason". Of HTTP/1.0 a connection ends with its response unless it says otherwise.
bool HttpResponseReader::readStatusLine(QByteArrayView line)
{
    m_keepsAlive = line.size() > 7 && line.at(7) != '0';
    const qsizetype space = line.indexOf(' ');
    if (space < 0)
        return false;
    const QByteArrayView words = line.sliced(space + 1);
    const qsizetype next = words.indexOf(' ');
    m_status = (next < 0 ? words : words.first(next)).trimmed().toInt();
    return m_status >= 100 && m_status <= 999;
}

void HttpResponseReader::readField(QByteArrayView line, Head &head)
{
    const qsizetype colon = line.indexOf(':');
    if (colon <= 0)
        return;
    const QByteArrayView name = line.first(colon);
    for (const auto &[known, value] : {std::pair {QByteArrayView("Content-Length"), &head.contentLength},
             std::pair {QByteArrayView("Transfer-Encoding"), &head.transferEncoding},
             std::pair {QByteArrayView("Connection"), &head.connection}}) {
        if (value->isNull() && equals(name, known))
            *value = line.sliced(colon + 1).trimmed();
    }
    if (equals(name, "Server-Timing"))
        m_serverTiming.add(line.sliced(colon + 1));
}

void HttpResponseReader::chooseBody(const Head &head)
{
    m_keepsAlive = m_keepsAlive ? !holdsWord(head.connection, "close") : holdsWord(head.connection, "keep-alive");
    m_part = Part::BodyUntilClose;
    if (m_status == 204 || m_status == 304 || !m_expected.withBody) {
        m_part = Part::Body;
    } else if (holdsWord(head.transferEncoding, "chunked")) {
        m_part = Part::ChunkSize;
    } else if (!head.contentLength.isNull()) {
        m_part = Part::Body;
        m_owed = m_announced = parseLength(head.contentLength, 10);
        if (m_owed < 0)
            fail();
    }
}

void HttpResponseReader::takeBody(qsizetype size)
{
    if (m_expected.keepBody)
        m_body.append(m_rest.first(size));
    m_bodySize += size;
    m_rest = m_rest.sliced(size);
}

bool HttpResponseReader::readBody()
{
    const auto size = static_cast<qsizetype>(std::min<qint64>(m_owed, m_rest.size()));
    takeBody(size);
    m_owed -= size;
    return m_owed == 0 && complete();
}

bool HttpResponseReader::readChunkSize()
{
    const qsizetype end = m_rest.indexOf("\r\n");
    if (end < 0)
        return m_rest.size() > longestChunkLine ? fail() : false;
    QByteArrayView line = takeLine(m_rest, end);
    if (const qsizetype extension = line.indexOf(';'); extension >= 0)
        line.truncate(extension);
    m_owed = parseLength(line.trimmed(), 16);
    if (m_owed < 0)
        return fail();
    m_part = m_owed == 0 ? Part::Trailer : Part::ChunkData;
    return true;
}

bool HttpResponseReader::readChunkData()
{
    const auto size = static_cast<qsizetype>(std::min<qint64>(m_owed, m_rest.size()));
    takeBody(size);
    m_owed -= size;
    if (m_owed > 0)
        return false;
    m_part = Part::ChunkEnd;
    return true;
}

bool HttpResponseReader::readChunkEnd()
{
    if (m_rest.size() < 2)
        return false;
    m_rest = m_rest.sliced(2);
    m_part = Part::ChunkSize;
    return true;
}

// Lines of trailing headers, then an empty one.
bool HttpResponseReader::readTrailer()
{
    const qsizetype end = m_rest.indexOf("\r\n");
    if (end < 0)
        return m_rest.size() > longestHead ? fail() : false;
    takeLine(m_rest, end);
    return end == 0 ? complete() : true;
}

bool HttpResponseReader::complete()
{
    m_state = State::Complete;
    return false;
}

bool HttpResponseReader::fail()
{
    m_state = State::Broken;
    return false;
}

} // namespace boxmark
