// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/childapp.h"

#include "agent/filelimit.h"

#include <cerrno>
#include <fcntl.h>
#include <optional>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace boxmark::agent {

namespace {

struct Pipe
{
    Descriptor readEnd;
    Descriptor writeEnd;
};

std::optional<Pipe> makePipe()
{
    int ends[2] = {-1, -1};
    if (pipe2(ends, O_CLOEXEC) != 0)
        return {};
    return Pipe {Descriptor(ends[0]), Descriptor(ends[1])};
}

// What we ignore or block must not reach the program: it gets what a shell would give it.
void restoreSignals()
{
    struct sigaction defaultAction = {};
    defaultAction.sa_handler = SIG_DFL;
    for (int number = 1; number < NSIG; ++number)
        sigaction(number, &defaultAction, nullptr);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
}

[[noreturn]] void becomeApp(
    char *const *arguments, pid_t agent, const Pipe &output, const Pipe &error, const Descriptor &report)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != agent)
        _exit(1); // it died before the line above
    const Descriptor nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (nothing)
        dup2(nothing.number(), STDIN_FILENO);
    dup2(output.writeEnd.number(), STDOUT_FILENO);
    dup2(error.writeEnd.number(), STDERR_FILENO);
    restoreFileLimit();
    restoreSignals();
    execvp(arguments[0], arguments);
    const int cause = errno;
    [[maybe_unused]] const ssize_t written = write(report.number(), &cause, sizeof cause);
    _exit(127);
}

// 0 when the program runs: its end of the pipe was closed by exec.
int waitForExec(const Descriptor &report)
{
    int cause = 0;
    ssize_t count = 0;
    do {
        count = read(report.number(), &cause, sizeof cause);
    } while (count < 0 && errno == EINTR);
    return count == static_cast<ssize_t>(sizeof cause) ? cause : 0;
}

std::string cause(const std::string &program, int errorNumber)
{
    const bool isPath = program.find('/') != std::string::npos;
    if (errorNumber == ENOENT && isPath && access(program.c_str(), F_OK) == 0)
        return '"' + program + "\" is there, but what runs it is not: its dynamic loader, or the #! line's program.";
    if (errorNumber == ENOENT)
        return '"' + program + (isPath ? "\" does not exist." : "\" was not found in PATH.");
    return '"' + program + "\": " + errorText(errorNumber) + '.';
}

std::string remedy(int errorNumber)
{
    switch (errorNumber) {
    case ENOENT:
        return "Check the spelling of the command, and that the program is installed inside this target.";
    case EACCES:
        return "Make the file executable (chmod +x), and see that it lies on a file system that allows programs.";
    case ENOEXEC:
        return "Use a program that was built for this processor.";
    default:
        return {};
    }
}

Failure startFailure(const std::string &program, int errorNumber)
{
    // As shells do: 127 not found, 126 found but not executable.
    const int status = errorNumber == ENOENT ? 127 : 126;
    return {"The app could not be started.", cause(program, errorNumber), remedy(errorNumber), status};
}

std::vector<char *> argumentPointers(const std::vector<std::string> &arguments)
{
    std::vector<char *> pointers;
    pointers.reserve(arguments.size() + 1);
    for (const std::string &argument : arguments)
        pointers.push_back(const_cast<char *>(argument.c_str())); // execvp takes them so and leaves them alone
    pointers.push_back(nullptr);
    return pointers;
}

} // namespace

std::variant<ChildApp, Failure> startApp(const std::vector<std::string> &arguments)
{
    std::optional<Pipe> output = makePipe();
    std::optional<Pipe> error = makePipe();
    std::optional<Pipe> report = makePipe();
    const std::vector<char *> pointers = argumentPointers(arguments);
    const pid_t agent = getpid();
    const pid_t pid = output && error && report ? fork() : -1;
    if (pid < 0)
        return startFailure(arguments.front(), errno);
    if (pid == 0)
        becomeApp(pointers.data(), agent, *output, *error, report->writeEnd);
    setpgid(pid, pid); // both do: whoever comes first, the group is there when we signal it
    report->writeEnd.reset();
    if (const int errorNumber = waitForExec(report->readEnd)) {
        waitpid(pid, nullptr, 0);
        return startFailure(arguments.front(), errorNumber);
    }
    fcntl(output->readEnd.number(), F_SETFL, O_NONBLOCK);
    fcntl(error->readEnd.number(), F_SETFL, O_NONBLOCK);
    return ChildApp {pid, std::move(output->readEnd), std::move(error->readEnd)};
}

} // namespace boxmark::agent
