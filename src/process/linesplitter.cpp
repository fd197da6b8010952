// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/linesplitter.h"

#include <QString>

#include <utility>

namespace boxmark {

namespace {

constexpr qsizetype longestLine = qsizetype(64) * 1024;

QString lineText(QByteArray line)
{
    if (line.endsWith('\r'))
        line.chop(1);
    const qsizetype overwritten = line.lastIndexOf('\r');
    return QString::fromUtf8(overwritten < 0 ? line : line.sliced(overwritten + 1));
}

} // namespace

QStringList LineSplitter::feed(const QByteArray &bytes)
{
    QStringList lines;
    m_rest += bytes;
    qsizetype start = 0;
    while (start < m_rest.size()) {
        const qsizetype end = m_rest.indexOf('\n', start);
        const qsizetype length = (end < 0 ? m_rest.size() : end) - start;
        if (length > longestLine) {
            lines << lineText(m_rest.sliced(start, longestLine));
            start += longestLine;
        } else if (end < 0) {
            break;
        } else {
            lines << lineText(m_rest.sliced(start, length));
            start = end + 1;
        }
    }
    m_rest.remove(0, start);
    return lines;
}

QStringList LineSplitter::finish()
{
    const QByteArray rest = std::exchange(m_rest, {});
    return rest.isEmpty() ? QStringList() : QStringList(lineText(rest));
}

} // namespace boxmark
