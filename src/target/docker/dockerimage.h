// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "target/target.h"

#include <QStringList>

namespace boxmark {

/// What an image says of itself.
struct DockerImage
{
    QString id; ///< "sha256:…": stays the same image whatever happens to its name
    Bytes size {};
    QStringList command {}; ///< its entry point and what follows it

    bool operator==(const DockerImage &) const = default;
};

/// From the JSON of `docker image inspect`. An Error when the image does not say what to run.
Result<DockerImage> parseImage(const QByteArray &json, const QString &name);

/// Builds the scenario's image, or fetches it, or finds it where it already is. Build output goes to the context's log.
QCoro::Task<Result<DockerImage>> prepareImage(Scenario scenario, TargetContext context);

/// What the built-in workload's image is built from, besides boxmark-agent itself.
QByteArray workloadDockerfile(int port);

} // namespace boxmark
