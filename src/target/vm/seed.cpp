// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vm/seed.h"

#include "target/guest/guestfolder.h"
#include "target/vm/disktools.h"

#include <QCryptographicHash>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace boxmark::seed {

namespace {

const QString agentName = u"boxmark-agent"_s;
const QString runFileName = u"run"_s;
const QString startName = u"start"_s;

constexpr qint64 roomBesidesAgent = 2 << 20; // FAT's own tables and the small files

QString inGuest(const QString &name)
{
    return mountPoint + u'/' + name;
}

// The agent alone cannot know when systemd began; systemd tells it in microseconds of the guest's clock.
QByteArray startScript()
{
    return "began=$(systemctl show --value --property=UserspaceTimestampMonotonic)\n"
           "exec "
        + inGuest(agentName).toLatin1() + " run --file " + inGuest(runFileName).toLatin1()
        + " --userspace-began \"${began:-0}000\"\n";
}

// bootcmd comes early in every boot and before packages and users: the app does not wait for what it does not need.
QByteArray userData()
{
    const QByteArray mount = mountPoint.toLatin1();
    const QByteArray service = unitName.toLatin1();
    return "#cloud-config\n"
           "bootcmd:\n"
           "  - [mkdir, -p, "
        + mount
        + "]\n"
          "  - [mount, -o, ro, LABEL="
        + label.toLatin1() + ", " + mount
        + "]\n"
          "  - [cp, "
        + mount + '/' + service + ", /run/systemd/system/" + service
        + "]\n"
          "  - [systemctl, daemon-reload]\n"
          "  - [systemctl, --no-block, start, "
        + service + "]\n";
}

// cloud-init takes an instance that it has seen for a reboot; every app is an instance of its own.
QByteArray metaData(const QByteArray &runFile)
{
    const QByteArray digest = QCryptographicHash::hash(runFile, QCryptographicHash::Sha256).toHex().first(16);
    return "instance-id: boxmark-" + digest + "\nlocal-hostname: boxmark\n";
}

FatVolume seedVolume(const QString &disk, Bytes size)
{
    return {.disk = disk, .label = label, .size = size};
}

} // namespace

QByteArray unit()
{
    return "[Unit]\n"
           "Description=Boxmark's app\n"
           "After=network.target\n"
           "RequiresMountsFor="
        + mountPoint.toLatin1()
        + "\n"
          "SuccessAction=poweroff-immediate\n"
          "FailureAction=poweroff-immediate\n"
          "\n"
          "[Service]\n"
          "Type=exec\n"
          "ExecStart=/bin/sh "
        + inGuest(startName).toLatin1()
        + "\n"
          "StandardOutput=journal+console\n"
          "StandardError=journal+console\n"
          "OOMPolicy=continue\n"
          "TasksMax=infinity\n"
          "\n"
          "[Install]\n"
          "WantedBy=multi-user.target\n";
}

QList<File> files(const QByteArray &runFile)
{
    return {{runFileName, runFile}, {startName, startScript()}, {unitName, unit()}, {u"user-data"_s, userData()},
        {u"meta-data"_s, metaData(runFile)}};
}

QCoro::Task<Result<QString>> makeDisk(QByteArray runFile, QString agentPath, QString folder, WorkContext context)
{
    const QString disk = folder + u"/seed.img"_s;
    const qint64 size = QFileInfo(agentPath).size() + runFile.size() + roomBesidesAgent;
    if (const auto made = makeEmptyFile(disk, Bytes {size}); !made)
        co_return made.error();
    const FatVolume volume = seedVolume(disk, Bytes {size});
    const auto formatted = co_await runTool(context, formatFatSpec(volume));
    if (!formatted)
        co_return formatted.error();

    for (const File &file : files(runFile)) {
        const QString source = folder + u'/' + file.name;
        if (const auto written = writeForGuest(source, file.contents); !written)
            co_return written.error();
        const auto copied = co_await runTool(context, copyIntoFatSpec(volume, source, file.name));
        if (!copied)
            co_return copied.error();
    }
    const auto copied = co_await runTool(context, copyIntoFatSpec(volume, agentPath, agentName));
    if (!copied)
        co_return copied.error();
    co_return disk;
}

} // namespace boxmark::seed
