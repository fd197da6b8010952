// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/systemprocess.h"

#include "base/log.h"

#include <QDir>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QStandardPaths>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>
#include <utility>

namespace boxmark {

namespace {

// A killed process ends within milliseconds unless the kernel holds it (a dead network disk); for those nobody waits.
constexpr std::chrono::milliseconds reapTime(500);

// Between two programs: sixteen times the kernel's own choice. On a busy computer each of them then works for longer
// before it has to wait for the other (fcntl(2); the largest that an ordinary user may have).
constexpr int pipeSize = 1024 * 1024;

} // namespace

SystemProcess::SystemProcess(ProcessSpec spec)
    : m_spec(std::move(spec))
    , m_setup(m_spec)
    , m_process(std::make_unique<QProcess>())
{
    m_killTimer.setSingleShot(true);
    connect(&m_killTimer, &QTimer::timeout, this, [this] { signalGroup(SIGKILL); });
}

SystemProcess::~SystemProcess()
{
    m_process->disconnect(this);
    if (m_process->state() == QProcess::NotRunning)
        return;
    signalGroup(SIGKILL);
    if (m_process->waitForFinished(static_cast<int>(reapTime.count()))) {
        signalGroup(SIGKILL); // whoever was born while the first signal was under way
        return;
    }
    qCWarning(boxmarkLog) << "a killed process does not end:" << m_spec.commandLine();
    // ~QProcess would wait another 30 s. It is left to the event loop instead.
    QProcess *process = m_process.release();
    connect(process, &QProcess::finished, process, &QObject::deleteLater);
}

void SystemProcess::prepare()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("QT_NO_THREADED_GLIB")); // ours: see useLightEventLoops()
    for (auto it = m_spec.environment.begin(); it != m_spec.environment.end(); ++it)
        environment.insert(it.key(), it.value());
    m_process->setProcessEnvironment(environment);
    m_process->setProgram(m_spec.program);
    m_process->setArguments(m_spec.arguments);
    m_process->setWorkingDirectory(m_spec.workingDirectory);
    if (!m_readsFromProcess)
        m_process->setStandardInputFile(QProcess::nullDevice());
    m_process->setChildProcessModifier([this] {
        if (m_readsFromProcess)
            ::fcntl(STDIN_FILENO, F_SETPIPE_SZ, pipeSize);
        m_setup.runInChild();
    });

    connect(m_process.get(), &QProcess::readyReadStandardOutput, this, &SystemProcess::passOutputOn);
    connect(m_process.get(), &QProcess::readyReadStandardError, this, &SystemProcess::passOutputOn);
    // Queued, because QProcess may tell of a failed fork inside start().
    connect(m_process.get(), &QProcess::errorOccurred, this, &SystemProcess::onError, Qt::QueuedConnection);
    connect(m_process.get(), &QProcess::started, this, &SystemProcess::onStarted);
    connect(m_process.get(), &QProcess::finished, this, &SystemProcess::onFinished);
}

void SystemProcess::readFrom(Process &source)
{
    dynamic_cast<SystemProcess &>(source).m_process->setStandardOutputProcess(m_process.get());
    m_readsFromProcess = true;
}

void SystemProcess::start()
{
    prepare();
    m_process->start();
    m_group = m_process->processId(); // QProcess has forked; setsid() makes the child's pid the group's number
}

void SystemProcess::onStarted()
{
    // QProcess takes a child that ended before exec for one that was started.
    m_setupFailure = m_setup.failure();
    if (m_setupFailure)
        return;
    m_pid = m_group;
    emit started(m_pid);
}

void SystemProcess::passOutputOn()
{
    if (const QByteArray bytes = m_process->readAllStandardOutput(); !bytes.isEmpty())
        emit standardOutput(bytes);
    if (const QByteArray bytes = m_process->readAllStandardError(); !bytes.isEmpty())
        emit standardError(bytes);
}

void SystemProcess::onError(QProcess::ProcessError error)
{
    if (error == QProcess::FailedToStart)
        finish({.failure = whyNotStarted()});
}

void SystemProcess::onFinished(int code, QProcess::ExitStatus status)
{
    passOutputOn();
    if (m_setupFailure)
        finish({.failure = *m_setupFailure});
    else if (status == QProcess::NormalExit)
        finish({.exitCode = code});
    else
        finish({.signal = code}); // on Unix the exit code of a crash is the signal's number
}

void SystemProcess::finish(ProcessResult result)
{
    if (std::exchange(m_ended, true))
        return;
    signalGroup(SIGKILL); // what the program left behind in its group
    m_killTimer.stop();
    m_group = m_pid = 0;
    // From the event loop, so that the receiver may delete us: QProcess is still on the stack here.
    QMetaObject::invokeMethod(
        this, [this, result = std::move(result)] { emit done(result); }, Qt::QueuedConnection);
}

void SystemProcess::stop(std::chrono::milliseconds grace)
{
    if (m_group == 0)
        return;
    signalGroup(SIGTERM);
    m_killTimer.start(grace);
}

void SystemProcess::sendSignal(int number)
{
    if (m_group > 0)
        ::kill(static_cast<pid_t>(m_group), number);
}

void SystemProcess::signalGroup(int number) const
{
    if (m_group <= 0)
        return;
    // Just after the fork the child may not lead its group yet.
    if (::kill(static_cast<pid_t>(-m_group), number) != 0 && !m_ended && m_process->state() != QProcess::NotRunning)
        ::kill(static_cast<pid_t>(m_group), number);
}

QString SystemProcess::whyNotStarted() const
{
    if (!m_spec.workingDirectory.isEmpty() && !QDir(m_spec.workingDirectory).exists())
        return tr("its working folder %1 does not exist").arg(m_spec.workingDirectory);
    const bool isPath = m_spec.program.contains(u'/');
    if (!isPath && QStandardPaths::findExecutable(m_spec.program).isEmpty())
        return tr("there is no program “%1” in PATH").arg(m_spec.program);
    if (isPath && !QFileInfo::exists(QDir(m_spec.workingDirectory).absoluteFilePath(m_spec.program)))
        return tr("there is no file %1").arg(m_spec.program);
    return m_process->errorString();
}

namespace {

class SystemProcessFactory final : public ProcessFactory
{
public:
    std::unique_ptr<Process> create(const ProcessSpec &spec) override { return std::make_unique<SystemProcess>(spec); }
};

} // namespace

std::unique_ptr<ProcessFactory> makeSystemProcessFactory()
{
    return std::make_unique<SystemProcessFactory>();
}

} // namespace boxmark
