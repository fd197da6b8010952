// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helpers/owncache.h"
#include "helpers/workrun.h"
#include "image/appimage.h"

#include <QProcess>
#include <QTemporaryDir>

/// What the tests of images share; everything goes to the real engine, and into a cache of their own.
namespace boxmark::test {

using namespace Qt::StringLiterals;

struct Ran
{
    int status = -1;
    QString output {};
};

/// A program, run by the test itself.
inline Ran runProgram(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    process.waitForFinished(120000);
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
        QString::fromUtf8(process.readAllStandardOutput())};
}

inline bool hasEngine()
{
    return runProgram(u"docker"_s, {u"version"_s}).status == 0;
}

inline bool hasBaseImage()
{
    return runProgram(u"docker"_s, {u"image"_s, u"inspect"_s, u"debian:bookworm-slim"_s}).status == 0;
}

/// Containers that were made to be exported.
inline QString exportContainers()
{
    return runProgram(u"docker"_s,
        {u"ps"_s, u"--all"_s, u"--format"_s, u"{{.Names}}"_s, u"--filter"_s, u"name=^boxmark-.*-export-1$"_s})
        .output;
}

/// An image built from a Dockerfile, removed at the end.
struct BuiltImage
{
    explicit BuiltImage(const QByteArray &dockerfile)
        : name(u"boxmark-test:%1"_s.arg(QFileInfo(folder.path()).fileName().toLower().remove(u'-').remove(u'_')))
    {
        QFile file(folder.filePath(u"Dockerfile"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(dockerfile) < 0 || !file.flush())
            return;
        isThere = runProgram(u"docker"_s, {u"build"_s, u"--quiet"_s, u"--force-rm"_s, u"--tag"_s, name, folder.path()})
                      .status
            == 0;
        const QString json = runProgram(u"docker"_s, {u"image"_s, u"inspect"_s, name}).output;
        if (const auto parsed = parseImage(json.toUtf8(), name))
            image = parsed.value();
    }
    ~BuiltImage() { runProgram(u"docker"_s, {u"image"_s, u"rm"_s, u"--force"_s, name}); }
    BuiltImage(const BuiltImage &) = delete;
    BuiltImage &operator=(const BuiltImage &) = delete;

    QTemporaryDir folder {};
    QString name;
    bool isThere = false;
    AppImage image {};
};

} // namespace boxmark::test
