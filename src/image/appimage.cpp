// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/appimage.h"

#include "image/buildernoise.h"
#include "image/dockercommand.h"
#include "image/gitapp.h"
#include "image/kept/imageuse.h"
#include "image/ownimage.h"
#include "process/command.h"
#include "process/pipeline.h"
#include "process/recentlines.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto quickDeadline = 30s;
constexpr auto buildDeadline = 2h; // only a build that hangs reaches it; Stop ends one at any time

QString tr(const char *text)
{
    return QCoreApplication::translate("docker", text);
}

QStringList strings(const QJsonValue &array)
{
    QStringList list;
    for (const QJsonValue value : array.toArray())
        list << value.toString();
    return list;
}

// Looks an image up. Ok with nothing when there is none of that name.
QCoro::Task<Result<std::optional<AppImage>>> findImage(QString name, ContainerEngine engine, WorkContext context)
{
    const auto asked = co_await runCommand(context, engineWords(engine, u"image"_s, u"inspect"_s, name), quickDeadline);
    if (!asked)
        co_return asked.error();
    if (const auto problem = engineProblem(asked.value(), engine))
        co_return *problem;
    if (!asked.value().result.succeeded())
        co_return std::optional<AppImage>();
    const auto image = parseImage(asked.value().standardOutput, name);
    if (!image)
        co_return image.error();
    co_return std::optional(image.value());
}

// Runs a client that works for long and tells what it does.
QCoro::Task<Result<void>> runBuild(ContainerEngine engine, QStringList arguments, WorkContext context, Error failure)
{
    const auto recent = std::make_shared<RecentLines>();
    const auto noise = std::make_shared<BuilderNoise>();
    const auto onLine = [log = context.log, recent, noise](const QString &line) {
        if (noise->isNoise(line))
            return;
        recent->add(line);
        if (log)
            log({.source = LogSource::Build, .text = line});
    };
    const auto run = co_await runCommand(context, engineSpec(engine, arguments), buildDeadline, onLine);
    if (!run)
        co_return run.error();
    if (const auto problem = engineProblem(run.value(), engine))
        co_return *problem;
    if (run.value().result.succeeded())
        co_return {};
    failure.why = recent->isEmpty() ? tr("The command %1.").arg(run.value().result.text()) : recent->text();
    co_return failure;
}

Error vanished(const QString &name)
{
    return {tr("The image %1 is not there.").arg(name), tr("It was removed right after it had been made."),
        tr("Run again.")};
}

QCoro::Task<Result<AppImage>> buildFrom(
    QString dockerfile, QString folder, QString tag, ContainerEngine engine, WorkContext context)
{
    const QStringList arguments {
        u"build"_s, u"--force-rm"_s, u"--label"_s, ownLabel, u"--file"_s, dockerfile, u"--tag"_s, tag, folder};
    const Error failure {tr("The image could not be built from %1.").arg(dockerfile), {},
        tr("Correct the Dockerfile, or what it copies and installs; the whole output is in the log.")};
    if (const auto built = co_await runBuild(engine, arguments, context, failure); !built)
        co_return built.error();
    const auto image = co_await findImage(tag, engine, context);
    if (!image)
        co_return image.error();
    if (!image.value())
        co_return vanished(tag);
    co_return *image.value();
}

Result<QByteArray> contentsOf(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    return Error {tr("%1 cannot be read.").arg(path), file.errorString(), {}};
}

Result<void> writeFile(const QString &path, const QByteArray &contents, QFile::Permissions permissions)
{
    QFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(contents) == contents.size() && file.flush()
        && file.setPermissions(permissions))
        return {};
    return Error {
        tr("%1 cannot be written.").arg(path), file.errorString(), tr("Make room in the folder for temporary files.")};
}

// The tag names the contents, so that the image is built once and found from then on.
QCoro::Task<Result<AppImage>> prepareWorkload(int port, QString agentPath, ContainerEngine engine, WorkContext context)
{
    const auto agent = contentsOf(agentPath);
    if (!agent)
        co_return agent.error();
    const QString tag = workloadImageName(agent.value() + workloadDockerfile(port));
    const auto known = co_await findImage(tag, engine, context);
    if (!known)
        co_return known.error();
    if (known.value())
        co_return *known.value();

    const QTemporaryDir folder;
    const QString dockerfile = folder.filePath(u"Dockerfile"_s);
    const auto ordinary = QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther;
    const auto executable = ordinary | QFile::ExeOwner | QFile::ExeGroup | QFile::ExeOther;
    if (const auto written = writeFile(dockerfile, workloadDockerfile(port), ordinary); !written)
        co_return written.error();
    if (const auto written = writeFile(folder.filePath(u"boxmark-agent"_s), agent.value(), executable); !written)
        co_return written.error();
    co_return co_await buildFrom(dockerfile, folder.path(), tag, engine, context);
}

QCoro::Task<Result<AppImage>> prepareDockerfile(QString dockerfile, ContainerEngine engine, WorkContext context)
{
    const QFileInfo file(dockerfile);
    if (!file.isFile())
        co_return Error {tr("There is no Dockerfile %1.").arg(dockerfile), {},
            tr("Correct app.dockerfile in the scenario; it is relative to the scenario's folder.")};
    const QString tag = appImageName(file.absoluteFilePath());
    co_return co_await buildFrom(file.absoluteFilePath(), file.absolutePath(), tag, engine, context);
}

