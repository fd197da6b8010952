// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vm/disktools.h"

#include <QCoreApplication>
#include <QFile>
#include <QStandardPaths>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto toolDeadline = 10min;
constexpr qint64 sector = 512;
constexpr qint64 kibibyte = 1024;

QString tr(const char *text)
{
    return QCoreApplication::translate("vm", text);
}

// How the mtools name a file system inside an image: "IMAGE@@OFFSET".
QString mtoolsImage(const FatVolume &volume)
{
    return volume.offset.count == 0 ? volume.disk : u"%1@@%2"_s.arg(volume.disk).arg(volume.offset.count);
}

} // namespace

QString programPath(const QString &program)
{
    const QString inPath = QStandardPaths::findExecutable(program);
    const QString found
        = inPath.isEmpty() ? QStandardPaths::findExecutable(program, {u"/usr/sbin"_s, u"/sbin"_s}) : inPath;
    return found.isEmpty() ? program : found;
}

Result<void> findDiskTools(const QList<DiskTool> &tools)
{
    QStringList programs;
    QStringList packages;
    for (const DiskTool &tool : tools) {
        if (programPath(tool.program) != tool.program)
            continue;
        programs << tool.program;
        if (!packages.contains(tool.package))
            packages << tool.package;
    }
    if (programs.isEmpty())
        return {};
    return Error {tr("The virtual machine's system disk cannot be made."),
        tr("These programs are not on this computer: %1.").arg(programs.join(u", "_s)),
        tr("Install them. Where they do not exist, give the target a cloud image of your own (disk: in the scenario)."),
        u"sudo apt install "_s + packages.join(u' ')};
}

Result<void> makeEmptyFile(const QString &path, Bytes size)
{
    QFile file(path);
    if (file.open(QIODevice::ReadWrite | QIODevice::Truncate)
        && file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) && file.resize(size.count))
        return {};
    return Error {
        tr("%1 cannot be written.").arg(path), file.errorString(), tr("Make room in the folder for the cache.")};
}

ProcessSpec formatFatSpec(const FatVolume &volume)
{
    // The tool would go by the size of the whole image. FAT16 must have 4085 clusters at least, FAT12 has fewer.
    constexpr qint64 largeEnough = 16 << 20;
    return {.program = programPath(u"mkfs.vfat"_s),
        .arguments
        = {u"-F"_s, volume.size.count < largeEnough ? u"12"_s : u"16"_s, u"-n"_s, volume.label, u"--offset"_s,
            QString::number(volume.offset.count / sector), volume.disk, QString::number(volume.size.count / kibibyte)}};
}

ProcessSpec copyIntoFatSpec(const FatVolume &volume, const QString &file, const QString &name)
{
    return {.program = u"mcopy"_s, .arguments = {u"-i"_s, mtoolsImage(volume), file, u"::"_s + name}};
}

ProcessSpec bootLoaderSpec(const FatVolume &volume)
{
    return {.program = u"syslinux"_s,
        .arguments = {u"--offset"_s, QString::number(volume.offset.count), u"--install"_s, volume.disk}};
}

QCoro::Task<Result<void>> runTool(WorkContext context, ProcessSpec spec)
{
    const auto run = co_await runCommand(context, spec, toolDeadline);
    if (!run)
        co_return run.error();
    const ProcessOutput &output = run.value();
    if (output.result.succeeded())
        co_return {};
    const QString words = QString::fromUtf8(output.standardError + output.standardOutput).trimmed();
    co_return Error {tr("A disk for the virtual machine could not be made."),
        tr("%1 %2.").arg(spec.program, output.result.text()) + (words.isEmpty() ? QString() : u'\n' + words),
        tr("The command is in the log; make room on the disk if it ran full.")};
}

} // namespace boxmark
