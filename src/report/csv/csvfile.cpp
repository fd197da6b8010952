// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv/csvfile.h"

#include "report/reportfile.h"

#include <array>
#include <charconv>
#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr qsizetype flushAt = 1 << 20;

bool looksLikeFormula(const QByteArray &cell)
{
    return !cell.isEmpty() && QByteArrayView("=+-@\t\r").contains(cell.front());
}

} // namespace

CsvFile::CsvFile(const QString &path, const QStringList &columns)
    : m_file(path)
{
    // Unbuffered: the buffer is ours, so that a failure comes with the write that failed, and with its reason.
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        m_failure = m_file.errorString();
    m_buffer.reserve(flushAt + 4096);
    for (const QString &column : columns)
        text(column);
    endRow();
}

QByteArray CsvFile::encoded(const QString &text)
{
    QByteArray cell = text.toUtf8();
    cell.replace('\0', QByteArrayView()); // ends the file for many readers
    if (looksLikeFormula(cell))
        cell.prepend('\'');
    if (cell.contains(',') || cell.contains('"') || cell.contains('\n') || cell.contains('\r')) {
        cell.replace('"', "\"\"");
        cell = '"' + cell + '"';
    }
    return cell;
}

void CsvFile::separate()
{
    if (!m_atRowStart)
        m_buffer.append(',');
    m_atRowStart = false;
}

void CsvFile::text(const QString &cell)
{
    verbatim(encoded(cell));
}

void CsvFile::verbatim(QByteArrayView cells)
{
    separate();
    m_buffer.append(cells);
}

void CsvFile::empty()
{
    separate();
}

void CsvFile::integer(qint64 cell)
{
    std::array<char, 24> digits {};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), cell).ptr;
    verbatim(QByteArrayView(digits.data(), end));
}

void CsvFile::tenths(qint64 tenths)
{
    std::array<char, 28> digits {};
    char *at = digits.data();
    if (tenths < 0)
        *at++ = '-';
    const quint64 size = tenths < 0 ? ~static_cast<quint64>(tenths) + 1 : static_cast<quint64>(tenths);
    at = std::to_chars(at, digits.data() + digits.size(), size / 10).ptr;
    *at++ = '.';
    *at++ = static_cast<char>('0' + size % 10);
    verbatim(QByteArrayView(digits.data(), at));
}

void CsvFile::number(double cell)
{
    if (!std::isfinite(cell)) {
        empty();
        return;
    }
    QByteArray digits = QByteArray::number(cell, 'f', 6);
    while (digits.endsWith('0'))
        digits.chop(1);
    if (digits.endsWith('.'))
        digits.chop(1);
    verbatim(digits == "-0" ? QByteArray("0") : digits);
}

void CsvFile::endRow()
{
    m_buffer.append("\r\n");
    m_atRowStart = true;
    if (m_buffer.size() >= flushAt)
        flush();
}

void CsvFile::flush()
{
    if (m_failure.isEmpty() && !writeWhole(m_file, m_buffer))
        m_failure = m_file.errorString();
    m_buffer.resize(0); // keeps what is reserved
}

Result<void> CsvFile::commit()
{
    flush();
    if (m_failure.isEmpty() && m_file.commit())
        return {};
    const QString why = m_failure.isEmpty() ? m_file.errorString() : m_failure;
    m_file.cancelWriting();
    return cannotWriteFile(path(), why);
}

} // namespace boxmark
