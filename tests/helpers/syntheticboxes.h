// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helpers/syntheticrun.h"

namespace boxmark::test {

/// One image in every kind of box, with the start-up phases and facts of each; the machines are emulated.
struct SyntheticBox
{
    TargetSpec spec;
    SyntheticShape shape;
    QList<std::pair<QString, std::chrono::milliseconds>> phases; ///< how long each takes; without the first answer
    BoxFacts facts;
    Bytes disk {};
};

inline BoxFacts containerFacts(const QString &machine, const QString &network)
{
    return {Accelerator::None, machine, network, u"6.1.0-42-amd64"_s, u"aaaaaaaa-1111-4222-8333-444455556666"_s, 1,
        Bytes {512LL << 20}};
}

inline BoxFacts machineFacts(const QString &machine, qint64 mebibytes)
{
    return {Accelerator::Tcg, machine, u"user networking"_s, u"6.1.0-42-cloud-amd64"_s,
        u"bbbbbbbb-1111-4222-8333-444455556666"_s, 1, Bytes {mebibytes << 20}};
}

inline SyntheticShape boxShape(std::chrono::milliseconds coldStart, int perSecond, double typical)
{
    SyntheticShape shape;
    shape.coldStart = coldStart;
    shape.requestsPerSecond = perSecond;
    shape.typicalMilliseconds = typical;
    return shape;
}

/// Four kinds, then a container in gVisor and another VMM.
inline QList<SyntheticBox> syntheticBoxes(qsizetype count = 4)
{
    const QList<SyntheticBox> all {
        {{u"process"_s, u"process"_s, {}}, boxShape(180ms, 1800, 0.42),
            {{phase::spawn, 3ms}, {phase::agent, 9ms}, {phase::appStarted, 12ms}, {phase::appListening, 150ms}},
            containerFacts(u"Linux namespaces"_s, u"loopback"_s), {}},
        {{u"docker"_s, u"docker"_s, {}}, boxShape(640ms, 1500, 0.55),
            {{phase::spawn, 4ms}, {phase::agent, 420ms}, {phase::appStarted, 10ms}, {phase::appListening, 190ms}},
            containerFacts(u"Docker 20.10.24 (runc)"_s, u"docker-proxy"_s), {}},
        {{u"vm"_s, u"vm"_s, {}}, boxShape(9800ms, 300, 3.1),
            {{phase::spawn, 5ms}, {phase::firmware, 1400ms}, {phase::kernel, 2600ms}, {phase::system, 4100ms},
                {phase::agent, 180ms}, {phase::appStarted, 40ms}, {phase::appListening, 1400ms}},
            machineFacts(u"QEMU 7.2.22 q35"_s, 489), Bytes {745LL << 20}},
        {{u"microvm"_s, u"microvm"_s, {}}, boxShape(3900ms, 310, 2.9),
            {{phase::spawn, 5ms}, {phase::vmm, 240ms}, {phase::kernel, 1900ms}, {phase::agent, 310ms},
                {phase::appStarted, 30ms}, {phase::appListening, 1350ms}},
            machineFacts(u"QEMU 7.2.22 microvm"_s, 489), Bytes {96LL << 20}},
        {{u"docker gVisor"_s, u"docker"_s, {{u"runtime"_s, u"runsc"_s}}}, boxShape(1150ms, 600, 1.4),
            {{phase::spawn, 4ms}, {phase::agent, 800ms}, {phase::appStarted, 40ms}, {phase::appListening, 290ms}},
            containerFacts(u"Docker 20.10.24 (runsc)"_s, u"docker-proxy"_s), {}},
        {{u"cloud-hypervisor"_s, u"microvm"_s, {{u"vmm"_s, u"cloud-hypervisor"_s}}}, boxShape(900ms, 1300, 0.8),
            {{phase::spawn, 5ms}, {phase::vmm, 60ms}, {phase::kernel, 300ms}, {phase::agent, 40ms},
                {phase::appStarted, 10ms}, {phase::appListening, 470ms}},
            {Accelerator::NestedKvm, u"Cloud Hypervisor 34"_s, u"TAP"_s, u"6.1.0-42-cloud-amd64"_s,
                u"cccccccc-1111-4222-8333-444455556666"_s, 1, Bytes {489LL << 20}},
            Bytes {96LL << 20}},
    };
    return all.first(count);
}

/// Without a gap, the last up to the first answer; a little longer with each trial.
inline QList<Phase> syntheticStart(const SyntheticBox &box, int number)
{
    QList<Phase> phases;
    TrialTime start {0};
    for (const auto &[name, length] : box.phases) {
        phases.append({name, start, start + length + std::chrono::microseconds(100 * number)});
        start = phases.last().end;
    }
    phases.append({phase::firstResponse, start, std::max<TrialTime>(start, box.shape.coldStart)});
    return phases;
}

inline SyntheticTrial boxTrial(TrialId id, const SyntheticBox &box, int number)
{
    SyntheticTrial result = syntheticTrial(id, box.spec.name, number, box.shape);
    result.trial.imageSize = Bytes {325LL << 20};
    if (box.disk.count > 0)
        result.trial.diskSize = box.disk;
    result.trial.box = box.facts;
    result.records.removeIf([](const Record &record) { return std::holds_alternative<Phase>(record); });
    for (const Phase &phase : syntheticStart(box, number))
        result.records.append(phase);
    result.records.append(Phase {phase::measure, *result.trial.measureStart, *result.trial.measureEnd});
    if (box.facts.accelerator == Accelerator::Tcg)
        result.records.append(Caveat {CaveatKind::Note, u"Emulated: software carries out every instruction."_s});
    return result;
}

inline Session boxSession(const QList<SyntheticBox> &boxes, int trials = 1)
{
    Session session = syntheticSession(trials);
    session.scenario.name = u"One image, every box"_s;
    session.scenario.targets.clear();
    for (const SyntheticBox &box : boxes)
        session.scenario.targets.append(box.spec);
    return session;
}

inline QList<SyntheticTrial> boxTrials(const QList<SyntheticBox> &boxes, int trials = 1)
{
    QList<SyntheticTrial> result;
    for (int round = 1; round <= trials; ++round) {
        for (const SyntheticBox &box : boxes)
            result.append(boxTrial(static_cast<TrialId>(result.size() + 1), box, round));
    }
    return result;
}

} // namespace boxmark::test
