// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "image/dockercommand.h"
#include "model/targetspec.h"

namespace boxmark {

/// What a scenario says of a container: which engine makes it, and by which OCI runtime.
struct ContainerOptions
{
    ContainerEngine engine = ContainerEngine::Docker;
    QString runtime {}; ///< a name that the engine knows, such as "runsc"; empty: the engine's own default

    /// "Docker", "Docker (runsc)", "Podman". With the version in place of "Docker" when that is given.
    QString title(const QString &engineAndVersion = {}) const;

    bool operator==(const ContainerOptions &) const = default;
};

/// The names of the options, as in a scenario.
namespace containeroption {
inline const QString engine = QStringLiteral("engine");
inline const QString runtime = QStringLiteral("runtime");
} // namespace containeroption

/// An Error names the engine that there is not; whether a runtime is there only the engine knows.
Result<ContainerOptions> readContainerOptions(const TargetSpec &spec);
/// A target of these options in a list of all that can run here: "docker", "docker-runsc", "podman".
TargetSpec containerTarget(const ContainerOptions &options);

} // namespace boxmark
