// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/serve/serve.h"

#include "agent/signals.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <malloc.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>
#include <variant>

namespace boxmark::agent {

namespace {

// As many as the processor can run at once, and some more: a worker may as well be sleeping (/memory) or writing (/io).
std::size_t mostWorkers()
{
    return std::max(4U, 2 * std::thread::hardware_concurrency());
}

void runLoop(EventLoop &loop)
{
    // sendfile(2) has no flag that keeps a client which has gone from raising SIGPIPE.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    loop.run();
}

void print(const std::string &line)
{
    [[maybe_unused]] const ssize_t written = write(STDOUT_FILENO, line.data(), line.size());
}

} // namespace

Server::Server(Listener listener, Descriptor root, int threads, ServerTimeouts timeouts)
    : m_listener(std::move(listener))
    , m_root(std::move(root))
    , m_workload(m_counts, m_root.number())
    , m_workers(mostWorkers())
    , m_shared {m_listener.socket.number(), m_workload, m_counts, m_workers, timeouts}
{
    for (int i = 0; i < threads; ++i)
        m_loops.push_back(std::make_unique<EventLoop>(m_shared));
    for (const auto &loop : m_loops)
        m_threads.emplace_back([&loop = *loop] { runLoop(loop); });
}

Server::~Server()
{
    for (const auto &loop : m_loops)
        loop->stop();
    for (std::thread &thread : m_threads)
        thread.join();
}

std::optional<Failure> serve(const ServeOptions &options)
{
    // A heap for each thread would cost more than waiting for one another.
    mallopt(M_ARENA_MAX, 2);
    const SignalQueue signals {SIGTERM, SIGINT};
    Descriptor root;
    if (!options.root.empty()) {
        root = Descriptor(open(options.root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (!root)
            return Failure {"The folder \"" + options.root + "\" cannot be served.", errorText(errno) + '.',
                "Give --root a folder that can be read."};
    }
    std::variant<Listener, Failure> listener = listenAt(options.endpoint);
    if (const Failure *failure = std::get_if<Failure>(&listener))
        return *failure;
    const Server server(std::get<Listener>(std::move(listener)), std::move(root), options.threads);
    print("Serving at http://" + endpointText(server.endpoint()) + '\n');
    pollfd wait {signals.descriptor(), POLLIN, 0};
    while (signals.next() == 0)
        poll(&wait, 1, -1);
    return {};
}

} // namespace boxmark::agent
