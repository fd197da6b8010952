// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "base/result.h"
#include "process/command.h"

#include <QCoroTask>
#include <QString>
#include <QStringList>

namespace boxmark {

/// A program and the Debian package that holds it.
struct DiskTool
{
    QString program;
    QString package;
};
/// Whatever of these is not on this computer, in one Error with one command that installs all of it; ok when all are
/// there. Disk tools lie in /usr/sbin, which is not in an ordinary user's PATH: that folder is looked into, too.
Result<void> findDiskTools(const QList<DiskTool> &tools);
/// Where a program is, as ProcessSpec::program.
QString programPath(const QString &program);

/// A file of that many zero bytes, none of which takes room yet. Readable by the user alone.
Result<void> makeEmptyFile(const QString &path, Bytes size);

/// A FAT file system in a disk image.
struct FatVolume
{
    QString disk;
    QString label;
    Bytes size {};
    Bytes offset {}; ///< where in the image it begins
};
ProcessSpec formatFatSpec(const FatVolume &volume);
ProcessSpec copyIntoFatSpec(const FatVolume &volume, const QString &file, const QString &name);
/// Makes it one that firmware can start Linux from, as its syslinux.cfg says.
ProcessSpec bootLoaderSpec(const FatVolume &volume);

/// Runs a program that must succeed; the Error tells what it wrote.
QCoro::Task<Result<void>> runTool(WorkContext context, ProcessSpec spec);

} // namespace boxmark
