// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "process/command.h"
#include "process/journal.h"

#include <QByteArray>
#include <QCoroTask>
#include <QList>
#include <QString>

namespace boxmark {

/// A private folder for what one guest needs and nobody after it: configuration, log, a disk's overlay. On the disk of
/// the cache, readable by the user alone, in the journal before it is made. Empty when it was default-made.
class GuestFolder
{
public:
    GuestFolder() = default;

    /// `name` is an instanceName(); `kind` the target kind that will end it.
    static Result<GuestFolder> make(const QString &kind, const QString &name, Journal &journal);

    bool isEmpty() const { return m_path.isEmpty(); }
    QString path() const { return m_path; }
    QString filePath(const QString &name) const { return m_path + QLatin1Char('/') + name; }
    /// Makes a file in it and returns its path.
    Result<QString> write(const QString &name, const QByteArray &contents) const;

    /// Removes it with all that is in it, and its journal entry. Twice is once.
    void remove(Journal *journal);

private:
    QString m_kind;
    QString m_path;
};

/// Makes a file that a guest is to get, in a folder on the disk of the cache; what was there is lost.
Result<void> writeForGuest(const QString &path, const QByteArray &contents);

/// Ends what the journal names of guests: their control groups with all that runs in them, then their folders.
QCoro::Task<Result<void>> recoverGuests(QList<JournalEntry> entries, WorkContext context);

} // namespace boxmark
