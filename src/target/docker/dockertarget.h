// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/appimage.h"
#include "target/docker/containeroptions.h"
#include "target/registry.h"
#include "target/target.h"

namespace boxmark {

struct PreparedContainer final : PreparedApp
{
    AppImage image {};
    QString machine {}; ///< "Docker 20.10.24 (runsc)"
};

/// `docker run` of an image with boxmark-agent as its entry point and the image's own entry point behind it. User,
/// working directory and environment are the image's.
ProcessSpec dockerRunSpec(const AppImage &image, const Scenario &scenario, const TargetContext &context,
    const QString &name, int hostPort, const ContainerOptions &options = {});

/// The app in a container of Docker or Podman, through the engine's command-line client.
class DockerTarget final : public Target
{
public:
    explicit DockerTarget(TargetSpec spec);

    Result<void> supports(const Scenario &scenario) const override;
    QCoro::Task<Readiness> probe(TargetContext context) override;
    QCoro::Task<Result<std::shared_ptr<PreparedApp>>> prepare(Scenario scenario, TargetContext context) override;
    QCoro::Task<Result<std::unique_ptr<Instance>>> start(
        std::shared_ptr<PreparedApp> app, Scenario scenario, TargetContext context) override;
    std::optional<FloorApp> floorApp(const std::shared_ptr<PreparedApp> &app, const Scenario &scenario) const override;

private:
    int m_started = 0;
};

TargetKind dockerTargetKind();

} // namespace boxmark
