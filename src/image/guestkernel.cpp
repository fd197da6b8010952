// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/guestkernel.h"

#include "base/inthread.h"
#include "host/wholefile.h"
#include "image/cache.h"
#include "image/cachekind.h"
#include "image/kernelimage.h"
#include "image/kernelparts.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSettings>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr qint64 largest = qint64(1) << 30;
constexpr qsizetype keptKernels = 5;

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

bool isSha256(const QString &text)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(u"[0-9a-f]{64}"_s));
    return pattern.match(text).hasMatch();
}

bool isAddress(const QString &location)
{
    return location.startsWith(u"http://"_s) || location.startsWith(u"https://"_s);
}

struct KernelFile
{
    QString sha256 {};
    KernelImage image {};
    bool isVmlinux = false; ///< the file itself can be booted
};

// Runs in a thread.
Result<KernelFile> readKernelFile(const QString &path, const QString &expected)
{
    const auto file = kernelFileContents(path);
    if (!file)
        return file.error();
    const QString sum = QString::fromLatin1(QCryptographicHash::hash(file.value(), QCryptographicHash::Sha256).toHex());
    if (!expected.isEmpty() && sum != expected)
        return Error {tr("%1 is not the kernel that was asked for.").arg(path),
            tr("Its SHA-256 is %1, not %2.").arg(sum, expected),
            tr("Correct kernel_sha256, once you are sure of the file, or the path.")};
    auto image = readKernelImage(file.value(), path);
    if (!image)
        return image.error();
    return KernelFile {sum, image.value(), image.value().vmlinux == file.value()};
}

// A kernel's modules are where it was installed, or where it was unpacked beside them.
QString modulesOf(const QString &kernel, const QString &release)
{
    if (release.isEmpty())
        return {};
    const QDir folder = QFileInfo(kernel).absoluteDir();
    for (const QString &place :
        {folder.filePath(u"../lib/modules/"_s + release), folder.filePath(u"../usr/lib/modules/"_s + release),
            folder.filePath(u"lib/modules/"_s + release), u"/lib/modules/"_s + release}) {
        if (QFileInfo::exists(place + u"/modules.builtin"_s))
            return QDir::cleanPath(place);
    }
    return {};
}

QCoro::Task<Result<void>> writeVmlinux(KernelImage image, QString folder)
{
    if (const auto room = checkRoom({image.vmlinux.size()}, tr("the kernel")); !room)
        co_return room;
    const auto kept
        = inThread<Result<void>>([image, folder] { return writeKernelFile(folder + u"/vmlinux"_s, image.vmlinux); });
    co_return co_await kept;
}

QCoro::Task<Result<GuestKernel>> prepareOwnKernel(QString path, QString sha256, WorkContext context)
{
    const auto reading = inThread<Result<KernelFile>>([path, sha256] { return readKernelFile(path, sha256); });
    const auto file = co_await reading;
    if (!file)
        co_return file.error();
    const KernelImage image = file.value().image;
    GuestKernel kernel {.vmlinux = path,
        .release = image.release,
        .modules = modulesOf(path, image.release),
        .digest = file.value().sha256};
    if (file.value().isVmlinux)
        co_return kernel;
    const CacheEntry entry {cachekind::ownKernels, kernel.digest, tr("the kernel %1").arg(path)};
    const CacheBuilder build = [image](const QString &folder) { return writeVmlinux(image, folder); };
    const auto folder = co_await cached(entry, build, context);
    if (!folder)
        co_return folder.error();
    pruneCache(entry.kind, keptKernels);
    kernel.vmlinux = folder.value() + u"/vmlinux"_s;
    co_return kernel;
}

} // namespace

KernelRequest kernelRequestFrom(const QMap<QString, QString> &options, const QString &scenarioFile)
{
    if (const QString location = options.value(u"kernel"_s); !location.isEmpty()) {
        const bool isRelative = !isAddress(location) && !scenarioFile.isEmpty();
        return {isRelative ? QFileInfo(scenarioFile).absoluteDir().filePath(location) : location,
            options.value(u"kernel_sha256"_s)};
    }
    const QSettings settings;
    return {settings.value(u"guest/kernel"_s).toString(), settings.value(u"guest/kernel_sha256"_s).toString()};
}

QString guestKernelFact(const GuestKernel &kernel)
{
    const QString digest = u"sha256:"_s + kernel.digest;
    return kernel.release.isEmpty() ? digest : u"%1 (%2)"_s.arg(kernel.release, digest);
}

QCoro::Task<Result<GuestKernel>> prepareGuestKernel(KernelRequest request, WorkContext context)
{
    const QString sha256 = request.sha256.trimmed().toLower();
    if (request.location.isEmpty())
        co_return co_await prepareDebianKernel(context);
    if (!sha256.isEmpty() && !isSha256(sha256))
        co_return Error {tr("“%1” is no SHA-256.").arg(request.sha256), tr("It has 64 hexadecimal digits."),
            tr("Write kernel_sha256 as sha256sum prints it.")};
    if (!isAddress(request.location))
        co_return co_await prepareOwnKernel(QFileInfo(request.location).absoluteFilePath(), sha256, context);
    if (sha256.isEmpty())
        co_return Error {tr("The kernel %1 is not used unchecked.").arg(request.location),
            tr("Whatever its server sends would be run."), tr("Write its SHA-256 as kernel_sha256.")};
    const auto fetched = co_await fetchKernel(QUrl(request.location), sha256, context);
    if (!fetched)
        co_return fetched.error();
    co_return co_await prepareOwnKernel(fetched.value(), sha256, context);
}

QStringList neededModules()
{
    return {u"virtio_mmio"_s, u"virtio_pci"_s, u"virtio_blk"_s, u"virtio_net"_s, u"squashfs"_s, u"overlay"_s};
}

Result<QByteArray> kernelFileContents(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {tr("The kernel's file %1 cannot be read.").arg(path), file.errorString(),
            tr("Correct the path, or make the file readable for you.")};
    if (!QFileInfo(path).isFile() || file.size() > largest)
        return Error {tr("%1 is not a kernel.").arg(path), tr("It is no file of at most 1 GiB."), giveAKernel()};
    return file.readAll();
}

Result<void> writeKernelFile(const QString &path, const QByteArray &contents)
{
    QDir().mkpath(QFileInfo(path).path()); // without it the file cannot be written either
    if (const auto why = writeWhole(path, contents))
        return cacheIsFull(tr("the kernel"), *why);
    return {};
}

QString giveAKernel()
{
    return tr("A kernel of your own can be given: the key kernel of the target, or guest/kernel in the settings; a "
              "vmlinux or a bzImage for x86-64.");
}

} // namespace boxmark
