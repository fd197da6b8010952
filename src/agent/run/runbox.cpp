// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/run/runbox.h"

#include "agent/box/assembly.h"
#include "agent/protocol.h"
#include "agent/run/supervisor.h"
#include "agent/run/whereabouts.h"

#include <utility>

namespace boxmark::agent {

std::variant<std::unique_ptr<HostLink>, Failure> makeHostLink(const LinkOptions &options)
{
    if (!options.port)
        return std::make_unique<HostLink>();
    auto listener = listenForHost(*options.port);
    if (auto *failure = std::get_if<Failure>(&listener))
        return std::move(*failure);
    return std::make_unique<HostLink>(std::get<Descriptor>(std::move(listener)), options.token);
}

std::variant<int, Failure> runInBox(const BoxPlan &plan, HostLink &host)
{
    auto box = assembleBox(plan);
    if (auto *failure = std::get_if<Failure>(&box)) {
        tellFailure(host, *failure);
        return std::move(*failure);
    }
    return superviseApp(plan.run, std::get<AppBox>(box), host);
}

namespace {

int refuse(HostLink &host, const Failure &failure)
{
    tellFailure(host, failure);
    return failure.exitStatus;
}

} // namespace

int runFromFile(const FileRunOptions &options)
{
    const nanoseconds began = monotonicNow();
    adoptOrphans();
    HostLink output;
    const std::string hello = helloRecord(began, whereabouts());
    auto plan = readRunFile(options.file);
    if (const auto *failure = std::get_if<Failure>(&plan)) {
        output.sayHello(hello);
        return refuse(output, *failure);
    }
    const auto &read = std::get<BoxPlan>(plan);
    auto link = makeHostLink(read.link);
    if (const auto *failure = std::get_if<Failure>(&link)) {
        output.sayHello(hello);
        return refuse(output, *failure);
    }
    HostLink &host = *std::get<std::unique_ptr<HostLink>>(link);
    host.sayHello(hello);
    if (options.userspaceBegan) {
        host.outbox().push(Outbox::Line::Vital, phaseRecord(*options.userspaceBegan, protocol::phase::kernel));
        host.outbox().push(Outbox::Line::Vital, phaseRecord(began, protocol::phase::system));
    }
    const auto ended = runInBox(read, host);
    const auto *failure = std::get_if<Failure>(&ended);
    return failure ? failure->exitStatus : std::get<int>(ended);
}

} // namespace boxmark::agent
