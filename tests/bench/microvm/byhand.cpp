// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench/microvm/byhand.h"

#include <QProcess>

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace boxmark::bench {

namespace {

using namespace std::chrono_literals;

constexpr auto pause = 5ms;
constexpr int patience = 100; // ms: slirp accepts and then says nothing until the guest listens

bool answers(quint16 port, const QByteArray &request)
{
    const int client = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address {};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    QByteArray answer;
    if (connect(client, reinterpret_cast<sockaddr *>(&address), sizeof address) == 0
        && send(client, request.constData(), std::size_t(request.size()), MSG_NOSIGNAL) == request.size()) {
        char buffer[4096];
        pollfd readable {client, POLLIN, 0};
        ssize_t got = 1;
        while (got > 0 && poll(&readable, 1, patience) > 0) {
            got = recv(client, buffer, sizeof buffer, 0);
            answer.append(buffer, qsizetype(std::max<ssize_t>(got, 0)));
        }
    }
    close(client);
    return answer.startsWith("HTTP/1.1 200") || answer.startsWith("HTTP/1.0 200");
}

} // namespace

std::optional<std::chrono::nanoseconds> firstAnswerByHand(
    const ProcessSpec &program, quint16 port, const QByteArray &path, std::chrono::seconds deadline)
{
    const QByteArray request = "GET " + path + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setStandardErrorFile(QProcess::nullDevice());
    const MonotonicTime start = Clock::system().now();
    process.start(program.program, program.arguments);
    std::optional<std::chrono::nanoseconds> found;
    while (!found && Clock::system().now() - start < deadline) {
        if (answers(port, request))
            found = Clock::system().now() - start;
        else
            std::this_thread::sleep_for(pause);
    }
    process.kill();
    process.waitForFinished();
    return found;
}

} // namespace boxmark::bench
