// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/kernelmodules.h"

#include "image/decompress.h"

#include <QCoreApplication>
#include <QDir>
#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int deepest = 32; // dependencies of dependencies: a few in truth, a ring in a damaged file

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

QByteArray linesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

// "depends=virtio,virtio_ring" among the texts of the section .modinfo, each ended by a NUL.
QStringList dependsIn(const QByteArray &module)
{
    const QByteArray key("\0depends=", 9);
    const qsizetype at = module.indexOf(key);
    if (at < 0)
        return {};
    const QByteArray value = module.mid(at + key.size(), 4096).split('\0').first();
    QStringList names;
    for (const QByteArray &name : value.split(',')) {
        if (!name.isEmpty())
            names << KernelModules::nameOf(QString::fromUtf8(name));
    }
    return names;
}

} // namespace

QString KernelModules::nameOf(const QString &path)
{
    return path.section(u'/', -1).section(u'.', 0, 0).replace(u'-', u'_');
}

KernelModules::KernelModules(QString folder)
    : m_folder(std::move(folder))
{
}

Result<KernelModules> KernelModules::read(const QString &folder)
{
    KernelModules modules(folder);
    modules.readBuiltIn();
    modules.m_hasDependencies = modules.readDependencies();
    if (!modules.m_hasDependencies)
        modules.findFiles();
    if (modules.m_files.isEmpty() && modules.m_builtIn.isEmpty())
        return Error {tr("There are no kernel modules in %1.").arg(folder),
            tr("It has neither modules.dep nor modules.builtin nor any module."),
            tr("The folder of the kernel's own release belongs there, as in /lib/modules.")};
    return modules;
}

void KernelModules::readBuiltIn()
{
    for (const QByteArray &line : linesOf(m_folder + u"/modules.builtin"_s).split('\n')) {
        if (!line.trimmed().isEmpty())
            m_builtIn << nameOf(QString::fromUtf8(line.trimmed()));
    }
}

// "kernel/drivers/net/virtio_net.ko: kernel/net/core/failover.ko …", a line each.
bool KernelModules::readDependencies()
{
    const QByteArray text = linesOf(m_folder + u"/modules.dep"_s);
    for (const QByteArray &line : text.split('\n')) {
        const qsizetype colon = line.indexOf(':');
        if (colon < 0)
            continue;
        const QString path = QString::fromUtf8(line.left(colon));
        m_files.insert(nameOf(path), path);
        QStringList &names = m_dependencies[nameOf(path)];
        for (const QString &other : QString::fromUtf8(line.mid(colon + 1)).split(u' ', Qt::SkipEmptyParts))
            names << nameOf(other);
    }
    return !text.isEmpty();
}

void KernelModules::findFiles()
{
    QDirIterator files(m_folder, {u"*.ko"_s, u"*.ko.*"_s}, QDir::Files, QDirIterator::Subdirectories);
    const QDir folder(m_folder);
    while (files.hasNext()) {
        const QString path = folder.relativeFilePath(files.next());
        m_files.insert(nameOf(path), path);
    }
}

Result<QByteArray> KernelModules::contents(const QString &path) const
{
    QFile file(m_folder + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        return Error {tr("The kernel module %1 cannot be read.").arg(file.fileName()), file.errorString(),
            tr("Install the kernel and its modules again.")};
    auto module = decompress(file.readAll());
    if (module
        && module.value().startsWith("\x7f"
                                     "ELF"))
        return module;
    return Error {tr("The kernel module %1 is damaged.").arg(file.fileName()),
        module ? tr("It is not an ELF file.") : module.error().why, tr("Install the kernel and its modules again.")};
}

Result<QStringList> KernelModules::dependenciesOf(const QString &name) const
{
    if (m_hasDependencies)
        return m_dependencies.value(name);
    const auto module = contents(m_files.value(name));
    if (!module)
        return module.error();
    return dependsIn(module.value());
}

Error KernelModules::missing(const QString &name, const QString &neededBy) const
{
    const QString why = neededBy.isEmpty()
        ? tr("It is neither in %1 nor built into the kernel.").arg(m_folder)
        : tr("%1 needs it, and it is neither in %2 nor built into the kernel.").arg(neededBy, m_folder);
    return {tr("The kernel has no module %1.").arg(name), why,
        tr("Give a kernel that has it, or none: then Debian's cloud kernel is used.")};
}

Result<void> KernelModules::addWithDependencies(
    const QString &name, const QString &neededBy, QStringList &order, int depth) const
{
    const QString path = m_files.value(name);
    if (order.contains(path) || m_builtIn.contains(name))
        return {};
    if (path.isEmpty())
        return missing(name, neededBy);
    if (depth > deepest)
        return Error {tr("The kernel modules of %1 need each other in a ring.").arg(m_folder), {},
            tr("Install the kernel and its modules again.")};
    const auto others = dependenciesOf(name);
    if (!others)
        return others.error();
    for (const QString &other : others.value()) {
        if (const auto added = addWithDependencies(other, name, order, depth + 1); !added)
            return added;
    }
    if (!order.contains(path))
        order << path;
    return {};
}

Result<QStringList> KernelModules::inLoadOrder(const QStringList &names) const
{
    QStringList order;
    for (const QString &name : names) {
        if (const auto added = addWithDependencies(name, {}, order, 0); !added)
            return added.error();
    }
    return order;
}

} // namespace boxmark
