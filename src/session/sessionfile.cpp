// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionfile.h"

#include "process/processidentity.h"
#include "session/noisejson.h"
#include "session/requestblob.h"
#include "session/sampleblob.h"
#include "session/scenariojson.h"
#include "session/schema.h"
#include "session/sessionrows.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>

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

/// Makes an empty file, so that what stands in the way is told by the system's own word for it.
Result<void> makeEmptyFile(const QString &filePath, bool replace)
{
    const QFileInfo info(filePath);
    if (info.isDir())
        return cannotMake(filePath, tr("It is a folder."), tr("Choose the name of a file."));
    if (info.exists() && !replace)
        return cannotMake(filePath, tr("There is a file of this name already."), tr("Choose another name."));
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

QVariant optionalCount(const auto &value)
{
    return value ? QVariant(qint64 {value->count()}) : QVariant();
}

QVariant optionalSize(const std::optional<Bytes> &size)
{
    return size ? QVariant(size->count) : QVariant();
}

/// SQLite takes a null QString for NULL.
QString notNull(const QString &text)
{
    return text.isNull() ? u""_s : text;
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
        ready = file->prepareStatements();
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
        ready = file->prepareStatements();
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

Result<void> SessionFile::prepareStatements()
{
    m_statements = std::make_unique<Statements>();
    const std::pair<QSqlQuery Statements::*, QString> texts[] {
        {&Statements::session, u"INSERT INTO session VALUES (?, ?, ?, ?, ?, ?, ?, ?)"_s},
        {&Statements::fact, u"INSERT INTO environment (name, value) VALUES (?, ?)"_s},
        {&Statements::trial,
            u"INSERT OR REPLACE INTO trial VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,"
            " ?, ?, ?, ?)"_s},
        {&Statements::phase, u"INSERT INTO phase (trial, name, start_ns, end_ns) VALUES (?, ?, ?, ?)"_s},
        {&Statements::requests, u"INSERT INTO request_blob (trial, data) VALUES (?, ?)"_s},
        {&Statements::samples, u"INSERT INTO sample_blob (trial, data) VALUES (?, ?)"_s},
        {&Statements::logLine, u"INSERT INTO log_line (trial, source, time_ns, text) VALUES (?, ?, ?, ?)"_s},
        {&Statements::caveat, u"INSERT INTO caveat (trial, text, kind) VALUES (?, ?, ?)"_s},
    };
    for (const auto &[statement, sql] : texts) {
        auto prepared = m_database->prepare(sql);
        if (!prepared)
            return prepared.error();
        (*m_statements).*statement = prepared.take();
    }
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
    m_requests.clear();
    m_samples.clear();
    return transaction([&]() -> Result<void> {
        for (const SessionEvent &event : events) {
            if (auto written = std::visit([this](const auto &what) { return writeEvent(what); }, event); !written)
                return written.error();
        }
        return writePending();
    });
}

Result<void> SessionFile::markEnded()
{
    if (auto there = checkStillThere(); !there)
        return there.error();
    return m_database->execute(u"UPDATE format SET writer = ''"_s);
}

Result<void> SessionFile::writeEvent(const Session &session)
{
    const QByteArray yaml = session.scenario.source.isNull() ? QByteArray("") : session.scenario.source;
    Result<void> written;
    for (const Trial &trial : session.trials) {
        if (written)
            written = writeEvent(trial);
    }
    if (!written || m_resumed)
        return written;
    written = m_database->run(m_statements->session,
        {notNull(session.id), session.createdUtc.toMSecsSinceEpoch(), notNull(session.boxmarkVersion),
            QString::number(session.seed), yaml, QString::fromUtf8(scenarioToJson(session.scenario)),
            notNull(session.notes), notNull(session.ending)});
    for (const auto &[name, value] : session.environment.facts) {
        if (written)
            written = writeEvent(Fact {name, value});
    }
    return written;
}

Result<void> SessionFile::writeEvent(const Trial &trial)
{
    const BoxFacts &box = trial.box;
    return m_database->run(m_statements->trial,
        {trial.id, notNull(trial.target), trial.number, static_cast<int>(trial.state), notNull(trial.reason),
            trial.startedUtc.isValid() ? QVariant(trial.startedUtc.toMSecsSinceEpoch()) : QVariant(),
            optionalCount(trial.coldStart), optionalCount(trial.measureStart), optionalCount(trial.measureEnd),
            optionalSize(trial.imageSize), static_cast<qint64>(trial.silentResends), optionalSize(trial.diskSize),
            box.accelerator ? QVariant(static_cast<int>(*box.accelerator)) : QVariant(), notNull(box.machine),
            notNull(box.network), notNull(box.kernel), notNull(box.bootId), box.cpus ? QVariant(*box.cpus) : QVariant(),
            optionalSize(box.memory), trial.ceiling ? QVariant(trial.ceiling->perSecond) : QVariant(),
            optionalCount(trial.pathFloor),
            trial.loader.busiestThread ? QVariant(trial.loader.busiestThread->value) : QVariant(),
            optionalCount(trial.loader.latenessP99), QString::fromUtf8(noiseToJson(trial.noise))});
}

Result<void> SessionFile::writeEvent(const Fact &fact)
{
    return m_database->run(m_statements->fact, {notNull(fact.name), notNull(fact.value)});
}

Result<void> SessionFile::writeEvent(const Conclusion &conclusion)
{
    return m_database->execute(u"UPDATE session SET ending = ?"_s, {notNull(conclusion.why)});
}

Result<void> SessionFile::writeEvent(const TrialRecord &record)
{
    return std::visit([&](const auto &what) { return writeRecord(record.trial, what); }, record.record);
}

Result<void> SessionFile::writeRecord(TrialId trial, const Phase &phase)
{
    return m_database->run(
        m_statements->phase, {trial, notNull(phase.name), qint64 {phase.start.count()}, qint64 {phase.end.count()}});
}

Result<void> SessionFile::writeRecord(TrialId trial, const LogLine &line)
{
    return m_database->run(
        m_statements->logLine, {trial, static_cast<int>(line.source), qint64 {line.time.count()}, notNull(line.text)});
}

Result<void> SessionFile::writeRecord(TrialId trial, const Caveat &caveat)
{
    return m_database->run(m_statements->caveat, {trial, notNull(caveat.text), static_cast<int>(caveat.kind)});
}

Result<void> SessionFile::writeRecord(TrialId trial, const RequestBatch &batch)
{
    std::vector<Request> &pending = m_requests[trial];
    for (const Request &request : batch.requests) {
        pending.push_back(request);
        if (pending.size() == maximumRequestsInBlob) {
            if (auto written = writeRequests(trial); !written)
                return written.error();
        }
    }
    return {};
}

Result<void> SessionFile::writeRecord(TrialId trial, const ResourceSample &sample)
{
    std::vector<ResourceSample> &pending = m_samples[trial];
    pending.push_back(sample);
    return pending.size() == maximumSamplesInBlob ? writeSamples(trial) : Result<void>();
}

Result<void> SessionFile::writeRequests(TrialId trial)
{
    const std::vector<Request> requests = std::exchange(m_requests[trial], {});
    return m_database->run(m_statements->requests, {trial, encodeRequests(requests)});
}

Result<void> SessionFile::writeSamples(TrialId trial)
{
    const std::vector<ResourceSample> samples = std::exchange(m_samples[trial], {});
    return m_database->run(m_statements->samples, {trial, encodeSamples(samples)});
}

Result<void> SessionFile::writePending()
{
    for (const auto &[trial, requests] : m_requests) {
        if (requests.empty())
            continue;
        if (auto written = writeRequests(trial); !written)
            return written.error();
    }
    for (const auto &[trial, samples] : m_samples) {
        if (samples.empty())
            continue;
        if (auto written = writeSamples(trial); !written)
            return written.error();
    }
    return {};
}

} // namespace boxmark
