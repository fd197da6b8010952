// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/command.h"

#include <QCoroTask>

#include <memory>

namespace boxmark {

/// The right to build one entry of the cache: one holder among all programs and all coroutines of this one. The kernel
/// takes it from a program that dies (flock(2)). Given back by the destructor.
class CacheLock
{
public:
    ~CacheLock();
    CacheLock(const CacheLock &) = delete;
    CacheLock &operator=(const CacheLock &) = delete;

    /// Null when another has it. An Error when there can be no such file.
    static Result<std::unique_ptr<CacheLock>> tryTake(const QString &file);
    /// Waits for whoever has it, and tells the log once what for: `title` is what the other prepares.
    static QCoro::Task<Result<std::unique_ptr<CacheLock>>> take(QString file, QString title, WorkContext context);

private:
    CacheLock(QString file, int descriptor);

    QString m_file;
    int m_descriptor;
};

} // namespace boxmark
