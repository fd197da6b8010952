// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QString>
#include <QVariant>

#include <chrono>
#include <functional>
#include <memory>

namespace boxmark {

/// One open SQLite file, with a connection name of its own. To be used and destroyed in the thread that opened it.
///
/// The file is untrusted: a schema may not call functions with side effects (trusted_schema), pages are checked as they
/// are read (cell_size_check), and nothing is mapped into memory (mmap_size), where damage would be a crash.
class Database
{
public:
    enum class Access { ReadOnly, ReadWrite };

    /// SQLite opens lazily: that a file is foreign or damaged comes out with the first statement. `patience` is how
    /// long a statement waits for another program that holds the file.
    static Result<std::unique_ptr<Database>> open(
        const QString &filePath, Access access, std::chrono::milliseconds patience = std::chrono::seconds(5));
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// One statement without rows; `values` for its ? in their order. The Error says what a person can do about it.
    Result<void> execute(const QString &sql, const QVariantList &values = {});
    /// A statement for repeated use with run(); it must not outlive this.
    Result<QSqlQuery> prepare(const QString &sql);
    Result<void> run(QSqlQuery &statement, const QVariantList &values);
    /// Calls back for each row until it answers an Error.
    Result<void> forEachRow(
        const QString &sql, const QVariantList &values, const std::function<Result<void>(const QSqlQuery &)> &visit);
    /// The first column of the first row; invalid when there is no row.
    Result<QVariant> singleValue(const QString &sql);

    /// SQLite's primary result code (sqlite.org/rescode.html) of the last failure; 0 when there was none.
    int lastCode() const { return m_lastCode; }

private:
    Database(const QString &filePath, QString connectionName);
    Error failure(const QSqlError &error);

    QString m_filePath;
    QString m_connectionName;
    QSqlDatabase m_connection;
    int m_lastCode = 0;
};

/// SQLite's primary result codes that we tell apart.
namespace sqlite {
constexpr int busy = 5;
constexpr int readOnly = 8;
constexpr int ioError = 10;
constexpr int corrupt = 11;
constexpr int full = 13;
constexpr int cannotOpen = 14;
constexpr int notADatabase = 26;
} // namespace sqlite

} // namespace boxmark
