// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/httpresponsereader.h"

#include <QList>

#include <algorithm>

namespace boxmark {

namespace {

constexpr qsizetype longestHead = 65'536;
constexpr qsizetype longestChunkLine = 1024;

// "12", not "+12" or "-1": what follows decides how many bytes are awaited.
qint64 parseLength(const QByteArray &text, int base)
{
    const bool clean = !text.isEmpty() && text.at(0) != '+' && text.at(0) != '-';
    bool ok = false;
    const qint64 length = text.toLongLong(&ok, base);
    return clean && ok ? length : -1;
}

} // namespace

HttpResponseReader::State HttpResponseReader::feed(const QByteArray &bytes)
{
    m_anything = m_anything || !bytes.isEmpty();
    if (m_state == State::Reading) {
        m_buffer += bytes;
        while (m_state == State::Reading && step()) { }
    }
    return m_state;
}

HttpResponseReader::State HttpResponseReader::close()
{
    if (m_state == State::Reading)
        m_state = m_part == Part::BodyUntilClose ? State::Complete : State::Broken;
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
        m_buffer.clear();
        return false;
    case Part::ChunkSize:
        return readChunkSize();
    case Part::ChunkData:
        return readChunkData();
    case Part::Trailer:
        return readTrailer();
    }
    return false;
}

bool HttpResponseReader::readHead()
{
    if (!QByteArray("HTTP/1.").startsWith(m_buffer.left(7)))
        return fail();
    const qsizetype end = m_buffer.indexOf("\r\n\r\n");
    if (end < 0)
        return m_buffer.size() > longestHead ? fail() : false;
    QList<QByteArray> lines = m_buffer.left(end).split('\n');
    m_buffer.remove(0, end + 4);
    if (!readStatusLine(lines.takeFirst()))
        return fail();
    if (m_status >= 200) // what comes before is only "wait": 100 continue, 103 early hints
        chooseBody(lines);
    return true;
}

bool HttpResponseReader::readStatusLine(const QByteArray &line)
{
    const QList<QByteArray> words = line.trimmed().split(' ');
    m_status = words.size() > 1 ? words.at(1).toInt() : 0;
    return m_status >= 100 && m_status <= 999;
}

void HttpResponseReader::chooseBody(const QList<QByteArray> &lines)
{
    const auto valueOf = [&lines](const QByteArray &name) {
        for (const QByteArray &line : lines) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0 && line.left(colon).compare(name, Qt::CaseInsensitive) == 0)
                return line.mid(colon + 1).trimmed();
        }
        return QByteArray();
    };
    m_part = Part::BodyUntilClose;
    if (m_status == 204 || m_status == 304) {
        m_part = Part::Body;
    } else if (valueOf("Transfer-Encoding").toLower().contains("chunked")) {
        m_part = Part::ChunkSize;
    } else if (const QByteArray length = valueOf("Content-Length"); !length.isNull()) {
        m_part = Part::Body;
        m_owed = parseLength(length, 10);
        if (m_owed < 0)
            fail();
    }
}

bool HttpResponseReader::readBody()
{
    if (m_buffer.size() < m_owed)
        return false;
    m_state = State::Complete;
    return false;
}

bool HttpResponseReader::readChunkSize()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end < 0)
        return m_buffer.size() > longestChunkLine ? fail() : false;
    m_owed = parseLength(m_buffer.left(end).split(';').constFirst().trimmed(), 16);
    m_buffer.remove(0, end + 2);
    if (m_owed < 0)
        return fail();
    m_part = m_owed == 0 ? Part::Trailer : Part::ChunkData;
    return true;
}

bool HttpResponseReader::readChunkData()
{
    if (m_buffer.size() < m_owed + 2)
        return false;
    m_buffer.remove(0, m_owed + 2);
    m_part = Part::ChunkSize;
    return true;
}

// Lines of trailing headers, then an empty one.
bool HttpResponseReader::readTrailer()
{
    const qsizetype end = m_buffer.indexOf("\r\n");
    if (end < 0)
        return m_buffer.size() > longestHead ? fail() : false;
    m_buffer.remove(0, end + 2);
    if (end == 0)
        m_state = State::Complete;
    return true;
}

bool HttpResponseReader::fail()
{
    m_state = State::Broken;
    return false;
}

} // namespace boxmark
