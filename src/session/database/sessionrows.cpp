// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/database/sessionrows.h"

#include "process/processidentity.h"
#include "session/database/rowvalue.h"
#include "session/json/noisejson.h"
#include "session/json/scenariojson.h"

#include <QCoreApplication>
#include <QFile>

#include <sys/stat.h>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("session", text);
}

Result<Session> sessionFromRow(const QSqlQuery &row)
{
    Session session;
    session.id = row.value(0).toString();
    const auto created = dateTime(row.value(1));
    bool seedKnown = false;
    const auto version = name(row.value(2));
    const auto ending = text(row.value(7));
    session.seed = row.value(3).toString().toULongLong(&seedKnown);
    if (!created || !created->isValid() || !seedKnown)
        return damagedValue(tr("The session's date or seed"));
    if (!version || !ending)
        return damagedValue(tr("The session's version or ending"));
    session.createdUtc = *created;
    session.boxmarkVersion = *version;
    session.ending = *ending;
    auto scenario = scenarioFromJson(row.value(5).toByteArray());
    if (!scenario)
        return scenario.error();
    session.scenario = scenario.take();
    session.scenario.source = row.value(4).toByteArray();
    session.notes = row.value(6).toString();
    return session;
}

/// The columns of a box begin at `first`.
std::optional<BoxFacts> boxFromRow(const QSqlQuery &row, int first)
{
    BoxFacts box;
    const auto accelerator = optionalNumber<int>(row.value(first));
    const auto cpus = optionalNumber<int>(row.value(first + 5));
    const auto memory = optionalBytes(row.value(first + 6));
    const auto machine = name(row.value(first + 1));
    const auto network = name(row.value(first + 2));
    const auto kernel = name(row.value(first + 3));
    const auto bootId = name(row.value(first + 4));
    if (!accelerator || !cpus || !memory || !machine || !network || !kernel || !bootId)
        return std::nullopt;
    if (*accelerator) {
        if (**accelerator < 0 || **accelerator > static_cast<int>(Accelerator::Tcg))
            return std::nullopt;
        box.accelerator = static_cast<Accelerator>(**accelerator);
    }
    box.machine = *machine;
    box.network = *network;
    box.kernel = *kernel;
    box.bootId = *bootId;
    box.cpus = *cpus;
    box.memory = *memory;
    return box;
}

/// What is known of the path, the loader and the computer; the columns begin at `first`. False when they are damaged.
bool addSurroundings(Trial &trial, const QSqlQuery &row, int first)
{
    const auto floor = optionalTime(row.value(first));
    const auto cpu = optionalReal(row.value(first + 1));
    const auto lateness = optionalTime(row.value(first + 2));
    const QVariant json = row.value(first + 3);
    const auto noise = json.isNull() ? std::optional(NoiseEvidence {}) : noiseFromJson(json.toByteArray());
    if (!floor || !cpu || !lateness || !noise)
        return false;
    trial.pathFloor = *floor;
    if (*cpu)
        trial.loader.busiestThread = CorePercent {**cpu};
    trial.loader.latenessP99 = *lateness;
    trial.noise = *noise;
    return true;
}

Result<Trial> trialFromRow(const QSqlQuery &row)
{
    const auto id = number<int>(row.value(0));
    const auto ordinal = number<int>(row.value(2));
    const auto state = number<int>(row.value(3));
    const auto started = dateTime(row.value(5));
    const auto coldStart = optionalTime(row.value(6));
    const auto measureStart = optionalTime(row.value(7));
    const auto measureEnd = optionalTime(row.value(8));
    const auto imageSize = optionalBytes(row.value(9));
    const auto resends = number<qint64>(row.value(10));
    const auto diskSize = optionalBytes(row.value(11));
    const auto box = boxFromRow(row, 12);
    const auto ceiling = optionalRate(row.value(19));
    const auto target = name(row.value(1));
    const auto reason = text(row.value(4));
    if (!target || !reason || !id || !ordinal || !state || *state < 0
        || *state > static_cast<int>(TrialState::Cancelled) || !started || !coldStart || !measureStart || !measureEnd
        || !imageSize || !resends || *resends < 0 || !diskSize || !box || !ceiling)
        return damagedValue(tr("A trial"));
    Trial trial {.id = *id,
        .target = *target,
        .number = *ordinal,
        .state = static_cast<TrialState>(*state),
        .reason = *reason,
        .startedUtc = *started,
        .coldStart = *coldStart,
        .measureStart = *measureStart,
        .measureEnd = *measureEnd,
        .imageSize = *imageSize,
        .diskSize = *diskSize,
        .silentResends = static_cast<quint64>(*resends),
        .ceiling = *ceiling,
        .box = *box};
    if (!addSurroundings(trial, row, 20))
        return damagedValue(tr("A trial"));
    return trial;
}

