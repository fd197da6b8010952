// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/appdisk.h"

#include "image/cache.h"
#include "image/cachekind.h"
#include "image/dockercommand.h"
#include "image/exportcontainer.h"
#include "process/pipeline.h"

#include <QCoreApplication>
#include <QFileInfo>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr qsizetype keptDisks = 12;
constexpr qint64 tables = qint64(16) << 20; // what a disk needs besides the files' own bytes, at most

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

// The version is raised when the same image would give another disk.
CacheEntry entryOf(const AppImage &image)
{
    return {cachekind::disks, digestOf({"squashfs lz4 1", image.id.toUtf8()}),
        tr("the disk of the image %1").arg(image.id)};
}

// The packed files take no more than the unpacked ones.
Bytes largestDisk(const AppImage &image)
{
    return {image.size.count + tables};
}

QString diskIn(const QString &folder)
{
    return folder + u"/root.squashfs"_s;
}

// LZ4 reads as fast as no compression at all, and packs 20 times faster than what squashfs usually takes.
ProcessSpec packSpec(const QString &disk)
{
    return {.program = u"tar2sqfs"_s,
        .arguments = {u"--quiet"_s, u"--force"_s, u"--no-skip"_s, u"--compressor"_s, u"lz4"_s, disk}};
}

Error packFailed(const AppImage &image, const ProcessOutput &packer)
{
    const QString said = clientText(packer);
    if (!packer.result.failure.isEmpty())
        return {tr("The program tar2sqfs is not installed."), tr("It makes a disk of the image's files."),
            tr("Install it; on Debian and Ubuntu:"), u"sudo apt install squashfs-tools-ng"_s};
    if (metFullDisk(said, largestDisk(image)))
        return cacheIsFull(entryOf(image).title, said);
    return {tr("No disk could be made of the image %1.").arg(image.id),
        said.isEmpty() ? tr("The program tar2sqfs %1.").arg(packer.result.text()) : said, {}};
}

QCoro::Task<Result<void>> pack(AppImage image, QString container, QString disk, WorkContext context)
{
    const Pipeline pipeline {dockerWords(u"export"_s, container), packSpec(disk)};
    const auto packed = co_await runPipeline(context, pipeline, exportDeadline);
    if (!packed)
        co_return packed.error();
    if (packed.value().succeeded())
        co_return {};
    const ProcessOutput &culprit = packed.value().culprit();
    co_return packed.value().sinkIsCulprit() ? packFailed(image, culprit) : exportFailed(image, culprit);
}

QCoro::Task<Result<void>> buildDisk(AppImage image, QString folder, WorkContext context)
{
    if (const auto room = checkRoom(largestDisk(image), entryOf(image).title); !room)
        co_return room;
    const auto container = co_await createExportContainer(image, context);
    if (!container)
        co_return container.error();
    const auto packed = co_await pack(image, container.value(), diskIn(folder), context);
    co_await removeExportContainer(container.value(), context);
    co_return packed;
}

} // namespace

QCoro::Task<Result<AppDisk>> prepareAppDisk(AppImage image, WorkContext context)
{
    const CacheBuilder build = [image, context](const QString &folder) { return buildDisk(image, folder, context); };
    const auto folder = co_await cached(entryOf(image), build, context);
    if (!folder)
        co_return folder.error();
    pruneCache(cachekind::disks, keptDisks);
    const QString disk = diskIn(folder.value());
    co_return AppDisk {disk, Bytes {QFileInfo(disk).size()}};
}

} // namespace boxmark
