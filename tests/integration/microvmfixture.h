// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helpers/filetree.h"
#include "host/textfile.h"
#include "integration/dockerfixture.h"
#include "load/healthprobe.h"
#include "sample/taskstat.h"
#include "target/microvm/microvmtarget.h"

#include <QDirIterator>

/// What the tests of the microVM target share; the guests are real.
namespace boxmark::test {

/// A verdict as if this computer's /dev/kvm were good or bad: what a test must be able to say of a machine it is not
/// on.
inline KvmProbe verdictOf(const KvmVerdict &verdict)
{
    return [verdict](TargetContext) -> QCoro::Task<KvmVerdict> { co_return verdict; };
}

inline KvmProbe usableKvm()
{
    return verdictOf({.state = KvmVerdict::State::Native, .detail = u"1.0 ns an instruction"_s});
}

inline KvmProbe unusableKvm()
{
    return verdictOf(
        {.problem = {u"KVM is not there."_s, u"This is a test's own word."_s, u"Nothing needs to be done."_s}});
}

inline TargetSpec microVm(const QMap<QString, QString> &options = {})
{
    return {.name = u"microvm"_s, .kind = u"microvm"_s, .options = options};
}

inline Scenario smallGuest(Scenario scenario = builtin())
{
    scenario.resources = {.cpus = 1, .memory = Bytes {192 << 20}};
    return scenario;
}

/// A microVM on its way, with all that it tells.
struct StartedGuest
{
    /// Of what was prepared before.
    StartedGuest(TargetRun &run, const Scenario &scenario, std::shared_ptr<PreparedMicroVm> prepared)
        : target(microVm(), unusableKvm())
        , app(std::move(prepared))
    {
        start(run, scenario);
    }

    StartedGuest(TargetRun &run, const Scenario &scenario, const TargetSpec &spec, const KvmProbe &probe)
        : target(spec, probe)
    {
        const auto prepared = await(target.prepare(scenario, run.context));
        if (!prepared) {
            error = prepared.error();
            return;
        }
        app = prepared.value();
        start(run, scenario);
    }

    void start(TargetRun &run, const Scenario &scenario)
    {
        auto made = await(target.start(app, scenario, run.context));
        if (!made) {
            error = made.error();
            return;
        }
        instance = made.take();
        QObject::connect(instance.get(), &Instance::phaseReached, instance.get(),
            [this](const QString &name, MonotonicTime at) { phases.insert(name, at); });
        QObject::connect(instance->agent(), &AgentLink::phaseReached, instance.get(),
            [this](const QString &name, MonotonicTime at) { phases.insert(name, at); });
        QObject::connect(instance.get(), &Instance::exited, instance.get(), [this](const Error &why) { exit = why; });
    }

    PreparedMicroVm &prepared() const { return static_cast<PreparedMicroVm &>(*app); }

    MicroVmTarget target;
    std::shared_ptr<PreparedApp> app {};
    std::unique_ptr<Instance> instance {};
    Error error {};
    QMap<QString, MonotonicTime> phases {};
    std::optional<Error> exit {};
};

/// Process ids of our children that run a program of that name.
inline QList<qint64> childrenNamed(const QString &program)
{
    QList<qint64> found;
    for (const qint64 child : childrenOf(QCoreApplication::applicationPid()).value_or(QList<qint64>())) {
        if (QFileInfo(textOf(u"/proc/%1/cmdline"_s.arg(child)).section(QChar(0), 0, 0)).fileName() == program)
            found << child;
    }
    return found;
}

inline QStringList groupsLeftOf(const QString &session)
{
    QStringList found;
    QDirIterator all(u"/sys/fs/cgroup"_s, {u"boxmark-%1-*"_s.arg(session)}, QDir::Dirs, QDirIterator::Subdirectories);
    while (all.hasNext())
        found << all.next();
    return found;
}

} // namespace boxmark::test
