// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/filelimit.h"
#include "agent/init/init.h"
#include "agent/options.h"
#include "agent/run/supervisor.h"

#include <cerrno>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

using namespace boxmark::agent;

namespace {

// Somebody may start us with closed standard streams: our first pipe would take their numbers.
void openStandardStreams()
{
    for (int number = STDIN_FILENO; number <= STDERR_FILENO; ++number) {
        if (fcntl(number, F_GETFD) < 0 && errno == EBADF) [[maybe_unused]]
            const int opened = open("/dev/null", O_RDWR);
    }
}

void writeAll(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const ssize_t count = write(descriptor, text.data(), text.size());
        if (count <= 0)
            return;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

struct Perform
{
    int operator()(const Information &information) const
    {
        writeAll(STDOUT_FILENO, information.text);
        return 0;
    }

    int operator()(const RunOptions &options) const { return runApp(options); }

    int operator()(const KvmProbeOptions &options) const
    {
        writeAll(STDOUT_FILENO, kvmProbeLine(options));
        return 0;
    }

    int operator()(const FileRunOptions &options) const { return runFromFile(options); }

    int operator()(const WatchOptions &options) const { return watchApp(options); }

    int operator()(const InitOptions &) const { return runInit(); }

    int operator()(const ServeOptions &options) const
    {
        const auto failure = serve(options);
        return failure ? (*this)(*failure) : 0;
    }

    int operator()(const Failure &failure) const
    {
        std::string text = "boxmark-agent:";
        for (const std::string &part : {failure.what, failure.why, failure.remedy}) {
            if (!part.empty())
                text += ' ' + part;
        }
        writeAll(STDERR_FILENO, text + '\n');
        return failure.exitStatus;
    }
};

} // namespace

int main(int count, char **values)
{
    // A kernel's first program gets whatever stood on the kernel's command line.
    if (count > 0 && isFirstProgram(values[0]))
        return runInit();
    openStandardStreams();
    signal(SIGPIPE, SIG_IGN); // a reader that has gone is told by write()
    raiseFileLimit();
    return std::visit(Perform {}, parseArguments({values + 1, values + count}));
}
