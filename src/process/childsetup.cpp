// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/childsetup.h"

#include <QCoreApplication>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <unistd.h>

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("process", text);
}

// An ignored signal and the signal mask pass through exec. Ours are those of a Qt program, which ignores SIGPIPE and
// blocks what it reads from a signalfd; the program that is measured must get what a shell would give it.
void restoreDefaultSignals() noexcept
{
    struct sigaction defaultAction = {};
    defaultAction.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number)
        sigaction(number, &defaultAction, nullptr); // SIGKILL, SIGSTOP and the C library's own refuse; that is right
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

} // namespace

ChildSetup::ChildSetup(const ProcessSpec &spec)
    : m_parent(getpid())
{
    if (!spec.processors.isEmpty()) {
        CPU_ZERO(&m_processors.emplace());
        for (const int processor : spec.processors)
            CPU_SET(static_cast<std::size_t>(processor), &*m_processors);
    }
    for (const QString &directory : spec.cgroupDirectories)
        m_groupFiles.push_back((directory + QStringLiteral("/cgroup.procs")).toStdString());
    if (pipe2(m_reportPipe, O_CLOEXEC | O_NONBLOCK) != 0)
        m_reportPipe[0] = m_reportPipe[1] = -1;
}

ChildSetup::~ChildSetup()
{
    for (const int end : m_reportPipe) {
        if (end >= 0)
            close(end);
    }
}

void ChildSetup::runInChild() const noexcept
{
    setsid();
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    // The parent may have died before the line above: then nobody would ever end us.
    if (getppid() != m_parent)
        _exit(1);
    enterGroups();
    takeProcessors();
    restoreDefaultSignals();
}

void ChildSetup::enterGroups() const noexcept
{
    for (std::size_t i = 0; i < m_groupFiles.size(); ++i) {
        // "0" means the process that writes (cgroups(7), both versions).
        const int file = open(m_groupFiles[i].c_str(), O_WRONLY | O_CLOEXEC);
        if (file >= 0 && write(file, "0", 1) == 1) {
            close(file);
            continue;
        }
        giveUp(static_cast<int>(i));
    }
}

void ChildSetup::takeProcessors() const noexcept
{
    if (m_processors && sched_setaffinity(0, sizeof *m_processors, &*m_processors) != 0)
        giveUp(-1);
}

void ChildSetup::giveUp(int group) const noexcept
{
    const Report report {errno, group};
    [[maybe_unused]] const ssize_t written = write(m_reportPipe[1], &report, sizeof report);
    _exit(127);
}

std::optional<QString> ChildSetup::failure() const
{
    Report report = {};
    if (m_reportPipe[0] < 0 || read(m_reportPipe[0], &report, sizeof report) != static_cast<ssize_t>(sizeof report))
        return {};
    if (report.group < 0)
        return tr("it could not be bound to its processors: %1")
            .arg(QString::fromLocal8Bit(strerror(report.errorNumber)));
    return tr("it could not enter the control group %1: %2")
        .arg(QString::fromStdString(m_groupFiles[static_cast<std::size_t>(report.group)]),
            QString::fromLocal8Bit(strerror(report.errorNumber)));
}

} // namespace boxmark
