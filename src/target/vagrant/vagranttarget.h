// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/registry.h"

namespace boxmark {

struct PreparedVagrant;
struct VagrantMachine;
struct VagrantOptions;

/// The app in a machine that a Vagrantfile describes, whatever its provider. The first `up` with all its provisioning
/// is part of preparing and a figure of its own; each trial is a cold boot: `up --no-provision` of the halted machine.
class VagrantTarget final : public Target
{
public:
    explicit VagrantTarget(TargetSpec spec);

    Result<void> supports(const Scenario &scenario) const override;
    QCoro::Task<Readiness> probe(TargetContext context) override;
    QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepare(Scenario scenario, TargetContext context) override;
    QCoro::Task<Result<std::unique_ptr<Instance>>> start(
        std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context) override;
    QCoro::Task<Result<void>> release(std::shared_ptr<PreparedApp> app, TargetContext context) override;

private:
    QCoro::Task<Result<void>> makeReady(
        std::shared_ptr<PreparedVagrant> app, VagrantOptions options, Scenario scenario, TargetContext context);
    QCoro::Task<Result<void>> bringApp(
        std::shared_ptr<PreparedVagrant> app, QStringList command, Scenario scenario, TargetContext context);
};

TargetKind vagrantTargetKind();

} // namespace boxmark
