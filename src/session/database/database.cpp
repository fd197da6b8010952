// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/database/database.h"

#include <QCoreApplication>
#include <QSqlError>

#include <atomic>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("session", text);
}

QString freshConnectionName()
{
    static std::atomic<int> next = 0;
    return u"boxmark-session-%1"_s.arg(++next);
}

int primaryCode(const QSqlError &error)
{
    return error.nativeErrorCode().toInt() & 0xff;
}

struct Cause
{
    QString why;
    QString remedy;
};

Cause causeOf(int code, const QString &message)
{
    switch (code) {
    case sqlite::full:
        return {tr("The disk is full."), tr("Free some space, or choose a folder on another disk.")};
    case sqlite::ioError:
        return {tr("The disk or its file system refused to read or write (%1).").arg(message),
            tr("Look for a quota, a size limit or a failing disk, or choose a folder on another disk.")};
    case sqlite::busy:
        return {tr("Another program has locked it."), tr("Close the other program and try again.")};
    case sqlite::readOnly:
        return {tr("You may not write to the file or to its folder."),
            tr("Copy the file into a folder that you may write to.")};
    case sqlite::cannotOpen:
        return {tr("The file, or a file beside it, cannot be opened (%1).").arg(message),
            tr("Check the permissions of the file and of its folder.")};
    case sqlite::corrupt:
        return {
            tr("The file is damaged or cut short (%1).").arg(message), tr("Take it from a backup or copy it again.")};
    case sqlite::notADatabase:
        return {tr("It is not a SQLite database, or its beginning is damaged."),
            tr("Choose a file that Boxmark has saved; its name ends in .boxmark.")};
    default:
        return {tr("SQLite says: %1.").arg(message), {}};
    }
}

} // namespace

Database::Database(const QString &filePath, QString connectionName)
    : m_filePath(filePath)
    , m_connectionName(std::move(connectionName))
    , m_connection(QSqlDatabase::addDatabase(u"QSQLITE"_s, m_connectionName))
{
}

Database::~Database()
{
    m_connection.close();
    m_connection = {};
    QSqlDatabase::removeDatabase(m_connectionName);
}

Result<std::unique_ptr<Database>> Database::open(
    const QString &filePath, Access access, std::chrono::milliseconds patience)
{
    if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s))
        return Error {tr("Sessions cannot be opened."), tr("Qt's SQLite driver is not installed."), tr("Install it."),
            u"apt-get install libqt6sql6-sqlite"_s};
    std::unique_ptr<Database> database(new Database(filePath, freshConnectionName()));
    QString options = u"QSQLITE_BUSY_TIMEOUT=%1"_s.arg(patience.count());
    if (access == Access::ReadOnly)
        options += u";QSQLITE_OPEN_READONLY"_s;
    database->m_connection.setConnectOptions(options);
    database->m_connection.setDatabaseName(filePath);
    if (!database->m_connection.open())
        return database->failure(database->m_connection.lastError());
    for (const QString &guard :
        {u"PRAGMA trusted_schema = OFF"_s, u"PRAGMA cell_size_check = ON"_s, u"PRAGMA mmap_size = 0"_s}) {
        if (auto guarded = database->execute(guard); !guarded)
            return guarded.error();
    }
    return database;
}

Error Database::failure(const QSqlError &error)
{
    m_lastCode = primaryCode(error);
    const Cause cause = causeOf(m_lastCode, error.databaseText());
    return {tr("The session file %1 could not be used.").arg(m_filePath), cause.why, cause.remedy};
}

Result<void> Database::execute(const QString &sql, const QVariantList &values)
{
    auto statement = prepare(sql);
    if (!statement)
        return statement.error();
    return run(statement.value(), values);
}

Result<QSqlQuery> Database::prepare(const QString &sql)
{
    QSqlQuery statement(m_connection);
    statement.setForwardOnly(true);
    if (!statement.prepare(sql))
        return failure(statement.lastError());
    return statement;
}

Result<void> Database::run(QSqlQuery &statement, const QVariantList &values)
{
    for (qsizetype i = 0; i < values.size(); ++i)
        statement.bindValue(static_cast<int>(i), values[i]);
    if (!statement.exec())
        return failure(statement.lastError());
    statement.finish(); // an open statement would keep its lock
    return {};
}

Result<void> Database::forEachRow(
    const QString &sql, const QVariantList &values, const std::function<Result<void>(const QSqlQuery &)> &visit)
{
    auto prepared = prepare(sql);
    if (!prepared)
        return prepared.error();
    QSqlQuery &statement = prepared.value();
    for (qsizetype i = 0; i < values.size(); ++i)
        statement.bindValue(static_cast<int>(i), values[i]);
    if (!statement.exec())
        return failure(statement.lastError());
    while (statement.next()) {
        if (auto visited = visit(statement); !visited)
            return visited.error();
    }
    if (statement.lastError().isValid())
        return failure(statement.lastError());
    return {};
}

Result<QVariant> Database::singleValue(const QString &sql)
{
    QVariant value;
    auto read = forEachRow(sql, {}, [&](const QSqlQuery &row) -> Result<void> {
        if (!value.isValid())
            value = row.value(0);
        return {};
    });
    if (!read)
        return read.error();
    return value;
}

} // namespace boxmark
