// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace boxmark {

/// The last lines that somebody wrote, without the empty ones: what a person wants to see first when it has ended.
class RecentLines
{
public:
    void add(const QString &line)
    {
        if (line.trimmed().isEmpty())
            return;
        m_lines << line;
        if (m_lines.size() > kept)
            m_lines.removeFirst();
    }
    bool isEmpty() const { return m_lines.isEmpty(); }
    QString text() const { return m_lines.join(QLatin1Char('\n')); }

private:
    static constexpr qsizetype kept = 15;
    QStringList m_lines;
};

} // namespace boxmark
