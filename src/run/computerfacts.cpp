// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/computerfacts.h"

#include "image/dockercommand.h"
#include "target/guest/accelerator.h"
#include "target/guest/qemu.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

bool usesAnyOf(const QList<TargetSpec> &targets, const QStringList &kinds)
{
    return std::ranges::any_of(targets, [&](const TargetSpec &spec) { return kinds.contains(spec.kind); });
}

} // namespace

QString kvmText(const KvmVerdict &verdict)
{
    const QString state = kvmStateName(verdict.state);
    return verdict.detail.isEmpty() ? state : u"%1: %2"_s.arg(state, verdict.detail);
}

QCoro::Task<Environment> askComputer(QList<TargetSpec> targets, TargetContext context)
{
    Environment environment;
    const KvmVerdict kvm = co_await knownKvmVerdict(context);
    environment.facts.append({u"kvm"_s, kvmText(kvm)});
    if (usesAnyOf(targets, {u"docker"_s})) {
        const auto version = co_await engineVersion(context);
        if (version)
            environment.facts.append({u"docker"_s, version.value()});
    }
    if (usesAnyOf(targets, {u"vm"_s, u"microvm"_s})) {
        const auto qemu = co_await findQemu(context);
        if (qemu)
            environment.facts.append({u"qemu"_s, qemu.value().title()});
    }
    co_return environment;
}

} // namespace boxmark
