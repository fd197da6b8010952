// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/guest/accelerator.h"
#include "target/registry.h"
#include "target/target.h"
#include "target/vm/systemdisk.h"

namespace boxmark {

/// The app in a full virtual machine: a PC with firmware that starts a Debian system from its disk, which runs the app
/// from the app's own image. Options: `accelerator` (auto, kvm, tcg), `disk` (a cloud image in place of our system).
class VmTarget final : public Target
{
public:
    explicit VmTarget(TargetSpec spec, KvmProbe probe = knownKvmVerdict);

    Result<void> supports(const Scenario &scenario) const override;
    QCoro::Task<Readiness> probe(TargetContext context) override;
    QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepare(Scenario scenario, TargetContext context) override;
    QCoro::Task<Result<std::unique_ptr<Instance>>> start(
        std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context) override;

private:
    QCoro::Task<Result<SystemDisk>> prepareDisk(QString scenarioFile, TargetContext context);
    QString option(const QString &key) const { return spec().options.value(key); }

    KvmProbe m_probe;
    int m_started = 0;
};

TargetKind vmTargetKind();

} // namespace boxmark
