// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "process/command.h"

namespace boxmark {

/// Two programs of which the second reads what the first writes; no shell between them.
struct Pipeline
{
    ProcessSpec source;
    ProcessSpec sink;

    /// "SOURCE | SINK", for people to read and to paste into a shell.
    QString commandLine() const;
};

struct PipelineOutput
{
    ProcessOutput source {}; ///< its standard output went to the sink
    ProcessOutput sink {};

    bool succeeded() const { return source.result.succeeded() && sink.result.succeeded(); }
    /// Unless succeeded(): the end that failed by itself. The other one only followed it.
    const ProcessOutput &culprit() const;
    bool sinkIsCulprit() const { return &culprit() == &sink; }
};

/// Runs both to their ends; Stop and the deadline (Errors) end both. When one fails the other is ended. An end that
/// exits with a status other than 0 is not an Error here, as with runProcess(). `onLine` gets what either end tells.
QCoro::Task<Result<PipelineOutput>> runPipeline(WorkContext context, Pipeline pipeline,
    std::chrono::milliseconds deadline, std::function<void(QString)> onLine = {});

} // namespace boxmark