/// The columns of a trial that came with a version, or what stands for them in a file that has none.
QString columnsSince(int version, int fileVersion, const QString &columns)
{
    if (fileVersion >= version)
        return columns;
    return QStringList(columns.count(u',') + 1, u"NULL"_s).join(u", "_s);
}

/// Runs a query whose rows each add to the session.
Result<void> readTrials(Database &database, int version, Session &session)
{
    const QString sinceTwo = columnsSince(
        2, version, u"disk_size_bytes, accelerator, machine, network, kernel, boot_id, cpus, memory_bytes"_s);
    const QString sinceThree = columnsSince(
        3, version, u"ceiling_per_s, path_floor_ns, loader_cpu_percent, loader_lateness_p99_ns, noise_json"_s);
    return database.forEachRow(
        u"SELECT id, target, number, state, reason, started_utc_ms, cold_start_ns, measure_start_ns, measure_end_ns,"
        " image_size_bytes, silent_resends, %1, %2 FROM trial ORDER BY id"_s.arg(sinceTwo, sinceThree),
        {}, [&](const QSqlQuery &row) -> Result<void> {
            auto trial = trialFromRow(row);
            if (!trial)
                return trial.error();
            session.trials.append(trial.take());
            return {};
        });
}

Result<void> readEnvironment(Database &database, Session &session)
{
    return database.forEachRow(
        u"SELECT name, value FROM environment ORDER BY position"_s, {}, [&](const QSqlQuery &row) -> Result<void> {
            const auto fact = name(row.value(0));
            const auto told = text(row.value(1));
            if (!fact || !told)
                return damagedValue(tr("A fact of the computer"));
            session.environment.facts.append({*fact, *told});
            return {};
        });
}

} // namespace

Result<Session> readSession(Database &database)
{
    const auto userVersion = database.singleValue(u"PRAGMA user_version"_s);
    if (!userVersion)
        return userVersion.error();
    const int version = userVersion.value().toInt();
    std::optional<Session> session;
    const QString sinceThree = version < 3 ? u"''"_s : u"ending"_s;
    auto read = database.forEachRow(
        u"SELECT id, created_utc_ms, boxmark_version, seed, scenario_yaml, scenario_json, notes, %1 FROM session LIMIT 1"_s
            .arg(sinceThree),
        {}, [&](const QSqlQuery &row) -> Result<void> {
            auto fromRow = sessionFromRow(row);
            if (!fromRow)
                return fromRow.error();
            session = fromRow.take();
            return {};
        });
    if (read && !session)
        return Error {{}, tr("It holds no run: the program that made it ended before the run began."),
            tr("Choose another session.")};
    if (read)
        read = readEnvironment(database, *session);
    if (read)
        read = readTrials(database, version, *session);
    if (!read)
        return read.error();
    return *session;
}

Result<bool> isBeingWritten(Database &database, const QString &filePath)
{
    bool live = false;
    auto read = database.forEachRow(
        u"SELECT writer, file_node FROM format LIMIT 1"_s, {}, [&](const QSqlQuery &row) -> Result<void> {
            struct stat status
            {
            };
            live = ::stat(QFile::encodeName(filePath).constData(), &status) == 0
                && number<qint64>(row.value(1)) == static_cast<qint64>(status.st_ino)
                && isRunning(row.value(0).toString());
            return {};
        });
    if (!read)
        return read.error();
    return live;
}

} // namespace boxmark
