// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/journal.h"

#include "base/log.h"
#include "process/processidentity.h"

#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <atomic>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString suffix = u".journal"_s;

QString tr(const char *text)
{
    return QCoreApplication::translate("journal", text);
}

// XDG Base Directory Specification: state that outlives a restart but is not worth backing up.
QString defaultDirectory()
{
    const QString state = qEnvironmentVariable("XDG_STATE_HOME");
    return (state.isEmpty() ? QDir::homePath() + u"/.local/state"_s : state) + u"/boxmark/journal"_s;
}

QByteArray toLine(const JournalEntry &entry)
{
    const QJsonObject object {{u"kind"_s, entry.kind}, {u"type"_s, entry.type}, {u"name"_s, entry.name}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<JournalEntry> fromLine(const QByteArray &line)
{
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    JournalEntry entry {object[u"kind"_s].toString(), object[u"type"_s].toString(), object[u"name"_s].toString()};
    if (entry.kind.isEmpty() || entry.type.isEmpty() || entry.name.isEmpty())
        return {};
    return entry;
}

QList<JournalEntry> readEntries(const QString &path)
{
    QList<JournalEntry> entries;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qCWarning(boxmarkLog) << "cannot read the journal" << path << file.errorString();
    while (!file.atEnd()) {
        const QByteArray line = file.readLine();
        if (const auto entry = fromLine(line))
            entries << *entry;
        else
            qCWarning(boxmarkLog) << "a damaged line in the journal" << path << line;
    }
    return entries;
}

// Makes a rename durable: the name stands in the folder, not in the file (fsync(2), NOTES).
void syncFolder(const QString &directory)
{
    const int folder = open(QFile::encodeName(directory).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return;
    fsync(folder);
    close(folder);
}

} // namespace

Journal::Journal(QString directory)
    : m_directory(directory.isEmpty() ? defaultDirectory() : std::move(directory))
{
    static std::atomic<int> journals = 0;
    m_file = m_directory + u'/' + ownProcessIdentity() + u'.' + QString::number(++journals) + suffix;
}

Journal::~Journal()
{
    if (m_entries.isEmpty())
        QFile::remove(m_file);
}

Result<void> Journal::add(const JournalEntry &entry)
{
    m_entries << entry;
    Result<void> written = write();
    if (!written)
        m_entries.removeLast();
    return written;
}

void Journal::remove(const JournalEntry &entry)
{
    if (m_entries.removeAll(entry) == 0)
        return;
    if (const auto written = write(); !written)
        qCWarning(boxmarkLog) << written.error().text();
}

Result<void> Journal::write() const
{
    QDir().mkpath(m_directory);
    QSaveFile file(m_file); // writes beside, syncs, renames: a reader sees the old list or the new one
    bool ok = file.open(QIODevice::WriteOnly);
    for (const JournalEntry &entry : m_entries)
        ok = ok && file.write(toLine(entry)) > 0;
    if (ok && file.flush() && file.commit()) { // commit() alone does not tell why it failed
        syncFolder(m_directory);
        return {};
    }
    return Error {tr("The list of what is being started could not be saved."),
        tr("Writing %1 failed: %2.").arg(m_file, file.errorString()),
        tr("Make room on that disk, make the folder %1 writable, or let the variable XDG_STATE_HOME name another. "
           "Without this list nothing is started, because it could not be ended after a crash.")
            .arg(m_directory)};
}

QList<Journal::Leftover> Journal::leftovers() const
{
    QList<Leftover> found;
    const QDir directory(m_directory);
    for (const QString &name : directory.entryList({u'*' + suffix}, QDir::Files, QDir::Name)) {
        if (!isRunning(name.section(u'.', 0, 0)))
            found << Leftover {directory.filePath(name), readEntries(directory.filePath(name))};
    }
    return found;
}

void Journal::forget(const Leftover &leftover)
{
    QFile::remove(leftover.file);
}

} // namespace boxmark
