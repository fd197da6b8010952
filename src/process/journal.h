// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace boxmark {

/// Something that outlives the process which started it unless somebody ends it: a container, a control group.
struct JournalEntry
{
    QString kind; ///< the target kind that knows how to end it
    QString type; ///< "container", "cgroup"
    QString name; ///< container name, cgroup directory
    bool operator==(const JournalEntry &) const = default;
};

/// What this run of the program has started, written to disk before it is started, so that the next start can end what
/// a killed program left behind. One file for each running program, under the user's state folder, named by pid and the
/// pid's start time: a pid that was given out again is not mistaken for us.
class Journal
{
public:
    /// In $XDG_STATE_HOME/boxmark/journal (or the folder given, for tests).
    explicit Journal(QString directory = {});
    /// Removes the file when nothing is left in it.
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    /// On disk when it returns. After an Error the entry is not in the journal.
    Result<void> add(const JournalEntry &entry);
    /// Once it has been ended. A file that cannot be written is logged only: the worst that follows is that the next
    /// start looks for something that is gone.
    void remove(const JournalEntry &entry);

    struct Leftover
    {
        QString file;
        QList<JournalEntry> entries;
    };
    /// What programs that no longer run have left. A damaged line is skipped and logged.
    QList<Leftover> leftovers() const;
    /// After its entries have been ended.
    static void forget(const Leftover &leftover);

private:
    Result<void> write() const;

    QString m_directory;
    QString m_file;
    QList<JournalEntry> m_entries;
};

} // namespace boxmark
