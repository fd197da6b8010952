// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/command.h"

namespace boxmark {

void tellLog(const WorkContext &context, LogSource source, const QString &text)
{
    if (context.log)
        context.log({.source = source, .text = text});
}

void tellCaveat(const WorkContext &context, const QString &text)
{
    if (context.caveat)
        context.caveat(text);
}

QCoro::Task<Result<ProcessOutput>> runCommand(
    WorkContext context, ProcessSpec spec, std::chrono::milliseconds deadline, std::function<void(QString)> onLine)
{
    tellLog(context, LogSource::Command, spec.commandLine());
    co_return co_await runProcess(*context.processes, spec, context.cancel, deadline, std::move(onLine));
}

} // namespace boxmark
