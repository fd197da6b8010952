// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionfile.h"

#include "process/processidentity.h"
#include "session/database/schema.h"
#include "session/database/sessionrows.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("session", text);
}

/// Reading locks the file for as long as it takes; what waits meanwhile is kept in memory.
constexpr std::chrono::seconds patience {60};

Error cannotMake(const QString &filePath, const QString &why, const QString &remedy)
{
    return {tr("The session file %1 could not be made.").arg(filePath), why, remedy};
}

/// What is neither empty nor a session is somebody else's, and not ours to remove. A damaged session still says what it
/// is.
bool isOursToReplace(const QString &filePath)
{
    QFile file(filePath);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    if (file.size() == 0)
        return true;
    const QByteArray mark
        = file.read(schema::applicationIdOffset + sizeof(schema::applicationId)).mid(schema::applicationIdOffset);
    return mark.size() == sizeof(schema::applicationId)
        && qFromBigEndian<qint32>(mark.constData()) == schema::applicationId;
}

/// Makes an empty file, so that what stands in the way is told by the system's own word for it.
Result<void> makeEmptyFile(const QString &filePath, bool replace)
{
    const QFileInfo info(filePath);
    if (info.isDir())
        return cannotMake(filePath, tr("It is a folder."), tr("Choose the name of a file."));
    if (info.exists() && !replace)
        return cannotMake(filePath, tr("There is a file of this name already."), tr("Choose another name."));
    if (info.exists() && !isOursToReplace(filePath))
        return cannotMake(filePath, tr("There is a file of this name, and it is no session of Boxmark."),
            tr("Choose another name, or remove that file yourself."));
    if (!info.dir().exists())
        return cannotMake(
            filePath, tr("There is no folder %1.").arg(info.path()), tr("Make the folder, or choose another."));
    const QString journal = filePath + u"-journal"_s; // SQLite would play a stale one into the new file
    for (const QString &old : {filePath, journal}) {
        QFile file(old);
        if (file.exists() && !file.remove())
            return cannotMake(filePath, tr("%1 cannot be removed: %2.").arg(old, file.errorString()),
                tr("Choose another name or folder."));
    }
    QFile file(filePath);
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return cannotMake(filePath, tr("The system says: %1.").arg(file.errorString()),
            tr("Choose a folder that you may write to, on a disk that has space."));
    return {};
}

} // namespace

SessionFile::SessionFile(const QString &filePath)
    : m_filePath(filePath)
    , m_identity(identify(filePath))
{
}

SessionFile::~SessionFile() = default;

SessionFile::FileIdentity SessionFile::identify(const QString &filePath)
{
    struct stat status
    {
    };
    if (::stat(QFile::encodeName(filePath).constData(), &status) != 0)
        return {};
    return {status.st_dev, status.st_ino};
}

Result<std::unique_ptr<SessionFile>> SessionFile::create(const QString &filePath, bool replace)
{
    if (auto made = makeEmptyFile(filePath, replace); !made)
        return made.error();
    std::unique_ptr<SessionFile> file(new SessionFile(filePath));
    auto ready = file->makeTables();
    if (ready)
        ready = file->prepareRows();
    if (!ready) {
        QFile::remove(filePath); // it is ours, and holds nothing
        return ready.error();
    }
    return file;
}

Result<std::unique_ptr<SessionFile>> SessionFile::resume(const QString &filePath, const QList<TrialId> &again)
{
    std::unique_ptr<SessionFile> file(new SessionFile(filePath));
    file->m_resumed = true;
    auto ready = file->openDatabase();
    if (ready)
        ready = file->transaction([&] { return file->takeOver(again); });
    if (ready)
        ready = file->prepareRows();
    if (!ready)
        return Error {tr("The session %1 cannot be resumed.").arg(filePath), ready.error().why, ready.error().remedy};
    return file;
}

