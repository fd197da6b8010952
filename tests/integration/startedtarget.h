// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helpers/targetrun.h"

#include <QSignalSpy>

/// What the tests of all targets share that run on the real system.
namespace boxmark::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Why the target cannot run on this computer, for QSKIP; empty when it can.
inline QString obstacleTo(Target &target)
{
    if (const auto agent = findAgentBinary(); !agent)
        return agent.error().text();
    TargetRun run;
    const Readiness readiness = await(target.probe(run.context));
    return readiness.ready ? QString() : readiness.problem.text();
}

inline Scenario builtin()
{
    Scenario scenario;
    scenario.samplingInterval = 20ms;
    return scenario;
}

inline QUrl healthOf(const Instance &instance)
{
    return instance.endpoint().resolved(QUrl(u"/health"_s));
}

/// A target that has been started.
struct Started
{
    Started(TargetRun &run, const Scenario &scenario, const QString &kind = u"docker"_s)
        : target(makeTarget(kind))
    {
        auto prepared = await(target->prepare(scenario, run.context));
        if (!prepared) {
            error = prepared.error();
            return;
        }
        app = prepared.take();
        auto made = await(target->start(app, scenario, run.context));
        if (made)
            instance = made.take();
        else
            error = made.error();
    }

    std::unique_ptr<Target> target;
    std::shared_ptr<PreparedApp> app {};
    std::unique_ptr<Instance> instance {};
    Error error {};
};

/// Why the app ended by itself; empty when it has not within a minute.
inline Error endOf(const Instance &instance)
{
    const QSignalSpy exited(&instance, &Instance::exited);
    if (!QTest::qWaitFor([&exited] { return !exited.isEmpty(); }, 60'000))
        return {};
    return exited.first().first().value<Error>();
}

} // namespace boxmark::test
