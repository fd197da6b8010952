// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/childapp.h"

#include "agent/box/enterbox.h"
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

std::vector<char *> pointersTo(const std::vector<std::string> &texts)
{
    std::vector<char *> pointers;
    pointers.reserve(texts.size() + 1);
    for (const std::string &text : texts)
        pointers.push_back(const_cast<char *>(text.c_str())); // execvp takes them so and leaves them alone
    pointers.push_back(nullptr);
    return pointers;
}

struct ChildPipes
{
    Pipe output;
    Pipe error;
    Pipe report; ///< of an EnterFailure; closed by exec
};

void connectStreams(const ChildPipes &pipes)
{
    const Descriptor nothing(open("/dev/null", O_RDONLY | O_CLOEXEC));
    if (nothing)
        dup2(nothing.number(), STDIN_FILENO);
    dup2(pipes.output.writeEnd.number(), STDOUT_FILENO);
    dup2(pipes.error.writeEnd.number(), STDERR_FILENO);
}

EnterFailure execute(const std::vector<std::string> &arguments, const AppBox &box)
{
    const std::vector<char *> pointers = pointersTo(arguments);
    std::vector<char *> variables;
    if (box.environment) {
        variables = pointersTo(*box.environment);
        environ = variables.data(); // execvp looks for PATH in it, too
    }
    execvp(pointers[0], pointers.data());
    const int errorNumber = errno;
    const bool isPath = arguments.front().find('/') != std::string::npos;
    return {EnterStep::Execute, errorNumber, isPath && access(pointers[0], F_OK) == 0};
}

[[noreturn]] void becomeApp(
    const std::vector<std::string> &arguments, const AppBox &box, pid_t agent, const ChildPipes &pipes)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != agent)
        _exit(1); // it died before the line above
    connectStreams(pipes);
    restoreFileLimit();
    auto failure = enterBox(box);
    if (!failure) {
        prctl(PR_SET_PDEATHSIG, SIGKILL); // a change of user has cleared it
        restoreSignals();
        failure = execute(arguments, box);
    }
    [[maybe_unused]] const ssize_t written = write(pipes.report.writeEnd.number(), &*failure, sizeof *failure);
    _exit(127);
}

// Nothing when the program runs: its end of the pipe was closed by exec.
std::optional<EnterFailure> waitForExec(const Descriptor &report)
{
    EnterFailure failure;
    ssize_t count = 0;
    do {
        count = read(report.number(), &failure, sizeof failure);
    } while (count < 0 && errno == EINTR);
    if (count != static_cast<ssize_t>(sizeof failure))
        return {};
    return failure;
}

bool isShell(const std::string &program)
{
    return program == "sh" || program == "bash" || program.ends_with("/sh") || program.ends_with("/bash");
}

std::string cause(const std::string &program, const EnterFailure &failure)
{
    const bool isPath = program.find('/') != std::string::npos;
    if (failure.errorNumber == ENOENT && failure.isThere)
        return '"' + program + "\" is there, but what runs it is not: its dynamic loader, or the #! line's program.";
    if (failure.errorNumber == ENOENT)
        return '"' + program + (isPath ? "\" does not exist." : "\" was not found in PATH.");
    return '"' + program + "\": " + errorText(failure.errorNumber) + '.';
}

std::string remedy(const std::string &program, int errorNumber)
{
    switch (errorNumber) {
    case ENOENT:
        if (isShell(program))
            return "An image without a shell needs its ENTRYPOINT or CMD as a list: [\"program\", \"argument\"].";
        return "Check the spelling of the command, and that the program is installed inside this target.";
    case EACCES:
        return "Make the file executable (chmod +x), and see that it lies on a file system that allows programs.";
    case ENOEXEC:
        return "Use a program that was built for this processor.";
    default:
        return {};
    }
}

// As shells do: 127 not found, 126 found but not executable.
Failure startFailure(const std::string &program, const EnterFailure &failure)
{
    const int status = failure.errorNumber == ENOENT ? 127 : 126;
    return {"The app could not be started.", cause(program, failure), remedy(program, failure.errorNumber), status};
}

Failure boxFailure(const AppBox &box, const EnterFailure &failure)
{
    const std::string text = errorText(failure.errorNumber) + '.';
    constexpr const char *what = "The app could not be started.";
    if (failure.step == EnterStep::Directory)
        return {what, "Its working directory \"" + box.directory + "\" cannot be entered: " + text,
            "Create it in the Dockerfile (WORKDIR), and let the image's USER enter it.", 126};
    if (failure.step == EnterStep::Account)
        return {what, "It cannot become the user that the image names: " + text, "Run Boxmark as root.", 126};
    return {what, "Its root file system cannot be entered: " + text, "Run Boxmark as root.", 126};
}

} // namespace

std::variant<ChildApp, Failure> startApp(const std::vector<std::string> &arguments, const AppBox &box)
{
    std::optional<Pipe> output = makePipe();
    std::optional<Pipe> error = makePipe();
    std::optional<Pipe> report = makePipe();
    if (!output || !error || !report)
        return startFailure(arguments.front(), {EnterStep::Execute, errno});
    ChildPipes pipes {*std::move(output), *std::move(error), *std::move(report)};
    const pid_t agent = getpid();
    const pid_t pid = fork();
    if (pid < 0)
        return startFailure(arguments.front(), {EnterStep::Execute, errno});
    if (pid == 0)
        becomeApp(arguments, box, agent, pipes);
    setpgid(pid, pid); // both do: whoever comes first, the group is there when we signal it
    pipes.report.writeEnd.reset();
    if (const auto failure = waitForExec(pipes.report.readEnd)) {
        waitpid(pid, nullptr, 0);
        const bool isProgram = failure->step == EnterStep::Execute;
        return isProgram ? startFailure(arguments.front(), *failure) : boxFailure(box, *failure);
    }
    fcntl(pipes.output.readEnd.number(), F_SETFL, O_NONBLOCK);
    fcntl(pipes.error.readEnd.number(), F_SETFL, O_NONBLOCK);
    return ChildApp {pid, std::move(pipes.output.readEnd), std::move(pipes.error.readEnd)};
}

} // namespace boxmark::agent
