// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/docker/containeroptions.h"

#include <QCoreApplication>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("docker", text);
}

// A name in the engine's configuration ("runsc", "io.containerd.kata.v2"), or a path.
bool canBeARuntime(const QString &text)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(u"[A-Za-z0-9/][A-Za-z0-9_./-]*"_s));
    return pattern.match(text).hasMatch();
}

} // namespace

QString ContainerOptions::title(const QString &engineAndVersion) const
{
    const QString name = engineAndVersion.isEmpty() ? engineTitle(engine) : engineAndVersion;
    return runtime.isEmpty() ? name : u"%1 (%2)"_s.arg(name, runtime);
}

Result<ContainerOptions> readContainerOptions(const TargetSpec &spec)
{
    ContainerOptions options;
    const QString engine = spec.options.value(containeroption::engine, engineName(options.engine));
    if (engine == engineName(ContainerEngine::Podman))
        options.engine = ContainerEngine::Podman;
    else if (engine != engineName(ContainerEngine::Docker))
        return Error {
            tr("there is no engine “%1”.").arg(engine), {}, tr("Write “engine: docker” or “engine: podman”.")};
    options.runtime = spec.options.value(containeroption::runtime);
    if (!options.runtime.isEmpty() && !canBeARuntime(options.runtime))
        return Error {tr("“%1” cannot be the name of a runtime.").arg(options.runtime), {},
            tr("Write a name that the engine knows, such as “runtime: runsc”.")};
    return options;
}

TargetSpec containerTarget(const ContainerOptions &options)
{
    TargetSpec spec {engineName(options.engine), u"docker"_s, {}};
    if (options.engine != ContainerEngine::Docker)
        spec.options.insert(containeroption::engine, engineName(options.engine));
    if (!options.runtime.isEmpty()) {
        spec.name += u'-' + options.runtime;
        spec.options.insert(containeroption::runtime, options.runtime);
    }
    return spec;
}

} // namespace boxmark
