// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/exportcontainer.h"

#include "image/dockercommand.h"
#include "image/ownimage.h"
#include "process/instancename.h"
#include "process/journal.h"

#include <QCoreApplication>
#include <QUuid>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr auto deadline = 60s;

QString tr(const char *text)
{
    return QCoreApplication::translate("image", text);
}

QString newName()
{
    return instanceName(QUuid::createUuid().toString(QUuid::Id128).first(16), u"export"_s, 1);
}

JournalEntry entryOf(const QString &name)
{
    return {u"docker"_s, u"container"_s, name};
}

WorkContext beyondStop(WorkContext context)
{
    context.cancel = {};
    return context;
}

} // namespace

QCoro::Task<Result<QString>> createExportContainer(AppImage image, WorkContext context)
{
    const QString name = newName();
    if (context.journal) {
        if (const auto noted = context.journal->add(entryOf(name)); !noted)
            co_return noted.error();
    }
    const ProcessSpec spec
        = dockerWords(u"create"_s, u"--label"_s, ownLabel, u"--name"_s, name, u"--network"_s, u"none"_s, image.id);
    const WorkContext always = beyondStop(context);
    const auto created = co_await runCommand(always, spec, deadline);
    if (created && created.value().result.succeeded())
        co_return name;
    co_await removeExportContainer(name, context); // it may be there although the client failed
    if (!created)
        co_return created.error();
    co_return exportFailed(image, created.value());
}

QCoro::Task<void> removeExportContainer(QString name, WorkContext context)
{
    const ProcessSpec spec = dockerWords(u"rm"_s, u"--force"_s, u"--volumes"_s, name);
    const WorkContext always = beyondStop(context);
    const auto removed = co_await runCommand(always, spec, deadline);
    const bool gone = removed
        && (removed.value().result.succeeded() || clientText(removed.value()).contains(u"No such container"_s));
    if (gone) {
        if (context.journal)
            context.journal->remove(entryOf(name));
        co_return;
    }
    tellLog(context, LogSource::Boxmark,
        tr("The container %1 may be left behind; “docker rm --force %1” removes it.").arg(name));
}

Error exportFailed(const AppImage &image, const ProcessOutput &client)
{
    if (const auto problem = engineProblem(client))
        return *problem;
    const QString said = clientText(client);
    return {tr("The files of the image %1 could not be exported.").arg(image.id),
        said.isEmpty() ? tr("The command %1.").arg(client.result.text()) : said,
        tr("If the image was removed meanwhile, run again; if the disk is full, make room.")};
}

} // namespace boxmark
