// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "sample/counterfile.h"

#include <QFile>

#include <array>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace boxmark {

namespace {

std::optional<qint64> toNumber(const QByteArray &text)
{
    bool ok = false;
    const qint64 value = text.trimmed().toLongLong(&ok);
    return ok ? std::optional(value) : std::nullopt;
}

} // namespace

std::optional<qint64> numberIn(const QByteArray &text, QByteArrayView key)
{
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith(key) && line.size() > key.size() && line[key.size()] == ' ')
            return toNumber(line.mid(key.size()));
    }
    return {};
}

CounterFile::CounterFile(const QString &path)
    : m_file(open(QFile::encodeName(path).constData(), O_RDONLY | O_CLOEXEC))
{
}

CounterFile::~CounterFile()
{
    if (m_file >= 0)
        close(m_file);
}

CounterFile::CounterFile(CounterFile &&other) noexcept
    : m_file(std::exchange(other.m_file, -1))
{
}

CounterFile &CounterFile::operator=(CounterFile &&other) noexcept
{
    std::swap(m_file, other.m_file);
    return *this;
}

std::optional<QByteArray> CounterFile::read() const
{
    std::array<char, 65536> buffer; // NOLINT(cppcoreguidelines-pro-type-member-init): pread fills it
    const ssize_t size = m_file < 0 ? -1 : pread(m_file, buffer.data(), buffer.size(), 0);
    if (size < 0)
        return {};
    return QByteArray(buffer.data(), size);
}

std::optional<qint64> CounterFile::number() const
{
    const auto text = read();
    return text ? toNumber(*text) : std::nullopt;
}

std::optional<qint64> CounterFile::number(QByteArrayView key) const
{
    const auto text = read();
    if (!text)
        return {};
    return numberIn(*text, key);
}

} // namespace boxmark
