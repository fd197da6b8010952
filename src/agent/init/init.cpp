// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/init/init.h"

#include "agent/box/mounting.h"
#include "agent/init/modules.h"
#include "agent/init/network.h"
#include "agent/protocol.h"
#include "agent/run/runbox.h"
#include "agent/run/supervisor.h"
#include "agent/run/whereabouts.h"
#include "agent/runfile.h"

#include <cerrno>
#include <fcntl.h>
#include <string_view>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace boxmark::agent {

namespace {

// An initramfs may hold nothing but what Boxmark has put into it.
std::optional<Failure> mountBasics()
{
    for (const char *folder : {"/proc", "/sys", "/dev", "/run"})
        mkdir(folder, 0755);
    constexpr unsigned long plain = MS_NOSUID | MS_NODEV | MS_NOEXEC;
    auto failure = mountAt({"devtmpfs", "devtmpfs", MS_NOSUID}, "/dev");
    if (!failure)
        failure = mountAt({"proc", "proc", plain}, "/proc");
    if (!failure)
        failure = mountAt({"sysfs", "sysfs", plain}, "/sys");
    return failure;
}

// The kernel opens the console for its first program only when the initramfs has a node for it.
void openConsole()
{
    const int console = open("/dev/console", O_RDWR | O_NOCTTY);
    const int opened = console >= 0 ? console : open("/dev/null", O_RDWR);
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number)
        dup2(opened, number);
    if (opened > STDERR_FILENO)
        close(opened);
}

void say(std::string_view text)
{
    const std::string line = "boxmark-agent: " + std::string(text) + '\n';
    [[maybe_unused]] const ssize_t written = write(STDERR_FILENO, line.data(), line.size());
}

void say(const Failure &failure)
{
    std::string text = failure.what;
    for (const std::string &part : {failure.why, failure.remedy})
        text += part.empty() ? "" : ' ' + part;
    say(text);
}

[[noreturn]] void endMachine()
{
    tcdrain(STDERR_FILENO);
    reboot(RB_AUTOBOOT);
    _exit(1); // nothing but the kernel's panic is left
}

std::string endText(int status)
{
    return "The app has ended with status " + std::to_string(status) + '.';
}

/// The way from the kernel to the app, a step at a time.
std::optional<Failure> runMachine(nanoseconds began, nanoseconds cpuAtHandOver)
{
    auto failure = mountBasics();
    openConsole();
    if (failure)
        return failure;
    auto plan = readRunFile(std::string(runfile::pathInInitramfs));
    if (auto *unreadable = std::get_if<Failure>(&plan))
        return std::move(*unreadable);
    auto &read = std::get<BoxPlan>(plan);
    read.run.cpuAtHandOver = cpuAtHandOver;
    if ((failure = loadModules(std::string(runfile::moduleListInInitramfs))))
        return failure;
    if ((failure = bringUpNetwork(read.network)))
        return failure;
    auto link = makeHostLink(read.link);
    if (auto *unlinked = std::get_if<Failure>(&link))
        return std::move(*unlinked);
    HostLink &host = *std::get<std::unique_ptr<HostLink>>(link);
    if (read.link.port)
        say("listening on port " + std::to_string(*read.link.port)); // a host that cannot reach us sees where we are
    host.sayHello(helloRecord(monotonicNow(), whereabouts()));
    host.outbox().push(Outbox::Line::Vital, phaseRecord(began, protocol::phase::kernel));
    auto ended = runInBox(read, host);
    if (auto *notStarted = std::get_if<Failure>(&ended))
        return std::move(*notStarted);
    say(endText(std::get<int>(ended)));
    return {};
}

} // namespace

int runInit()
{
    const nanoseconds began = monotonicNow();
    const nanoseconds cpuAtHandOver = threadCpuTime(); // process 1 has been the kernel's own so far
    adoptOrphans();
    if (const auto failure = runMachine(began, cpuAtHandOver))
        say(*failure);
    endMachine();
}

bool isFirstProgram(const char *program)
{
    return getpid() == 1 && std::string_view(program).ends_with("/init");
}

} // namespace boxmark::agent
