// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/completion.h"
#include "process/linesplitter.h"
#include "process/runcreated.h"

#include <QCoreApplication>

#include <utility>

using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr qsizetype keptOutput = qsizetype(1024) * 1024;
constexpr auto stopGrace = 2s;

QString tr(const char *text)
{
    return QCoreApplication::translate("process", text);
}

// One of the two streams of a running program: the last MiB, and its lines as they come.
struct Stream
{
    QByteArray kept {};
    LineSplitter lines {};
};

struct Run
{
    Stream standardOutput {};
    Stream standardError {};
    std::function<void(QString)> onLine {};
    bool overdue = false;

    void take(Stream &stream, const QByteArray &bytes) const
    {
        stream.kept += bytes;
        if (stream.kept.size() > keptOutput)
            stream.kept.remove(0, stream.kept.size() - keptOutput);
        tell(stream.lines.feed(bytes));
    }

    void tell(const QStringList &lines) const
    {
        if (!onLine)
            return;
        for (const QString &line : lines)
            onLine(line);
    }
};

void follow(Process *process, const std::shared_ptr<Run> &run, const Completion<ProcessResult> &ended)
{
    QObject::connect(process, &Process::standardOutput, process,
        [run](const QByteArray &bytes) { run->take(run->standardOutput, bytes); });
    QObject::connect(process, &Process::standardError, process,
        [run](const QByteArray &bytes) { run->take(run->standardError, bytes); });
    QObject::connect(process, &Process::done, process, [run, ended](const ProcessResult &result) {
        run->tell(run->standardOutput.lines.finish());
        run->tell(run->standardError.lines.finish());
        ended.complete(result);
    });
}

Error cancelled(const ProcessSpec &spec)
{
    return {.what = tr("Stopped."), .why = tr("%1 was ended before it was done.").arg(spec.program), .remedy = {}};
}

Error overdue(const ProcessSpec &spec, std::chrono::milliseconds deadline)
{
    return {.what = tr("%1 took too long.").arg(spec.program),
        .why = tr("It did not end within %1 s: %2").arg(double(deadline.count()) / 1000).arg(spec.commandLine()),
        .remedy = tr("Run the command in a terminal to see what it waits for.")};
}

} // namespace

QCoro::Task<Result<ProcessOutput>> runCreated(std::unique_ptr<Process> process, CancelToken cancel,
    std::chrono::milliseconds deadline, std::function<void(QString)> onLine)
{
    const auto run = std::make_shared<Run>();
    run->onLine = std::move(onLine);
    const Completion<ProcessResult> ended;
    follow(process.get(), run, ended);

    const CancelRegistration stopped = cancel.onCancel([&process = *process] { process.stop(stopGrace); });
    QTimer::singleShot(deadline, process.get(), [run, &process = *process] {
        run->overdue = true;
        process.stop(stopGrace);
    });
    process->start();
    const ProcessResult result = co_await ended;
    // A program that was done before Stop or the deadline reached it has done its work.
    if (cancel.isCancelled() && !result.succeeded())
        co_return cancelled(process->spec());
    if (run->overdue && !result.succeeded())
        co_return overdue(process->spec(), deadline);
    co_return ProcessOutput {result, run->standardOutput.kept, run->standardError.kept};
}

QCoro::Task<Result<ProcessOutput>> runProcess(ProcessFactory &factory, ProcessSpec spec, CancelToken cancel,
    std::chrono::milliseconds deadline, std::function<void(QString)> onLine)
{
    if (cancel.isCancelled())
        co_return cancelled(spec);
    co_return co_await runCreated(factory.create(spec), cancel, deadline, std::move(onLine));
}

} // namespace boxmark
