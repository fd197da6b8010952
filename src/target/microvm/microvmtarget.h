// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/appdisk.h"
#include "image/appimage.h"
#include "image/guestkernel.h"
#include "target/microvm/vmmchoice.h"
#include "target/registry.h"
#include "target/target.h"

namespace boxmark {

struct PreparedMicroVm final : PreparedApp
{
    AppImage image {};
    AppDisk disk {};
    GuestKernel kernel {};
    VmmChoice choice {};
    QString bootArguments {};
};

/// The app in a machine that has nothing but what it needs: a kernel that is booted directly, the agent as its first
/// program, the image's files as a disk, one network card and a serial console.
class MicroVmTarget final : public Target
{
public:
    explicit MicroVmTarget(TargetSpec spec, KvmProbe probe = knownKvmVerdict);

    Result<void> supports(const Scenario &scenario) const override;
    QCoro::Task<Readiness> probe(TargetContext context) override;
    QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepare(Scenario scenario, TargetContext context) override;
    QCoro::Task<Result<std::unique_ptr<Instance>>> start(
        std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context) override;

private:
    KvmProbe m_probe;
    int m_started = 0;
};

TargetKind microVmTargetKind();

} // namespace boxmark
