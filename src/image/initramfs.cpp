// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agent/runfile.h"
#include "base/inthread.h"
#include "image/cache.h"
#include "image/cachekind.h"
#include "image/cpioarchive.h"
#include "image/guestkernel.h"
#include "image/kernelmodules.h"
#include "image/kernelparts.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr qsizetype keptArchives = 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

QString pathOf(std::string_view path)
{
    return QString::fromUtf8(path.data(), qsizetype(path.size())).mid(1); // an archive's paths have no leading slash
}

Result<QByteArray> agentProgram(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        return file.readAll();
    return Error {tr("The program boxmark-agent cannot be read."), path + u": "_s + file.errorString(),
        tr("Install or build Boxmark again.")};
}

// Adds the modules and the list of them; without a folder of modules the list is empty.
Result<void> addModules(CpioArchive &archive, const GuestKernel &kernel)
{
    QByteArray list;
    if (!kernel.modules.isEmpty()) {
        const auto modules = KernelModules::read(kernel.modules);
        if (!modules)
            return modules.error();
        const auto order = modules.value().inLoadOrder(neededModules());
        if (!order)
            return order.error();
        for (const QString &path : order.value()) {
            const auto module = modules.value().contents(path);
            if (!module)
                return module.error();
            const QString place = u"boxmark/"_s + KernelModules::nameOf(path) + u".ko"_s;
            archive.addFile(place, module.value());
            list += '/' + place.toUtf8() + '\n';
        }
    }
    archive.addFile(pathOf(runfile::moduleListInInitramfs), list);
    return {};
}

// Runs in a thread.
Result<QByteArray> makeArchive(const GuestKernel &kernel, const QString &agentPath, const QByteArray &runFile)
{
    const auto agent = agentProgram(agentPath);
    if (!agent)
        return agent.error();
    CpioArchive archive;
    for (const QString &folder : {u"dev"_s, u"proc"_s, u"sys"_s, u"run"_s, u"tmp"_s, u"etc"_s, u"boxmark"_s})
        archive.addFolder(folder);
    archive.addConsole();
    archive.addFile(u"init"_s, agent.value(), 0755);
    archive.addFile(pathOf(runfile::pathInInitramfs), runFile, 0600);
    if (const auto added = addModules(archive, kernel); !added)
        return added.error();
    return archive.take();
}

QCoro::Task<Result<void>> writeArchive(QByteArray archive, QString folder)
{
    if (const auto room = checkRoom({archive.size()}, tr("the initramfs")); !room)
        co_return room;
    const auto kept
        = inThread<Result<void>>([archive, folder] { return writeKernelFile(folder + u"/initramfs"_s, archive); });
    co_return co_await kept;
}

} // namespace

QCoro::Task<Result<QString>> prepareInitramfs(
    GuestKernel kernel, QString agentPath, QByteArray runFile, WorkContext context)
{
    const auto making = inThread<Result<QByteArray>>(
        [kernel, agentPath, runFile] { return makeArchive(kernel, agentPath, runFile); });
    const auto archive = co_await making;
    if (!archive)
        co_return archive.error();
    const CacheEntry entry {cachekind::initramfs, digestOf({archive.value()}), tr("the initramfs")};
    const CacheBuilder build
        = [archive = archive.value()](const QString &folder) { return writeArchive(archive, folder); };
    const auto folder = co_await cached(entry, build, context);
    if (!folder)
        co_return folder.error();
    pruneCache(entry.kind, keptArchives);
    co_return folder.value() + u"/initramfs"_s;
}

} // namespace boxmark
