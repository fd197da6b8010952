// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>

namespace boxmark {

/// The number behind `key` and spaces at the start of a line: "inactive_file 4096".
std::optional<qint64> numberIn(const QByteArray &text, QByteArrayView key);

/// A small file of counters in /proc or a cgroup that is read again and again: opened once, read with one system call.
/// One thread.
class CounterFile
{
public:
    CounterFile() = default;
    /// A file that cannot be opened gives nothing, ever; isOpen() tells.
    explicit CounterFile(const QString &path);
    ~CounterFile();
    CounterFile(CounterFile &&other) noexcept;
    CounterFile &operator=(CounterFile &&other) noexcept;

    bool isOpen() const { return m_file >= 0; }

    /// Everything in it now (64 KiB at most). Empty when what it tells of is gone.
    std::optional<QByteArray> read() const;
    /// The one number in it.
    std::optional<qint64> number() const;
    /// numberIn() all of it.
    std::optional<qint64> number(QByteArrayView key) const;

private:
    int m_file = -1;
};

} // namespace boxmark
