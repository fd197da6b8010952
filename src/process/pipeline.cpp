// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/pipeline.h"

#include "process/runcreated.h"

#include <QCoreApplication>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto stopGrace = 2s;

// Some programs catch a signal and exit with the status that a shell would give them.
bool endedBy(int signal, const ProcessResult &result)
{
    return result.signal == signal || result.exitCode == 128 + signal;
}

// A program whose reader has gone: ended by SIGPIPE, or with the error that it got instead.
bool lostItsReader(const ProcessOutput &source)
{
    return endedBy(SIGPIPE, source.result) || source.standardError.toLower().contains("broken pipe");
}

// When one end has failed, the other has nothing to write or read any more. One that reads comes to its end by itself
// unless the one that writes was never there.
void endTogether(Process &source, Process &sink)
{
    QObject::connect(&sink, &Process::done, &source, [&source](const ProcessResult &result) {
        if (!result.succeeded())
            source.stop(stopGrace);
    });
    QObject::connect(&source, &Process::done, &sink, [&sink](const ProcessResult &result) {
        if (!result.failure.isEmpty())
            sink.stop(stopGrace);
    });
}

} // namespace

QString Pipeline::commandLine() const
{
    return source.commandLine() + u" | "_s + sink.commandLine();
}

const ProcessOutput &PipelineOutput::culprit() const
{
    const bool sinkNeverRan = !sink.result.failure.isEmpty(); // how the source then ends is chance
    if (sinkNeverRan || source.result.succeeded() || lostItsReader(source))
        return sink;
    const bool sourceWasStopped = endedBy(SIGTERM, source.result);
    return sourceWasStopped && !sink.result.succeeded() ? sink : source;
}

QCoro::Task<Result<PipelineOutput>> runPipeline(
    WorkContext context, Pipeline pipeline, std::chrono::milliseconds deadline, std::function<void(QString)> onLine)
{
    tellLog(context, LogSource::Command, pipeline.commandLine());
    if (context.cancel.isCancelled())
        co_return Error {QCoreApplication::translate("process", "Stopped."), {}, {}};
    std::unique_ptr<Process> source = context.processes->create(pipeline.source);
    std::unique_ptr<Process> sink = context.processes->create(pipeline.sink);
    sink->readFrom(*source);
    endTogether(*source, *sink);
    QCoro::Task<Result<ProcessOutput>> writing = runCreated(std::move(source), context.cancel, deadline, onLine);
    QCoro::Task<Result<ProcessOutput>> reading = runCreated(std::move(sink), context.cancel, deadline, onLine);
    const Result<ProcessOutput> written = co_await writing;
    const Result<ProcessOutput> read = co_await reading;
    if (!written)
        co_return written.error();
    if (!read)
        co_return read.error();
    co_return PipelineOutput {written.value(), read.value()};
}

} // namespace boxmark
