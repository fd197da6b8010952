// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "image/ownimage.h"
#include "integration/startedtarget.h"

#include <QDir>
#include <QProcess>

/// What the tests of the container target share; everything goes to the real engine.
namespace boxmark::test {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// The client, run by the test itself.
inline QString docker(const QStringList &arguments)
{
    QProcess client;
    client.start(u"docker"_s, arguments);
    client.waitForFinished(60000);
    return QString::fromUtf8(client.readAllStandardOutput()).trimmed();
}

inline QString containersOf(const QString &session)
{
    return docker({u"ps"_s, u"--all"_s, u"--format"_s, u"{{.Names}} {{.Status}}"_s, u"--filter"_s,
        u"label=boxmark.session="_s + session});
}

inline bool hasBaseImage()
{
    return !docker({u"image"_s, u"ls"_s, u"--quiet"_s, u"debian:bookworm-slim"_s}).isEmpty();
}

/// A Dockerfile in a folder of its own, as an app.
struct DockerfileApp
{
    explicit DockerfileApp(const QByteArray &dockerfile)
    {
        QFile file(folder.filePath(u"Dockerfile"_s));
        if (file.open(QIODevice::WriteOnly))
            file.write(dockerfile);
        scenario.app.source = AppSpec::Source::Dockerfile;
        scenario.app.location = file.fileName();
    }
    ~DockerfileApp()
    {
        // The image is named after the file's path, which nobody will ever use again.
        docker({u"image"_s, u"rm"_s, u"--force"_s, appImageName(scenario.app.location)});
    }
    DockerfileApp(const DockerfileApp &) = delete;
    DockerfileApp &operator=(const DockerfileApp &) = delete;

    QTemporaryDir folder {};
    Scenario scenario = builtin();
};

} // namespace boxmark::test
