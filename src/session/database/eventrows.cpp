// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/database/eventrows.h"

#include "session/blob/requestblob.h"
#include "session/blob/sampleblob.h"
#include "session/json/noisejson.h"
#include "session/json/scenariojson.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

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

EventRows::EventRows(Database &database, bool resumed)
    : m_database(database)
    , m_resumed(resumed)
{
}

Result<std::unique_ptr<EventRows>> EventRows::prepare(Database &database, bool resumed)
{
    std::unique_ptr<EventRows> rows(new EventRows(database, resumed));
    if (auto ready = rows->prepareStatements(); !ready)
        return ready.error();
    return rows;
}

Result<void> EventRows::prepareStatements()
{
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
        auto prepared = m_database.prepare(sql);
        if (!prepared)
            return prepared.error();
        m_statements.*statement = prepared.take();
    }
    return {};
}

Result<void> EventRows::write(const std::vector<SessionEvent> &events)
{
    m_requests.clear();
    m_samples.clear();
    for (const SessionEvent &event : events) {
        if (auto written = std::visit([this](const auto &what) { return writeEvent(what); }, event); !written)
            return written.error();
    }
    return writePending();
}

Result<void> EventRows::writeEvent(const Session &session)
{
    const QByteArray yaml = session.scenario.source.isNull() ? QByteArray("") : session.scenario.source;
    Result<void> written;
    for (const Trial &trial : session.trials) {
        if (written)
            written = writeEvent(trial);
    }
    if (!written || m_resumed)
        return written;
    written = m_database.run(m_statements.session,
        {notNull(session.id), session.createdUtc.toMSecsSinceEpoch(), notNull(session.boxmarkVersion),
            QString::number(session.seed), yaml, QString::fromUtf8(scenarioToJson(session.scenario)),
            notNull(session.notes), notNull(session.ending)});
    for (const auto &[name, value] : session.environment.facts) {
        if (written)
            written = writeEvent(Fact {name, value});
    }
    return written;
}

Result<void> EventRows::writeEvent(const Trial &trial)
{
    const BoxFacts &box = trial.box;
    return m_database.run(m_statements.trial,
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

Result<void> EventRows::writeEvent(const Fact &fact)
{
    return m_database.run(m_statements.fact, {notNull(fact.name), notNull(fact.value)});
}

Result<void> EventRows::writeEvent(const Conclusion &conclusion)
{
    return m_database.execute(u"UPDATE session SET ending = ?"_s, {notNull(conclusion.why)});
}

Result<void> EventRows::writeEvent(const TrialRecord &record)
{
    return std::visit([&](const auto &what) { return writeRecord(record.trial, what); }, record.record);
}

Result<void> EventRows::writeRecord(TrialId trial, const Phase &phase)
{
    return m_database.run(
        m_statements.phase, {trial, notNull(phase.name), qint64 {phase.start.count()}, qint64 {phase.end.count()}});
}

Result<void> EventRows::writeRecord(TrialId trial, const LogLine &line)
{
    return m_database.run(
        m_statements.logLine, {trial, static_cast<int>(line.source), qint64 {line.time.count()}, notNull(line.text)});
}

Result<void> EventRows::writeRecord(TrialId trial, const Caveat &caveat)
{
    return m_database.run(m_statements.caveat, {trial, notNull(caveat.text), static_cast<int>(caveat.kind)});
}

Result<void> EventRows::writeRecord(TrialId trial, const RequestBatch &batch)
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

Result<void> EventRows::writeRecord(TrialId trial, const ResourceSample &sample)
{
    std::vector<ResourceSample> &pending = m_samples[trial];
    pending.push_back(sample);
    return pending.size() == maximumSamplesInBlob ? writeSamples(trial) : Result<void>();
}

Result<void> EventRows::writeRequests(TrialId trial)
{
    const std::vector<Request> requests = std::exchange(m_requests[trial], {});
    return m_database.run(m_statements.requests, {trial, encodeRequests(requests)});
}

Result<void> EventRows::writeSamples(TrialId trial)
{
    const std::vector<ResourceSample> samples = std::exchange(m_samples[trial], {});
    return m_database.run(m_statements.samples, {trial, encodeSamples(samples)});
}

Result<void> EventRows::writePending()
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
