// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

namespace boxmark {

/// Makes lines of a byte stream that arrives in arbitrary pieces. A line ends at LF or CR LF; of a line that was
/// overwritten by a lone CR (a progress bar) the last state is kept. Bytes that are not UTF-8 become U+FFFD.
class LineSplitter
{
public:
    /// The lines that these bytes complete. A line longer than 64 KiB is handed over in parts, so that a program that
    /// never ends its line cannot fill the memory.
    QStringList feed(const QByteArray &bytes);
    /// The unfinished last line, when there is one.
    QStringList finish();

private:
    QByteArray m_rest;
};

} // namespace boxmark
