// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/canceltoken.h"
#include "base/result.h"
#include "process/processspec.h"

#include <QByteArray>
#include <QCoroTask>
#include <QObject>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace boxmark {

/// How a process ended.
///   exitCode set                 it ran and exited
///   signal set                   it ran and was ended by that signal
///   neither, failure not empty   it could not be started; failure says why
struct ProcessResult
{
    std::optional<int> exitCode {};
    std::optional<int> signal {};
    QString failure {};

    bool succeeded() const { return exitCode == 0; }
    /// "exited with status 3", "was ended by signal 9 (Killed)", "could not be started: …".
    QString text() const;

    bool operator==(const ProcessResult &) const = default;
};

/// One outside program, in a process group of its own that dies with us (PR_SET_PDEATHSIG) and is signalled as a whole.
/// Lives in the thread that made it, which needs an event loop. Destroying a running one kills its group and reaps it
/// without blocking for long. Receivers of standardOutput and standardError must not delete the sender; those of done
/// may.
///
/// "Dies with us" is the kernel's promise for the thread that called start() (prctl(2)): start from a thread that lives
/// as long as the program, in practice the main thread. It reaches the program itself; its children are ended with its
/// group when we end in order, and are told of by the Journal when we do not.
class Process : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

    virtual const ProcessSpec &spec() const = 0;
    /// Before either is started: what `source` writes to standard output is read here, and nowhere else. Both come from
    /// the same factory.
    virtual void readFrom(Process &source) = 0;
    /// Once. started() or done() follows, never inside this call.
    virtual void start() = 0;
    /// SIGTERM to the group, SIGKILL after `grace`. done() follows.
    virtual void stop(std::chrono::milliseconds grace) = 0;
    /// A signal to the process alone, not to its group.
    virtual void sendSignal(int number) = 0;
    /// 0 before started() and after done().
    virtual qint64 pid() const = 0;

signals:
    void started(qint64 pid);
    void standardOutput(const QByteArray &bytes);
    void standardError(const QByteArray &bytes);
    /// Exactly once, after the last output, also when the program could not be started.
    void done(const boxmark::ProcessResult &result);
};

/// Makes processes; a test puts one in its place that records the specs and scripts the results.
class ProcessFactory
{
public:
    virtual ~ProcessFactory() = default;
    virtual std::unique_ptr<Process> create(const ProcessSpec &spec) = 0;
};

/// Starts real programs.
std::unique_ptr<ProcessFactory> makeSystemProcessFactory();

struct ProcessOutput
{
    ProcessResult result {};
    QByteArray standardOutput {}; ///< the last MiB at most
    QByteArray standardError {}; ///< the last MiB at most
};

/// Runs a program to its end, or stops it on Stop or after `deadline` (an Error then). A program that exits with a
/// status other than 0 is not an Error here: the caller knows what its status means. `onLine` gets each line of both
/// streams.
QCoro::Task<Result<ProcessOutput>> runProcess(ProcessFactory &factory, ProcessSpec spec, CancelToken cancel,
    std::chrono::milliseconds deadline, std::function<void(QString)> onLine = {});

} // namespace boxmark
