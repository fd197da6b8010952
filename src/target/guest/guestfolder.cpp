// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/guest/guestfolder.h"

#include "base/log.h"
#include "host/wholefile.h"
#include "image/cache.h"
#include "image/cachekind.h"
#include "process/instancename.h"
#include "target/group/controlgroup.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstring>
#include <sys/stat.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr mode_t ownerOnly = 0700;

QString tr(const char *text)
{
    return QCoreApplication::translate("guestfolder", text);
}

QString folderOfGuests()
{
    return cacheFolder() + u'/' + cachekind::guests;
}

JournalEntry folderEntry(const QString &kind, const QString &path)
{
    return {kind, u"folder"_s, path};
}

Error notMade(const QString &path, const QString &why)
{
    return {tr("The guest's files could not be written."), tr("%1: %2").arg(path, why),
        tr("Make room on that disk, or let the folder belong to you.")};
}

// What is removed on a journal's word must be what we make: the journal is a file, and files get damaged.
bool isGuestFolder(const QString &path)
{
    return isInstanceName(QFileInfo(path).fileName())
        && QFileInfo(path).path().endsWith(u"/boxmark/"_s + cachekind::guests);
}

} // namespace

Result<GuestFolder> GuestFolder::make(const QString &kind, const QString &name, Journal &journal)
{
    GuestFolder folder;
    folder.m_kind = kind;
    folder.m_path = folderOfGuests() + u'/' + name;
    if (!QDir().mkpath(folderOfGuests()))
        return notMade(folderOfGuests(), tr("the folder cannot be made"));
    if (const auto noted = journal.add(folderEntry(kind, folder.m_path)); !noted)
        return noted.error();
    if (mkdir(QFile::encodeName(folder.m_path).constData(), ownerOnly) != 0) {
        const QString why = QString::fromLocal8Bit(strerror(errno));
        journal.remove(folderEntry(kind, folder.m_path));
        return notMade(folder.m_path, why);
    }
    return folder;
}

Result<QString> GuestFolder::write(const QString &name, const QByteArray &contents) const
{
    QFile file(filePath(name));
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly) || file.write(contents) != contents.size()
        || !file.flush())
        return notMade(file.fileName(), file.errorString());
    return file.fileName();
}

void GuestFolder::remove(Journal *journal)
{
    const QString path = std::exchange(m_path, {});
    if (path.isEmpty())
        return;
    if (QDir(path).removeRecursively())
        journal->remove(folderEntry(m_kind, path));
    else
        qCWarning(boxmarkLog) << "a guest's folder could not be removed:" << path;
}

Result<void> writeForGuest(const QString &path, const QByteArray &contents)
{
    if (const auto why = writeWhole(path, contents))
        return Error {tr("%1 cannot be written.").arg(path), *why, tr("Make room in the folder for the cache.")};
    return {};
}

QCoro::Task<Result<void>> recoverGuests(QList<JournalEntry> entries, WorkContext context)
{
    const Result<void> ended = co_await endControlGroups(entries, context);
    if (!ended)
        co_return ended;
    for (const JournalEntry &entry : entries) {
        if (entry.type != u"folder" || !isGuestFolder(entry.name))
            continue;
        tellLog(context, LogSource::Boxmark, tr("Removing %1.").arg(entry.name));
        if (QDir folder(entry.name); folder.exists() && !folder.removeRecursively())
            co_return Error {tr("A guest's folder could not be removed."), entry.name, tr("Remove the folder by hand."),
                u"rm -r "_s + entry.name};
    }
    co_return {};
}

} // namespace boxmark
