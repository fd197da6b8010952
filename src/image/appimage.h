// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "image/dockercommand.h"
#include "model/scenario.h"
#include "process/command.h"

#include <QCoroTask>
#include <QStringList>

namespace boxmark {

/// How an image wants its app to be started (OCI image-spec, config.md).
struct ImageConfig
{
    QStringList command {}; ///< entry point and what follows it
    QStringList environment {}; ///< "NAME=VALUE"
    QString user {}; ///< "USER[:GROUP]", names or numbers; empty: root
    QString workingDirectory {}; ///< empty: "/"
    QString stopSignal {}; ///< "SIGQUIT" or a number; empty: SIGTERM

    bool operator==(const ImageConfig &) const = default;
};

/// What an image says of itself.
struct AppImage
{
    QString id; ///< "sha256:…": stays the same image whatever happens to its name
    Bytes size {};
    ImageConfig config {};

    bool operator==(const AppImage &) const = default;
};

/// From the JSON of `docker image inspect`. An Error when the image does not say what to run.
Result<AppImage> parseImage(const QByteArray &json, const QString &name);

/// Builds the scenario's image, or fetches it, or finds it where it already is. Build output goes to the context's log.
/// `agentPath` is what the built-in workload's image is made from.
QCoro::Task<Result<AppImage>> prepareImage(
    Scenario scenario, QString agentPath, WorkContext context, ContainerEngine engine = ContainerEngine::Docker);

/// Copies an image of Docker's, with its id, to where Podman keeps its own; from one image both run the very same
/// bytes. Some seconds, but only the first time.
QCoro::Task<Result<AppImage>> giveToPodman(AppImage image, WorkContext context);

/// What the built-in workload's image is built from, besides boxmark-agent itself.
QByteArray workloadDockerfile(int port);

} // namespace boxmark
