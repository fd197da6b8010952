// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/vagrant/luggage.h"

#include "process/pipeline.h"
#include "target/guest/guestfolder.h"

#include <QCoreApplication>
#include <QFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark::luggage {

namespace {

constexpr auto transferDeadline = 30min; // an emulated guest decrypts some megabytes a second

const QString agentName = u"boxmark-agent"_s;
const QString runFileName = u"run"_s;
const QString startName = u"start"_s;
const QString diskName = u"app.squashfs"_s;
const QString rootName = u"root"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("vagrant", text);
}

QString inGuest(const QString &name)
{
    return folder + u'/' + name;
}

Result<void> link(const QString &target, const QString &path)
{
    QFile file(target);
    if (file.link(path))
        return {};
    return Error {tr("%1 cannot be made.").arg(path), file.errorString(), {}};
}

/// All that goes into the guest, by its names there.
Result<void> pack(const Contents &contents, const QString &scratch, const QString &agentPath)
{
    const auto run = writeRunFile(contents.run);
    if (!run)
        return run.error();
    if (const auto written = writeForGuest(scratch + u'/' + runFileName, run.value()); !written)
        return written;
    const bool withDisk = contents.disk.has_value();
    if (const auto written = writeForGuest(scratch + u'/' + startName, startScript(withDisk)); !written)
        return written;
    if (const auto linked = link(agentPath, scratch + u'/' + agentName); !linked)
        return linked;
    return withDisk ? link(contents.disk->path, scratch + u'/' + diskName) : Result<void>();
}

ImageConfig builtinConfig(int port)
{
    return {.command = {inGuest(agentName), u"serve"_s, u"--listen"_s, u"0.0.0.0:%1"_s.arg(port)}};
}

ImageConfig provisionedConfig(const QStringList &command, const QString &user, int port)
{
    return {.command = command, .environment = {u"PORT=%1"_s.arg(port)}, .user = user};
}

} // namespace

Contents contentsOf(const Scenario &scenario, const QStringList &command, const SshAccess &access,
    const std::optional<AppImage> &image, const std::optional<AppDisk> &disk)
{
    Contents contents {.disk = disk};
    contents.run.root = RunFile::Root::Own;
    contents.run.port = scenario.app.port;
    contents.run.interval = scenario.samplingInterval;
    if (!command.isEmpty()) {
        contents.run.app = provisionedConfig(command, access.value(u"User"_s), scenario.app.port);
    } else if (image) {
        contents.run.app = image->config;
        contents.run.root = RunFile::Root::Folder;
        contents.run.folder = inGuest(rootName);
    } else {
        contents.run.app = builtinConfig(scenario.app.port);
    }
    return contents;
}

QByteArray startScript(bool withDisk)
{
    const QByteArray base = folder.toLatin1() + '/';
    QByteArray script = "set -e\n";
    if (withDisk) {
        const QByteArray root = base + rootName.toLatin1();
        script
            += "mkdir -p " + root + "\nmount -t squashfs -o ro,loop " + base + diskName.toLatin1() + ' ' + root + '\n';
    }
    return script + "exec " + base + agentName.toLatin1() + " run --file " + base + runFileName.toLatin1() + '\n';
}

QString startCommand(const SshAccess &access)
{
    const QString start = u"sh "_s + inGuest(startName);
    return access.isRoot() ? start : u"sudo -n "_s + start;
}

QCoro::Task<Result<void>> bringIn(Contents contents, SshAccess access, QString scratchFolder, TargetContext context)
{
    if (const auto packed = pack(contents, scratchFolder, context.agentPath); !packed)
        co_return packed;
    const QString unpack = u"mkdir -p -m 700 %1 && tar -xf - -C %1"_s.arg(folder);
    Pipeline pipeline;
    pipeline.source.program = u"tar"_s;
    pipeline.source.arguments = {u"--create"_s, u"--dereference"_s, u"--directory"_s, scratchFolder, u"."_s};
    pipeline.sink = sshSpec(access, unpack);
    const auto sent = co_await runPipeline(context, pipeline, transferDeadline);
    if (!sent)
        co_return sent.error();
    if (sent.value().succeeded())
        co_return {};
    const ProcessOutput &culprit = sent.value().culprit();
    const QString words = QString::fromUtf8(culprit.standardError).trimmed();
    co_return Error {tr("The agent and the app could not be brought into the machine."),
        (culprit.result.text() + u'\n' + words).trimmed(),
        tr("Try “vagrant ssh” in its directory: it must let in without a question, and have tar and room in %1.")
            .arg(folder)};
}

} // namespace boxmark::luggage
