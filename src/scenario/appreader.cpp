// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/gitlocation.h"
#include "scenario/parts.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <array>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

using Source = AppSpec::Source;

QString tr(const char *text)
{
    return QCoreApplication::translate("scenario", text);
}

struct SourceKey
{
    QString key;
    Source source;
};

const std::array<SourceKey, 6> &sourceKeys()
{
    static const std::array<SourceKey, 6> keys {SourceKey {u"builtin"_s, Source::Builtin},
        SourceKey {u"dockerfile"_s, Source::Dockerfile}, SourceKey {u"image"_s, Source::Image},
        SourceKey {u"git"_s, Source::Git}, SourceKey {u"command"_s, Source::Command},
        SourceKey {u"url"_s, Source::Url}};
    return keys;
}

QString dockerfilePath(const YamlValue &value, const QString &folder, bool checkFiles)
{
    const QString path = QDir::cleanPath(QDir(folder).absoluteFilePath(value.text()));
    if (checkFiles && !QFileInfo(path).isFile())
        value.fail(tr("there is no file “%1”.").arg(path),
            tr("Write the path of a Dockerfile, relative to the scenario's folder."));
    return path;
}

// A program that the user wrote as a path is relative to the scenario; a bare name is looked up in PATH when it is
// started.
QStringList commandOf(const YamlValue &value, const QString &folder)
{
    QStringList command = value.textList();
    if (command.first().trimmed().isEmpty())
        value.fail(tr("“command” names no program."), tr("Write “command: [program, argument, …]”."));
    if (command.first().contains(u'/'))
        command.first() = QDir::cleanPath(QDir(folder).absoluteFilePath(command.first()));
    return command;
}

QString gitLocation(const YamlValue &value, const QString &folder)
{
    const auto location = parseGitLocation(value.text(), folder);
    if (!location)
        value.fail(location.error().what, location.error().remedy);
    return location.value().text();
}

void readSource(AppSpec &app, const SourceKey &key, const YamlValue &value, const QString &folder, bool checkFiles)
{
    app.source = key.source;
    switch (key.source) {
    case Source::Builtin:
        app.location = value.choice({u"workload"_s});
        break;
    case Source::Dockerfile:
        app.location = dockerfilePath(value, folder, checkFiles);
        break;
    case Source::Command:
        app.command = commandOf(value, folder);
        break;
    case Source::Git:
        app.location = gitLocation(value, folder);
        break;
    case Source::Image:
    case Source::Url:
        app.location = value.text();
        if (app.location.startsWith(u'-'))
            value.fail(tr("“%1” cannot begin with a dash.").arg(value.name()), tr("Write a name or an address."));
        break;
    }
}

} // namespace

AppSpec readApp(const YamlValue &value, const QString &folder, bool checkFiles)
{
    QStringList sources;
    for (const SourceKey &key : sourceKeys())
        sources.append(key.key);
    const YamlMap map = value.map(sources + QStringList {u"port"_s, u"health"_s});

    AppSpec app;
    QStringList found;
    for (const SourceKey &key : sourceKeys()) {
        if (const auto source = map.find(key.key)) {
            found.append(key.key);
            readSource(app, key, *source, folder, checkFiles);
        }
    }
    if (found.size() != 1)
        value.fail(found.isEmpty() ? tr("“app” does not say what to run.")
                                   : tr("“app” names %1 things to run: %2.").arg(found.size()).arg(found.join(u", "_s)),
            tr("Write exactly one of: %1.").arg(sources.join(u", "_s)));

    if (const auto port = map.find(u"port"_s))
        app.port = static_cast<int>(port->integer(1, 65535));
    else if (app.source != Source::Builtin && app.source != Source::Url)
        value.fail(tr("“app” lacks “port”."), tr("Write the port on which the app listens, such as “port: 8000”."));
    if (const auto health = map.find(u"health"_s)) {
        app.health = health->text();
        if (!app.health.startsWith(u'/'))
            health->fail(tr("“health” must be a path that begins with “/”."), tr("Write “health: /health”."));
    }
    return app;
}

} // namespace boxmark
