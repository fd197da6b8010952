// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QString>

namespace boxmark::test {

/// A CSV reader that shares nothing with the writer: RFC 4180 by the letter. `valid` is false for a bare quote, a row
/// with another number of cells than the first, or a line that does not end in CRLF.
struct ParsedCsv
{
    QList<QMap<QString, QString>> rows; ///< by column name
    QStringList columns;
    bool valid = false;
};

inline ParsedCsv parseCsv(const QByteArray &bytes)
{
    ParsedCsv csv;
    QList<QStringList> table {{}};
    QByteArray cell;
    bool quoted = false;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        const char next = i + 1 < bytes.size() ? bytes[i + 1] : '\0';
        if (quoted && c == '"' && next == '"') {
            cell += '"';
            ++i;
        } else if (quoted) {
            if (c == '"')
                quoted = false;
            else
                cell += c;
        } else if (c == '"') {
            if (!cell.isEmpty())
                return csv;
            quoted = true;
        } else if (c == ',') {
            table.last().append(QString::fromUtf8(cell));
            cell.clear();
        } else if (c == '\r' && next == '\n') {
            table.last().append(QString::fromUtf8(cell));
            cell.clear();
            table.append(QStringList());
            ++i;
        } else if (c == '\r' || c == '\n') {
            return csv;
        } else {
            cell += c;
        }
    }
    if (quoted || !cell.isEmpty() || !table.last().isEmpty())
        return csv;
    table.removeLast();
    csv.columns = table.takeFirst();
    for (const QStringList &row : table) {
        if (row.size() != csv.columns.size())
            return csv;
        QMap<QString, QString> cells;
        for (qsizetype i = 0; i < row.size(); ++i)
            cells[csv.columns[i]] = row[i];
        csv.rows.append(cells);
    }
    csv.valid = true;
    return csv;
}

} // namespace boxmark::test
