// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "model/record.h"
#include "process/journal.h"
#include "process/process.h"

#include <chrono>
#include <functional>

namespace boxmark {

/// What a piece of work may use, and to whom it tells what it does. Everything outlives the work.
struct WorkContext
{
    ProcessFactory *processes = nullptr;
    Journal *journal = nullptr; ///< for what would outlive us; null: such a thing is ended, but not noted
    std::function<void(LogLine)> log {}; ///< build output, commands, console; times are set by the receiver
    std::function<void(QString)> caveat {}; ///< what a reader of the figures must know
    CancelToken cancel {};
};

/// runProcess() with the context's factory and Stop; the command is told to its log first.
QCoro::Task<Result<ProcessOutput>> runCommand(WorkContext context, ProcessSpec spec, std::chrono::milliseconds deadline,
    std::function<void(QString)> onLine = {});

/// Tells a line to the context's log, if it has one.
void tellLog(const WorkContext &context, LogSource source, const QString &text);
void tellCaveat(const WorkContext &context, const QString &text);

} // namespace boxmark