QCoro::Task<Result<AppImage>> prepareNamed(QString name, ContainerEngine engine, WorkContext context)
{
    if (name.isEmpty() || name.startsWith(u'-'))
        co_return Error {tr("“%1” is not the name of an image.").arg(name), {},
            tr("Write app.image in the scenario as NAME or NAME:TAG.")};
    auto image = co_await findImage(name, engine, context);
    if (image && !image.value()) {
        const Error failure {tr("The image %1 could not be fetched.").arg(name), {},
            tr("Check the name, and that its registry can be reached from here. An image that is on another computer "
               "can "
               "be brought over with “docker save” and “docker load”.")};
        if (const auto pulled = co_await runBuild(engine, QStringList(u"pull"_s) << name, context, failure); !pulled)
            co_return pulled.error();
        image = co_await findImage(name, engine, context);
    }
    if (!image)
        co_return image.error();
    if (!image.value())
        co_return vanished(name);
    co_return *image.value();
}

QCoro::Task<Result<AppImage>> prepareAnyImage(
    Scenario scenario, QString agentPath, ContainerEngine engine, WorkContext context)
{
    switch (scenario.app.source) {
    case AppSpec::Source::Builtin:
        co_return co_await prepareWorkload(scenario.app.port, agentPath, engine, context);
    case AppSpec::Source::Dockerfile:
        co_return co_await prepareDockerfile(scenario.app.location, engine, context);
    case AppSpec::Source::Git: {
        const auto dockerfile = co_await fetchGitApp(scenario.app.location, context);
        if (!dockerfile)
            co_return dockerfile.error();
        co_return co_await prepareDockerfile(dockerfile.value(), engine, context);
    }
    default:
        co_return co_await prepareNamed(scenario.app.location, engine, context);
    }
}

} // namespace

QByteArray workloadDockerfile(int port)
{
    return "FROM scratch\n"
           "COPY boxmark-agent /boxmark-agent\n"
           "ENTRYPOINT [\"/boxmark-agent\", \"serve\", \"--listen\", \"0.0.0.0:"
        + QByteArray::number(port) + "\"]\n";
}

Result<AppImage> parseImage(const QByteArray &json, const QString &name)
{
    const QJsonObject object = QJsonDocument::fromJson(json).array().at(0).toObject();
    const QJsonObject config = object[u"Config"_s].toObject();
    AppImage image {.id = object[u"Id"_s].toString(),
        .size = {object[u"Size"_s].toInteger()},
        .config = {.command = strings(config[u"Entrypoint"_s]) + strings(config[u"Cmd"_s]),
            .environment = strings(config[u"Env"_s]),
            .user = config[u"User"_s].toString(),
            .workingDirectory = config[u"WorkingDir"_s].toString(),
            .stopSignal = config[u"StopSignal"_s].toString()}};
    // Podman leaves the algorithm's name out.
    if (!image.id.isEmpty() && !image.id.contains(u':'))
        image.id.prepend(u"sha256:"_s);
    if (image.id.isEmpty())
        return Error {tr("What the engine says of the image %1 cannot be understood.").arg(name),
            QString::fromUtf8(json.first(qMin(json.size(), qsizetype(500)))), {}};
    if (image.config.command.isEmpty())
        return Error {tr("The image %1 does not say what to run.").arg(name),
            tr("It has neither an entry point nor a command."),
            tr("Add CMD to its Dockerfile, or build one FROM it that has.")};
    return image;
}

QCoro::Task<Result<AppImage>> prepareImage(
    Scenario scenario, QString agentPath, WorkContext context, ContainerEngine engine)
{
    const auto image = co_await prepareAnyImage(scenario, agentPath, engine, context);
    if (image && scenario.app.source != AppSpec::Source::Image)
        noteImageUse(image.value().id, engine);
    co_return image;
}

QCoro::Task<Result<AppImage>> giveToPodman(AppImage image, WorkContext context)
{
    const auto known = co_await findImage(image.id, ContainerEngine::Podman, context);
    if (!known)
        co_return known.error();
    if (known.value()) {
        noteImageUse(image.id, ContainerEngine::Podman);
        co_return *known.value();
    }
    Pipeline copy {dockerWords(u"save"_s, image.id), engineWords(ContainerEngine::Podman, u"load"_s)};
    const auto copied = co_await runPipeline(context, copy, buildDeadline);
    if (!copied)
        co_return copied.error();
    const Error failure {tr("Docker's image could not be given to Podman."), {},
        tr("There may be too little room in the folder of Podman's images.")};
    if (!copied.value().succeeded())
        co_return Error {failure.what, clientText(copied.value().culprit()), failure.remedy};
    const auto there = co_await findImage(image.id, ContainerEngine::Podman, context);
    if (!there)
        co_return there.error();
    if (!there.value())
        co_return vanished(image.id);
    noteImageUse(image.id, ContainerEngine::Podman);
    co_return *there.value();
}

} // namespace boxmark
