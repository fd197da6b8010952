// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/registry.h"

namespace boxmark {

/// An app that already runs, here or elsewhere. The load goes to another computer only when a person has said so.
class UrlTarget final : public Target
{
public:
    explicit UrlTarget(TargetSpec spec);

    Result<void> supports(const Scenario &scenario) const override;
    QCoro::Task<Readiness> probe(TargetContext context) override;
    QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepare(Scenario scenario, TargetContext context) override;
    QCoro::Task<Result<std::unique_ptr<Instance>>> start(
        std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context) override;
};

TargetKind urlTargetKind();

} // namespace boxmark
