// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vagrant/vmmsearch.h"

#include "host/textfile.h"

#include <QDir>
#include <QFile>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QList<qint64> processIds(const QString &processes)
{
    QList<qint64> ids;
    for (const QString &name : QDir(processes).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        bool isNumber = false;
        const qint64 id = name.toLongLong(&isNumber);
        if (isNumber)
            ids << id;
    }
    return ids;
}

QStringList argumentsOf(const QString &processes, qint64 id)
{
    QFile file(u"%1/%2/cmdline"_s.arg(processes).arg(id));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split(QChar::Null) : QStringList();
}

std::optional<Accelerator> acceleratorIn(const QStringList &arguments)
{
    if (!arguments.value(0).contains(u"qemu"_s))
        return std::nullopt;
    for (const QString &argument : arguments) {
        if (argument == u"tcg"_s || argument.startsWith(u"tcg,"_s) || argument.contains(u"accel=tcg"_s))
            return Accelerator::Tcg;
        if (argument == u"kvm"_s || argument.startsWith(u"kvm,"_s) || argument.contains(u"accel=kvm"_s))
            return Accelerator::Kvm;
    }
    return std::nullopt;
}

} // namespace

std::optional<VmmProcess> findVmm(const QString &machineId, const QString &processes)
{
    if (machineId.isEmpty())
        return std::nullopt;
    for (const qint64 id : processIds(processes)) {
        const QStringList arguments = argumentsOf(processes, id);
        if (arguments.mid(1).contains(machineId))
            return VmmProcess {id, acceleratorIn(arguments)};
    }
    return std::nullopt;
}

QList<qint64> libvirtDaemons(const QString &processes)
{
    static const QStringList daemons {u"libvirtd"_s, u"virtqemud"_s, u"virtnetworkd"_s, u"virtlogd"_s};
    QList<qint64> found;
    for (const qint64 id : processIds(processes)) {
        if (daemons.contains(textOf(u"%1/%2/comm"_s.arg(processes).arg(id))))
            found << id;
    }
    return found;
}

} // namespace boxmark
