// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vm/userdisk.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto infoDeadline = 30s;
constexpr auto checkDeadline = 10min;
constexpr qint64 bootSignatureAt = 510;

// qemu-img(1), "check": what its exit status says.
constexpr int checkFoundErrors = 2;

QString tr(const char *text)
{
    return QCoreApplication::translate("vm", text);
}

Error notADisk(const QString &path, const QString &why)
{
    return {tr("%1 is not a disk that a virtual machine can start from.").arg(path), why,
        tr("Give the target a cloud image with cloud-init and systemd, as qcow2 or raw, that starts on a PC with a "
           "BIOS (disk: in the scenario); or remove disk: for Boxmark's own Debian system.")};
}

Error damaged(const QString &path, const QString &why)
{
    return {tr("The disk %1 is damaged.").arg(path), why, tr("Fetch it again, or look at it with qemu-img."),
        u"qemu-img check '%1'"_s.arg(path)};
}

QString wordsOf(const ProcessOutput &output)
{
    return QString::fromUtf8(output.standardError + output.standardOutput).trimmed();
}

Error noQemuImg(const ProcessResult &result)
{
    return {tr("The disk cannot be looked at."), tr("qemu-img %1.").arg(result.text()), tr("Install it:"),
        u"sudo apt install qemu-utils"_s};
}

ProcessSpec qemuImgSpec(const QStringList &arguments)
{
    return {.program = u"qemu-img"_s, .arguments = arguments};
}

QCoro::Task<Result<ProcessOutput>> runQemuImg(
    QStringList arguments, std::chrono::milliseconds deadline, WorkContext context)
{
    const ProcessSpec spec = qemuImgSpec(arguments);
    const auto run = co_await runCommand(context, spec, deadline);
    if (run && !run.value().result.failure.isEmpty())
        co_return noQemuImg(run.value().result);
    co_return run;
}

// Any file passes for a raw disk, so a raw one must at least have what firmware looks for.
Result<void> checkBootSector(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly) && file.seek(bootSignatureAt) && file.read(2) == QByteArray::fromHex("55aa"))
        return {};
    return notADisk(path, tr("It has no boot sector."));
}

QCoro::Task<Result<void>> checkQcow2(QString path, WorkContext context)
{
    const QStringList arguments {u"check"_s, u"-f"_s, u"qcow2"_s, path};
    const auto checked = co_await runQemuImg(arguments, checkDeadline, context);
    if (!checked)
        co_return checked.error();
    if (checked.value().result.exitCode == checkFoundErrors || checked.value().result.exitCode == 1)
        co_return damaged(path, wordsOf(checked.value()));
    co_return {};
}

Result<void> checkFile(const QString &path)
{
    const QFileInfo file(path);
    if (!file.exists())
        return Error {tr("The disk %1 is not there.").arg(path), {},
            tr("Correct disk: in the scenario; a relative path is relative to the scenario's file.")};
    if (!file.isFile())
        return notADisk(path, tr("It is not a file."));
    if (!file.isReadable())
        return Error {tr("The disk %1 cannot be read.").arg(path), tr("It belongs to somebody else."),
            tr("Let yourself read it."), u"sudo chmod a+r '%1'"_s.arg(path)};
    return {};
}

} // namespace

QString userDiskPath(const QString &disk, const QString &scenarioFile)
{
    return QDir::cleanPath(QFileInfo(scenarioFile).absoluteDir().absoluteFilePath(disk));
}

QCoro::Task<Result<SystemDisk>> inspectUserDisk(QString path, WorkContext context)
{
    if (const auto there = checkFile(path); !there)
        co_return there.error();
    const QStringList arguments {u"info"_s, u"--output=json"_s, path};
    const auto asked = co_await runQemuImg(arguments, infoDeadline, context);
    if (!asked)
        co_return asked.error();
    if (!asked.value().result.succeeded())
        co_return damaged(path, wordsOf(asked.value()));
    const QJsonObject info = QJsonDocument::fromJson(asked.value().standardOutput).object();
    const QString format = info.value(u"format"_s).toString();
    if (format != u"qcow2" && format != u"raw")
        co_return notADisk(path, tr("Its format is %1.").arg(format));
    Result<void> sound = checkBootSector(path);
    if (format == u"qcow2")
        sound = co_await checkQcow2(path, context);
    if (!sound)
        co_return sound.error();
    co_return SystemDisk {.path = path, .format = format, .size = {qint64(info.value(u"actual-size"_s).toDouble())}};
}

} // namespace boxmark
