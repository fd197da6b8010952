// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/appimage.h"
#include "target/registry.h"
#include "target/target.h"

namespace boxmark {

struct PreparedContainer final : PreparedApp
{
    AppImage image {};
};

/// `docker run` of an image with boxmark-agent as its entry point and the image's own entry point behind it. User,
/// working directory and environment are the image's.
ProcessSpec dockerRunSpec(const AppImage &image, const Scenario &scenario, const TargetContext &context,
    const QString &name, int hostPort);

/// The app in a container of the Docker engine, through its command-line client.
class DockerTarget final : public Target
{
public:
    explicit DockerTarget(TargetSpec spec);

    const TargetSpec &spec() const override { return m_spec; }
    Result<void> supports(const Scenario &scenario) const override;
    QCoro::Task<Readiness> probe(TargetContext context) override;
    QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepare(Scenario scenario, TargetContext context) override;
    QCoro::Task<Result<std::unique_ptr<Instance>>> start(
        std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context) override;

private:
    TargetSpec m_spec;
    int m_started = 0;
};

TargetKind dockerTargetKind();

} // namespace boxmark
