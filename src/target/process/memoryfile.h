// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <memory>

namespace boxmark {

/// A file without a place on any disk: a child of ours can read it by its path as long as this object lives, and
/// nothing of it is left when we are killed (memfd_create(2)).
class MemoryFile
{
public:
    static Result<std::shared_ptr<MemoryFile>> make(const QByteArray &content);
    ~MemoryFile();
    MemoryFile(const MemoryFile &) = delete;
    MemoryFile &operator=(const MemoryFile &) = delete;

    /// "/proc/PID/fd/NUMBER": for processes of the same user.
    QString path() const;

private:
    explicit MemoryFile(int descriptor)
        : m_descriptor(descriptor)
    {
    }

    int m_descriptor;
};

} // namespace boxmark
