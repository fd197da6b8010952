// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/inthread.h"
#include "image/cache.h"
#include "image/cachekind.h"
#include "image/dockercommand.h"
#include "image/filetree.h"
#include "image/kernelimage.h"
#include "image/kernelmodules.h"
#include "image/kernelparts.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QRegularExpression>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto askDeadline = 60s;
constexpr auto fetchDeadline = 30min;
constexpr Bytes room {qint64(300) << 20}; // package, its files, and what is kept of them
constexpr qint64 daysToKeep = 30;
constexpr qsizetype keptKernels = 3;

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

CacheEntry entryOf(const QString &name)
{
    return {cachekind::debianKernels, name, tr("Debian's cloud kernel")};
}

// Begins the name of every entry that holds what this program needs of a kernel. The number is raised when that
// changes.
QString formOfEntries()
{
    return digestOf({"1", neededModules().join(u' ').toUtf8()}).first(8) + u'-';
}

QStringList usableEntries()
{
    return cachedNames(cachekind::debianKernels).filter(QRegularExpression(u'^' + formOfEntries()));
}

QString textOf(const QString &path)
{
    const auto contents = kernelFileContents(path);
    return contents ? QString::fromUtf8(contents.value()).trimmed() : QString();
}

GuestKernel kernelIn(const QString &folder)
{
    return {.vmlinux = folder + u"/vmlinux"_s,
        .release = textOf(folder + u"/release"_s),
        .modules = folder + u"/modules"_s,
        .digest = textOf(folder + u"/sha256"_s)};
}

// What was fetched lately is used without asking anybody.
std::optional<QString> freshEntry()
{
    for (const QString &name : usableEntries()) {
        const QFileInfo kernel(cachePath(entryOf(name)) + u"/vmlinux"_s);
        if (kernel.lastModified().daysTo(QDateTime::currentDateTime()) < daysToKeep)
            return name;
    }
    return {};
}

struct Package
{
    QString name {};
    QString version {};
    QString sha256 {};

    QString entryName() const { return formOfEntries() + digestOf({name.toUtf8(), version.toUtf8(), sha256.toUtf8()}); }
};

QString fieldOf(const QByteArray &text, const QString &name)
{
    const QRegularExpression field(u"^%1: (.*)$"_s.arg(name), QRegularExpression::MultilineOption);
    return field.match(QString::fromUtf8(text)).captured(1).trimmed();
}

Error noApt()
{
    return {tr("Debian's cloud kernel cannot be fetched here."), tr("There is no program “apt-cache” in PATH."),
        giveAKernel()};
}

Error aptFailed(const QString &why)
{
    return {tr("Debian's cloud kernel could not be fetched."), why,
        tr("Refresh apt's lists and check that it reaches its source, then try again. ") + giveAKernel(),
        u"sudo apt update"_s};
}

QCoro::Task<Result<ProcessOutput>> askApt(QString package, WorkContext context)
{
    ProcessSpec spec {.program = u"apt-cache"_s};
    spec.arguments << u"show"_s << u"--no-all-versions"_s << package;
    const auto asked = co_await runCommand(context, spec, askDeadline);
    if (!asked)
        co_return asked.error();
    if (!asked.value().result.failure.isEmpty())
        co_return noApt();
    if (!asked.value().result.succeeded())
        co_return aptFailed(clientText(asked.value()));
    co_return asked.value();
}

// The package that the newest kernel is in: what the one without a number depends on.
QCoro::Task<Result<Package>> newestPackage(WorkContext context)
{
    const auto general = co_await askApt(u"linux-image-cloud-amd64"_s, context);
    if (!general)
        co_return general.error();
    static const QRegularExpression image(u"linux-image-[0-9][^ ,]*-cloud-amd64"_s);
    const QString name = image.match(fieldOf(general.value().standardOutput, u"Depends"_s)).captured();
    if (name.isEmpty())
        co_return aptFailed(tr("apt does not say which package linux-image-cloud-amd64 stands for."));
    const auto special = co_await askApt(name, context);
    if (!special)
        co_return special.error();
    const QByteArray &text = special.value().standardOutput;
    co_return Package {name, fieldOf(text, u"Version"_s), fieldOf(text, u"SHA256"_s)};
}

QCoro::Task<Result<void>> fetchPackage(Package package, QString folder, WorkContext context)
{
    ProcessSpec spec {.program = u"apt-get"_s, .workingDirectory = folder};
    spec.arguments << u"download"_s << u"--quiet"_s << u"--option=Acquire::Retries=3"_s
                   << package.name + u'=' + package.version;
    const auto tell = [log = context](const QString &line) { tellLog(log, LogSource::Build, line); };
    const auto fetched = co_await runCommand(context, spec, fetchDeadline, tell);
    if (!fetched)
        co_return fetched.error();
    if (fetched.value().result.succeeded())
        co_return {};
    co_return aptFailed(clientText(fetched.value()));
}

