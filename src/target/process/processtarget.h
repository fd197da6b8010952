// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/registry.h"
#include "target/target.h"

namespace boxmark {

/// The app as a plain process of this computer: the least isolation, which the others are compared with.
class ProcessTarget final : public Target
{
public:
    explicit ProcessTarget(TargetSpec spec);

    Result<void> supports(const Scenario &scenario) const override;
    QCoro::Task<Readiness> probe(TargetContext context) override;
    QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepare(Scenario scenario, TargetContext context) override;
    QCoro::Task<Result<std::unique_ptr<Instance>>> start(
        std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context) override;
    std::optional<FloorApp> floorApp(const std::shared_ptr<PreparedApp> &app, const Scenario &scenario) const override;

private:
    int m_started = 0;
};

TargetKind processTargetKind();

} // namespace boxmark