/// In one transaction with what it allows, so that of two programs that resume a session one is refused.
Result<void> SessionFile::checkResumable()
{
    const auto version = m_database->singleValue(u"PRAGMA user_version"_s);
    if (!version)
        return version.error();
    if (version.value().toInt() != schema::version)
        return Error {{}, tr("Another version of Boxmark began it."),
            tr("Resume it with that version, or begin again: figures of two versions do not belong together.")};
    const auto live = isBeingWritten(*m_database, m_filePath);
    if (!live)
        return live.error();
    if (live.value())
        return Error {{}, tr("It is still being written: its run goes on."), tr("Wait for that run to end.")};
    return {};
}

Result<void> SessionFile::takeOver(const QList<TrialId> &again)
{
    if (auto allowed = checkResumable(); !allowed)
        return allowed;
    for (const TrialId trial : again) {
        for (const QString &table : {u"phase"_s, u"request_blob"_s, u"sample_blob"_s, u"log_line"_s, u"caveat"_s}) {
            if (auto forgotten = m_database->execute(u"DELETE FROM %1 WHERE trial = ?"_s.arg(table), {trial});
                !forgotten)
                return forgotten;
        }
    }
    // Why it ended holds no longer: it goes on.
    if (auto begun = m_database->execute(u"UPDATE session SET ending = ''"_s); !begun)
        return begun;
    return m_database->execute(
        u"UPDATE format SET writer = ?, file_node = ?"_s, {ownProcessIdentity(), static_cast<qint64>(m_identity.node)});
}

Result<void> SessionFile::openDatabase()
{
    auto opened = Database::open(m_filePath, Database::Access::ReadWrite, patience);
    if (!opened)
        return opened.error();
    m_database = opened.take();
    // The page size must come before the first table, and the journal mode cannot change within a transaction.
    for (const QString &setting :
        {u"PRAGMA page_size = 4096"_s, u"PRAGMA journal_mode = DELETE"_s, u"PRAGMA synchronous = FULL"_s}) {
        if (auto set = m_database->execute(setting); !set)
            return set.error();
    }
    return {};
}

Result<void> SessionFile::makeTables()
{
    if (auto opened = openDatabase(); !opened)
        return opened;
    return transaction([this]() -> Result<void> {
        QStringList statements {u"PRAGMA application_id = %1"_s.arg(schema::applicationId),
            u"PRAGMA user_version = %1"_s.arg(schema::version)};
        statements += schema::createStatements();
        for (const QString &statement : std::as_const(statements)) {
            if (auto done = m_database->execute(statement); !done)
                return done.error();
        }
        return m_database->execute(u"INSERT INTO format VALUES (?, ?, ?)"_s,
            {schema::minimumReaderVersion, ownProcessIdentity(), static_cast<qint64>(m_identity.node)});
    });
}

Result<void> SessionFile::prepareRows()
{
    auto rows = EventRows::prepare(*m_database, m_resumed);
    if (!rows)
        return rows.error();
    m_rows = rows.take();
    return {};
}

/// SQLite would go on writing into a file that has no name any more.
Result<void> SessionFile::checkStillThere() const
{
    if (identify(m_filePath) == m_identity)
        return {};
    return Error {tr("The session file %1 was taken away.").arg(m_filePath),
        tr("It was deleted, moved or replaced during the run."),
        tr("What was saved until then is in the file that was moved; run again for the rest.")};
}

Result<void> SessionFile::transaction(const std::function<Result<void>()> &body)
{
    if (auto begun = m_database->execute(u"BEGIN IMMEDIATE"_s); !begun)
        return begun.error();
    Result<void> done = body();
    if (done)
        done = m_database->execute(u"COMMIT"_s);
    if (!done)
        static_cast<void>(m_database->execute(u"ROLLBACK"_s)); // fails when SQLite has rolled back by itself
    return done;
}

Result<void> SessionFile::write(const std::vector<SessionEvent> &events)
{
    if (auto there = checkStillThere(); !there)
        return there.error();
    return transaction([&] { return m_rows->write(events); });
}

Result<void> SessionFile::markEnded()
{
    if (auto there = checkStillThere(); !there)
        return there.error();
    return m_database->execute(u"UPDATE format SET writer = ''"_s);
}

} // namespace boxmark
