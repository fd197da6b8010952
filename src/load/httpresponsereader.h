// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace boxmark {

/// Reads one HTTP/1.x response (RFC 9112) as it arrives and tells when its last byte is there. Only what it takes to
/// know that: status, and the body's end by Content-Length, chunks or the connection's. A value; any one thread.
class HttpResponseReader
{
public:
    enum class State {
        Reading,
        Complete,
        Broken, ///< not HTTP, or it ended early
    };

    /// Takes what has arrived.
    State feed(const QByteArray &bytes);
    /// The server closed the connection.
    State close();

    State state() const { return m_state; }
    int status() const { return m_status; } ///< 0 before the status line is there
    bool isEmpty() const { return !m_anything; } ///< not a byte has come

private:
    enum class Part { Head, Body, BodyUntilClose, ChunkSize, ChunkData, Trailer };

    bool step();
    bool readHead();
    bool readStatusLine(const QByteArray &line);
    void chooseBody(const QList<QByteArray> &lines);
    bool readBody();
    bool readChunkSize();
    bool readChunkData();
    bool readTrailer();
    bool fail();

    State m_state = State::Reading;
    Part m_part = Part::Head;
    QByteArray m_buffer; ///< arrived, not yet understood
    qint64 m_owed = 0; ///< bytes of the body or of the chunk that must still come
    int m_status = 0;
    bool m_anything = false;
};

} // namespace boxmark
