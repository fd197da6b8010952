// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/target.h"

#include <chrono>

namespace boxmark {

/// runProcess() with the context's factory and Stop; the command is told to its log first.
QCoro::Task<Result<ProcessOutput>> runCommand(TargetContext context, ProcessSpec spec,
    std::chrono::milliseconds deadline, std::function<void(QString)> onLine = {});

/// Tells a line to the context's log, if it has one.
void tellLog(const TargetContext &context, LogSource source, const QString &text);
void tellCaveat(const TargetContext &context, const QString &text);

} // namespace boxmark