QCoro::Task<Result<void>> unpackPackage(QString folder, WorkContext context)
{
    const QStringList packages = QDir(folder).entryList({u"*.deb"_s}, QDir::Files);
    if (packages.isEmpty())
        co_return aptFailed(tr("apt-get said that it fetched the package, but there is no file."));
    ProcessSpec spec {.program = u"dpkg-deb"_s, .workingDirectory = folder};
    spec.arguments << u"--extract"_s << packages.first() << u"unpacked"_s;
    const auto unpacked = co_await runCommand(context, spec, fetchDeadline);
    if (!unpacked)
        co_return unpacked.error();
    if (unpacked.value().result.succeeded())
        co_return {};
    const QString why = clientText(unpacked.value());
    co_return metFullDisk(why, room) ? cacheIsFull(tr("Debian's cloud kernel"), why) : aptFailed(why);
}

// Of a hundred MB a dozen small files are needed.
Result<void> keepModules(const QString &from, const QString &folder)
{
    const auto modules = KernelModules::read(from);
    if (!modules)
        return modules.error();
    const auto order = modules.value().inLoadOrder(neededModules());
    if (!order)
        return order.error();
    QByteArray dependencies;
    QStringList before;
    for (const QString &path : order.value()) {
        const auto module = modules.value().contents(path);
        if (!module)
            return module.error();
        const QString plain = path.section(u".ko"_s, 0, 0) + u".ko"_s;
        if (const auto written = writeKernelFile(folder + u'/' + plain, module.value()); !written)
            return written;
        // In the order of loading each needs at most those before it, the nearest first (modules.dep(5)).
        dependencies += QString(plain + u": "_s + before.join(u' ')).toUtf8() + '\n';
        before.prepend(plain);
    }
    QFile builtIn(from + u"/modules.builtin"_s);
    const QByteArray list = builtIn.open(QIODevice::ReadOnly) ? builtIn.readAll() : QByteArray();
    if (const auto written = writeKernelFile(folder + u"/modules.builtin"_s, list); !written)
        return written;
    return writeKernelFile(folder + u"/modules.dep"_s, dependencies);
}

// Newer packages have /usr/lib/modules.
QString modulesBelow(const QString &root, const QString &release)
{
    const QString old = root + u"/lib/modules/"_s + release;
    return QFileInfo(old).isDir() ? old : root + u"/usr/lib/modules/"_s + release;
}

// Runs in a thread.
Result<void> keepWhatIsNeeded(const QString &folder, const QString &sha256)
{
    const QString root = folder + u"/unpacked"_s;
    const QStringList kernels = QDir(root + u"/boot"_s).entryList({u"vmlinuz-*"_s}, QDir::Files);
    if (kernels.isEmpty())
        return aptFailed(tr("The package holds no kernel."));
    const QString path = root + u"/boot/"_s + kernels.first();
    const auto file = kernelFileContents(path);
    if (!file)
        return file.error();
    const auto image = readKernelImage(file.value(), kernels.first());
    if (!image)
        return image.error();
    const QString release = kernels.first().mid(8); // behind "vmlinuz-"
    for (const auto &[name, contents] : {std::pair(u"/vmlinux"_s, image.value().vmlinux),
             std::pair(u"/release"_s, release.toUtf8()), std::pair(u"/sha256"_s, sha256.toUtf8())}) {
        if (const auto written = writeKernelFile(folder + name, contents); !written)
            return written;
    }
    if (const auto kept = keepModules(modulesBelow(root, release), folder + u"/modules"_s); !kept)
        return kept;
    for (const QString &package : QDir(folder).entryList({u"*.deb"_s}, QDir::Files))
        QFile::remove(folder + u'/' + package);
    return removeTree(root);
}

QCoro::Task<Result<void>> buildKernel(Package package, QString folder, WorkContext context)
{
    if (const auto enough = checkRoom(room, tr("Debian's cloud kernel")); !enough)
        co_return enough;
    const auto fetched = co_await fetchPackage(package, folder, context);
    if (!fetched)
        co_return fetched;
    const auto unpacked = co_await unpackPackage(folder, context);
    if (!unpacked)
        co_return unpacked;
    const auto kept
        = inThread<Result<void>>([folder, sha256 = package.sha256] { return keepWhatIsNeeded(folder, sha256); });
    co_return co_await kept;
}

QCoro::Task<Result<GuestKernel>> newestKernel(WorkContext context)
{
    const auto package = co_await newestPackage(context);
    if (!package)
        co_return package.error();
    const CacheBuilder build
        = [package = package.value(), context](const QString &folder) { return buildKernel(package, folder, context); };
    const auto folder = co_await cached(entryOf(package.value().entryName()), build, context);
    if (!folder)
        co_return folder.error();
    pruneCache(cachekind::debianKernels, keptKernels);
    co_return kernelIn(folder.value());
}

} // namespace

QCoro::Task<Result<GuestKernel>> prepareDebianKernel(WorkContext context)
{
    if (const auto fresh = freshEntry(); fresh && useCached(entryOf(*fresh)))
        co_return kernelIn(cachePath(entryOf(*fresh)));
    const auto newest = co_await newestKernel(context);
    if (newest || context.cancel.isCancelled())
        co_return newest;
    const QStringList older = usableEntries();
    if (older.isEmpty())
        co_return newest;
    tellLog(context, LogSource::Boxmark,
        tr("Debian's cloud kernel of an earlier day is used: %1").arg(newest.error().text()));
    useCached(entryOf(older.first()));
    co_return kernelIn(cachePath(entryOf(older.first())));
}

} // namespace boxmark
