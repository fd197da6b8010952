// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inthread.h"
#include "host/wholefile.h"
#include "image/appdisk.h"
#include "image/cache.h"
#include "image/cachekind.h"
#include "image/dockercommand.h"
#include "image/exportcontainer.h"
#include "image/filetree.h"
#include "image/unpack.h"

#include <QCoreApplication>
#include <QFile>

#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr qsizetype keptFolders = 12;

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

// What root unpacks is not what a user unpacks. The number is raised when the same image would give another folder.
CacheEntry entryOf(const AppImage &image)
{
    const QByteArray by = geteuid() == 0 ? "root" : "user";
    return {cachekind::folders, digestOf({"1", by, image.id.toUtf8()}), tr("the files of the image %1").arg(image.id)};
}

QCoro::Task<Result<void>> exportTo(QString tarFile, AppImage image, WorkContext context)
{
    const auto container = co_await createExportContainer(image, context);
    if (!container)
        co_return container.error();
    const ProcessSpec spec = dockerWords(u"export"_s, u"--output"_s, tarFile, container.value());
    const auto exported = co_await runCommand(context, spec, exportDeadline);
    co_await removeExportContainer(container.value(), context);
    if (!exported)
        co_return exported.error();
    if (exported.value().result.succeeded())
        co_return {};
    const QString said = clientText(exported.value());
    co_return metFullDisk(said, image.size) ? cacheIsFull(entryOf(image).title, said)
                                            : exportFailed(image, exported.value());
}

Result<void> writeText(const QString &path, const QString &text)
{
    if (const auto why = writeWhole(path, text.toUtf8()))
        return cacheIsFull(tr("the files of an image"), *why);
    return {};
}

QString textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

// Runs in a thread.
Result<void> unpackInto(const QString &folder, const QString &tarFile, const std::shared_ptr<std::atomic_bool> &stop)
{
    const QString root = folder + u"/root"_s;
    const QByteArray name = QFile::encodeName(root);
    // An app that is not root must be able to enter its "/", whatever our umask is.
    if (mkdir(name.constData(), 0755) != 0 || chmod(name.constData(), 0755) != 0)
        return Error {tr("The folder %1 cannot be made.").arg(root), {}, {}};
    const auto loss = unpackTar(tarFile, root, stop);
    if (!loss)
        return loss.error();
    QFile::remove(tarFile);
    if (const auto written = writeText(folder + u"/size"_s, QString::number(sizeOfTree(root).count)); !written)
        return written;
    return writeText(folder + u"/loss"_s, loss.value().text());
}

QCoro::Task<Result<void>> buildFolder(AppImage image, QString folder, WorkContext context)
{
    // The archive and what comes out of it are there at the same time.
    if (const auto room = checkRoom({image.size.count * 2 + (image.size.count / 4)}, entryOf(image).title); !room)
        co_return room;
    const QString tarFile = folder + u"/exported.tar"_s;
    const auto exported = co_await exportTo(tarFile, image, context);
    if (!exported)
        co_return exported;
    const auto stop = std::make_shared<std::atomic_bool>(context.cancel.isCancelled());
    const CancelRegistration stopped = context.cancel.onCancel([stop] { *stop = true; });
    const auto unpacking
        = inThread<Result<void>>([folder, tarFile, stop] { return unpackInto(folder, tarFile, stop); });
    co_return co_await unpacking;
}

} // namespace

QCoro::Task<Result<AppFolder>> prepareAppFolder(AppImage image, WorkContext context)
{
    const CacheBuilder build = [image, context](const QString &folder) { return buildFolder(image, folder, context); };
    const auto folder = co_await cached(entryOf(image), build, context);
    if (!folder)
        co_return folder.error();
    pruneCache(cachekind::folders, keptFolders);
    co_return AppFolder {folder.value() + u"/root"_s, Bytes {textOf(folder.value() + u"/size"_s).toLongLong()},
        textOf(folder.value() + u"/loss"_s)};
}

} // namespace boxmark
