// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QSaveFile>
#include <QString>
#include <QStringList>

#include <cstdint>

namespace boxmark {

/// Writes one CSV file: RFC 4180 (lines end in CRLF; cells with a comma, a quote or a line end are quoted), UTF-8, dot
/// decimals. A text that a spreadsheet would take for a formula (it starts with = + - @ or a tab) gets a ' before it.
///
/// The file appears as a whole with commit(), in the place of an earlier one; until then, and after a failure, the
/// earlier one stays.
class CsvFile
{
public:
    /// Writes the heading. That it cannot be written is told by commit().
    CsvFile(const QString &path, const QStringList &columns);

    // Each adds a cell to the row that endRow() ends; as many a row as there are columns.
    void text(const QString &cell);
    void integer(qint64 cell);
    /// At most six decimals: nanoseconds of a figure in milliseconds.
    void number(double cell);
    /// `tenths` ÷ 10 with one decimal: ticks of 100 ns as microseconds.
    void tenths(qint64 tenths);
    void empty();
    /// Cells that encoded() made, for what many rows have in common.
    void verbatim(QByteArrayView cells);
    void endRow();

    /// A text as it stands in the file.
    static QByteArray encoded(const QString &text);

    /// Makes the file; an Error with cause and remedy if any write failed.
    Result<void> commit();
    QString path() const { return m_file.fileName(); }

private:
    void separate();
    void flush();

    QSaveFile m_file;
    QByteArray m_buffer;
    bool m_atRowStart = true;
    QString m_failure; ///< the first
};

} // namespace boxmark
