// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/servertiming.h"

#include <QByteArray>
#include <QByteArrayView>

namespace boxmark {

/// Reads one HTTP/1.x response (RFC 9112) as it arrives and tells when its last byte is there. Only what it takes to
/// know that: status, and the body's end by Content-Length, chunks or the connection's; and what Server-Timing says. A
/// response that comes in one piece is read where it lies; nothing is allocated for it. A value; any one thread.
class HttpResponseReader
{
public:
    enum class State {
        Reading,
        Complete,
        Broken, ///< not HTTP, or it ended early
    };

    /// What is known of the response before it comes.
    struct Expected
    {
        bool withBody = true; ///< false: the answer to a HEAD, whatever its head announces
        bool keepBody = false; ///< for body()
    };

    /// Ready for another response; memory is kept.
    void begin(Expected expected);

    /// Takes what has arrived.
    State feed(QByteArrayView bytes);
    /// The server closed the connection.
    State close();

    State state() const { return m_state; }
    int status() const { return m_status; } ///< 0 before the head is there
    bool isEmpty() const { return !m_anything; } ///< not a byte has come
    qint64 bodySize() const { return m_bodySize; } ///< as received so far, without chunk sizes
    const QByteArray &body() const { return m_body; } ///< only when it was to be kept
    bool cameShort() const { return m_bodySize < m_announced; } ///< fewer bytes than Content-Length said
    ShortTicks serverTime() const { return m_serverTiming.time(); }
    /// Whether the connection may carry another request: once Complete.
    bool keepsAlive() const { return m_keepsAlive; }

private:
    enum class Part { Head, Body, BodyUntilClose, ChunkSize, ChunkData, ChunkEnd, Trailer };

    struct Head
    {
        QByteArrayView contentLength;
        QByteArrayView transferEncoding;
        QByteArrayView connection;
    };

    bool step();
    bool readHead();
    bool readStatusLine(QByteArrayView line);
    void readField(QByteArrayView line, Head &head);
    void chooseBody(const Head &head);
    void takeBody(qsizetype size);
    bool readBody();
    bool readChunkSize();
    bool readChunkData();
    bool readChunkEnd();
    bool readTrailer();
    bool complete();
    bool fail();

    Expected m_expected;
    State m_state = State::Reading;
    Part m_part = Part::Head;
    QByteArray m_pending; ///< arrived earlier, not yet understood
    QByteArrayView m_rest; ///< of what has arrived: what is still to be read; valid inside feed()
    qint64 m_owed = 0; ///< bytes of the body or of the chunk that must still come
    qint64 m_announced = -1; ///< by Content-Length
    qint64 m_bodySize = 0;
    QByteArray m_body;
    ServerTiming m_serverTiming;
    int m_status = 0;
    bool m_anything = false;
    bool m_keepsAlive = false;
};

} // namespace boxmark
