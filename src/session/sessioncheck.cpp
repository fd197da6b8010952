// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessioncheck.h"

#include "session/database/schema.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("session", text);
}

/// As whoever we act as (not QFileInfo, which asks for the real user).
bool mayAccess(const QString &path, int mode)
{
    return ::faccessat(AT_FDCWD, QFile::encodeName(path).constData(), mode, AT_EACCESS) == 0;
}

QString anotherFile()
{
    return tr("Choose a file that Boxmark has saved; its name ends in .boxmark.");
}

Result<void> checkFromOutside(const QString &filePath)
{
    const QFileInfo info(filePath);
    const auto refuse
        = [&](const QString &why, const QString &remedy) { return cannotOpenSession(filePath, why, remedy); };
    if (!info.exists())
        return refuse(tr("There is no such file."), tr("Check its name; it may have been moved or deleted."));
    if (info.isDir())
        return refuse(tr("It is a folder."), anotherFile());
    if (!info.isFile())
        return refuse(tr("It is not a regular file."), anotherFile());
    if (!mayAccess(filePath, R_OK))
        return refuse(tr("You may not read it."), tr("Ask its owner (%1) for permission.").arg(info.owner()));
    if (info.size() == 0)
        return refuse(tr("It is empty: the program that made it ended before it wrote anything."), anotherFile());
    return {};
}

bool hasJournal(const QString &filePath)
{
    return QFileInfo(filePath + u"-journal"_s).size() > 0;
}

/// The first statement that reads the file: it rolls a hot journal back, and finds out whether the file is SQLite's.
Result<qint64> pragma(Database &database, const QString &name)
{
    auto value = database.singleValue(u"PRAGMA "_s + name);
    if (!value)
        return value.error();
    return value.value().toLongLong();
}

/// Rolls back what a killed program left half done. Without the right to write, SQLite refuses to read instead.
Result<void> recover(const QString &filePath)
{
    const bool mayWrite = mayAccess(filePath, W_OK) && mayAccess(QFileInfo(filePath).path(), W_OK);
    auto opened = Database::open(filePath, mayWrite ? Database::Access::ReadWrite : Database::Access::ReadOnly);
    if (!opened)
        return opened.error();
    auto read = pragma(*opened.value(), u"schema_version"_s);
    if (read)
        return {};
    const int code = opened.value()->lastCode();
    if (code != sqlite::readOnly && code != sqlite::cannotOpen)
        return cannotOpenSession(filePath, read.error().why, read.error().remedy);
    return cannotOpenSession(filePath,
        tr("A program was killed while it wrote, and what it left half done must be undone first; but you may not "
           "write "
           "to the file and its folder."),
        tr("Copy the file, together with the file beside it whose name ends in -journal, into a folder that you may "
           "write "
           "to, and open it there."));
}

Result<void> checkOwner(Database &database, const QString &filePath)
{
    auto id = pragma(database, u"application_id"_s);
    if (!id)
        return cannotOpenSession(filePath, id.error().why, id.error().remedy);
    if (id.value() != schema::applicationId)
        return cannotOpenSession(filePath, tr("It is an SQLite database, but of another program."), anotherFile());
    return {};
}

/// Whether the file is newer than we are; an Error when it is beyond us.
Result<bool> checkVersion(Database &database, const QString &filePath)
{
    auto version = pragma(database, u"user_version"_s);
    if (!version)
        return cannotOpenSession(filePath, version.error().why, version.error().remedy);
    if (version.value() < 1)
        return cannotOpenSession(filePath,
            tr("It holds no session: the program that made it ended before it wrote anything."), anotherFile());
    if (version.value() <= schema::version)
        return false;
    auto minimum = database.singleValue(u"SELECT minimum_reader_version FROM format"_s);
    bool known = false;
    const int needed = minimum ? minimum.value().toInt(&known) : 0;
    if (known && needed <= schema::version)
        return true;
    return cannotOpenSession(filePath,
        tr("It was saved by a newer Boxmark: its format has version %1, this program reads up to %2.")
            .arg(version.value())
            .arg(schema::version),
        tr("Open it with a newer Boxmark."));
}

Error damaged(const QString &filePath, const QString &detail)
{
    return cannotOpenSession(filePath, tr("The file is damaged or cut short (%1).").arg(detail),
        tr("Take it from a backup or copy it again."));
}

Result<void> checkIntegrity(Database &database, const QString &filePath)
{
    // SQLite takes what is missing of the last page for zeros.
    auto pages = pragma(database, u"page_count"_s);
    auto pageSize = pages ? pragma(database, u"page_size"_s) : pages;
    if (!pageSize)
        return cannotOpenSession(filePath, pageSize.error().why, pageSize.error().remedy);
    const qint64 announced = pages.value() * pageSize.value();
    const qint64 there = QFileInfo(filePath).size();
    if (there < announced)
        return damaged(filePath, tr("%1 of %2 bytes are there").arg(there).arg(announced));
    auto verdict = database.singleValue(u"PRAGMA quick_check(1)"_s);
    if (!verdict)
        return cannotOpenSession(filePath, verdict.error().why, verdict.error().remedy);
    if (verdict.value().toString() == u"ok")
        return {};
    return damaged(filePath, verdict.value().toString().simplified());
}

/// Views, triggers and virtual tables can make reading do things; a session has none. (A virtual table has no root
/// page.)
Result<void> checkSchema(Database &database, const QString &filePath)
{
    QStringList missing = schema::tables();
    bool foreign = false;
    auto read = database.forEachRow(
        u"SELECT type, name, rootpage FROM sqlite_schema"_s, {}, [&](const QSqlQuery &row) -> Result<void> {
            const QString type = row.value(0).toString();
            const bool table = type == u"table" && row.value(2).toLongLong() > 0;
            if (table)
                missing.removeAll(row.value(1).toString());
            else if (type != u"index")
                foreign = true;
            return {};
        });
    if (!read)
        return cannotOpenSession(filePath, read.error().why, read.error().remedy);
    if (foreign)
        return cannotOpenSession(filePath,
            tr("It holds views, triggers or virtual tables, which Boxmark never writes."),
            tr("Do not use it unless you know where it comes from."));
    if (!missing.isEmpty())
        return cannotOpenSession(filePath, tr("The table \"%1\" is missing.").arg(missing.first()), anotherFile());
    return {};
}

} // namespace

Error cannotOpenSession(const QString &filePath, const QString &why, const QString &remedy)
{
    return {tr("The session %1 cannot be opened.").arg(filePath), why, remedy};
}

Result<CheckedFile> openChecked(const QString &filePath)
{
    if (auto outside = checkFromOutside(filePath); !outside)
        return outside.error();
    if (hasJournal(filePath)) {
        if (auto recovered = recover(filePath); !recovered)
            return recovered.error();
    }
    auto opened = Database::open(filePath, Database::Access::ReadOnly);
    if (!opened)
        return cannotOpenSession(filePath, opened.error().why, opened.error().remedy);
    CheckedFile file {opened.take()};
    if (auto owner = checkOwner(*file.database, filePath); !owner)
        return owner.error();
    // Before the version: telling a newer file from a damaged one takes a table that can be read.
    if (auto integrity = checkIntegrity(*file.database, filePath); !integrity)
        return integrity.error();
    auto newer = checkVersion(*file.database, filePath);
    if (!newer)
        return newer.error();
    file.newer = newer.value();
    if (auto tables = checkSchema(*file.database, filePath); !tables)
        return tables.error();
    return file;
}

} // namespace boxmark
