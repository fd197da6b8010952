// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "agentlink/agentlink.h"

#include "agent/protocol.h"
#include "base/log.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <limits>
#include <sys/stat.h>
#include <utility>

namespace boxmark {

namespace {

namespace key = protocol::key;
namespace type = protocol::type;

constexpr int mostLoggedLines = 20;

QLatin1StringView latin1(std::string_view text)
{
    return {text.data(), static_cast<qsizetype>(text.size())};
}

// The protocol's numbers count something: whole, and never below zero. Nothing for anything else.
std::optional<qint64> number(const QJsonObject &record, std::string_view name)
{
    const qint64 value = record[latin1(name)].toInteger(-1);
    if (value < 0)
        return {};
    return value;
}

QString ownBootId()
{
    QFile file(QStringLiteral("/proc/sys/kernel/random/boot_id"));
    return file.open(QIODevice::ReadOnly) ? QString::fromLatin1(file.readAll().trimmed()) : QString();
}

qint64 ownNetworkNamespace()
{
    struct stat status = {};
    return stat("/proc/self/ns/net", &status) == 0 ? static_cast<qint64>(status.st_ino) : 0;
}

std::optional<int> smallNumber(const QJsonObject &record, std::string_view name)
{
    const auto value = number(record, name);
    if (!value || *value > std::numeric_limits<int>::max())
        return {};
    return static_cast<int>(*value);
}

std::optional<QString> text(const QJsonObject &record, std::string_view name)
{
    const QJsonValue value = record[latin1(name)];
    if (!value.isString())
        return {};
    return value.toString();
}

std::optional<std::chrono::nanoseconds> duration(const QJsonObject &record, std::string_view name)
{
    const auto count = number(record, name);
    if (!count)
        return {};
    return std::chrono::nanoseconds(*count);
}

// "1.4" gives 1; nothing when it is not of that form.
std::optional<int> majorOf(const QString &version)
{
    bool isNumber = false;
    const int major = version.section(u'.', 0, 0).toInt(&isNumber);
    if (!isNumber || major < 0)
        return {};
    return major;
}

} // namespace

AgentLink::AgentLink(QObject *parent)
    : QObject(parent)
{
}

void AgentLink::attach(QIODevice *device)
{
    const auto readAll = [this, device] {
        if (device->isReadable()) // a process that has not been started is not
            feed(device->readAll());
    };
    connect(device, &QIODevice::readyRead, this, readAll);
    // What came last may lack its line end, when the agent was killed in the middle of it.
    connect(device, &QIODevice::readChannelFinished, this, [this, readAll] {
        readAll();
        if (!std::exchange(m_skipping, false) && !m_partial.isEmpty())
            takeLine(std::exchange(m_partial, {}));
    });
    readAll();
}

void AgentLink::feed(const QByteArray &bytes)
{
    constexpr auto longest = static_cast<qsizetype>(protocol::longestLine);
    qsizetype begin = 0;
    while (begin < bytes.size() && !m_failed) {
        const qsizetype end = bytes.indexOf('\n', begin);
        const qsizetype size = (end < 0 ? bytes.size() : end) - begin;
        if (!m_skipping && m_partial.size() + size > longest) {
            refuseLine(m_partial);
            m_partial.clear();
            m_skipping = true;
        }
        if (!m_skipping)
            m_partial.append(bytes.constData() + begin, size);
        if (end < 0)
            return;
        if (!std::exchange(m_skipping, false))
            takeLine(std::exchange(m_partial, {}));
        begin = end + 1;
    }
}

void AgentLink::setClockOffset(std::chrono::nanoseconds offset)
{
    m_clockOffset = offset;
}

std::optional<MonotonicTime> AgentLink::hostTime(const QJsonObject &record, std::string_view name) const
{
    const auto count = number(record, name);
    if (!count)
        return {};
    return MonotonicTime(std::chrono::nanoseconds(*count) + m_clockOffset);
}

std::optional<AgentHello> AgentLink::hello() const
{
    return m_hello;
}

int AgentLink::badLines() const
{
    return m_badLines;
}

void AgentLink::takeLine(const QByteArray &line)
{
    if (m_failed || line.trimmed().isEmpty())
        return;
    const QJsonDocument document = QJsonDocument::fromJson(line);
    if (!document.isObject() || !takeRecord(document.object()))
        refuseLine(line);
}

void AgentLink::refuseLine(const QByteArray &line)
{
    ++m_badLines;
    // Not a warning: an app that writes past its agent is no fault of ours. Not endlessly either.
    if (m_badLines <= mostLoggedLines)
        qCInfo(boxmarkLog) << "A line of the agent's stream was not understood:" << line.left(200);
}

// False when the record lacks what its type must have.
bool AgentLink::takeRecord(const QJsonObject &record)
{
    const auto name = text(record, key::type);
    if (!name)
        return false;
    using Take = bool (AgentLink::*)(const QJsonObject &);
    static constexpr std::pair<std::string_view, Take> takers[] = {
        {type::hello, &AgentLink::takeHello},
        {type::phase, &AgentLink::takePhase},
        {type::sample, &AgentLink::takeSample},
        {type::log, &AgentLink::takeLog},
        {type::note, &AgentLink::takeNote},
        {type::remark, &AgentLink::takeRemark},
        {type::exit, &AgentLink::takeExit},
        {type::failed, &AgentLink::takeFailure},
    };
    for (const auto &[known, take] : takers) {
        if (*name == latin1(known))
            return (this->*take)(record);
    }
    return true; // a later minor version's: skipped
}

void AgentLink::alignTo(const QJsonObject &hello)
{
    const auto clock = number(hello, key::clock);
    if (!clock || text(hello, key::bootId) == ownBootId())
        return;
    setClockOffset(Clock::system().now().time_since_epoch() - std::chrono::nanoseconds(*clock));
    emit note(
        tr("The app runs on a kernel with a clock of its own: its times are placed by when its first record came, "
           "and may be some milliseconds late."));
}

bool AgentLink::takeHello(const QJsonObject &record)
{
    const auto version = text(record, key::protocol);
    const auto major = version ? majorOf(*version) : std::nullopt;
    if (!major)
        return false;
    if (*major > protocol::majorVersion) {
        fail({tr("The agent in the target cannot be understood."),
            tr("It speaks version %1 of the agent protocol; this program knows version %2.")
                .arg(*version)
                .arg(protocol::majorVersion),
            tr("Use a boxmark and a boxmark-agent of the same release.")});
        return true;
    }
    if (m_alignsByHello)
        alignTo(record);
    const auto clock = hostTime(record, key::clock);
    if (!clock)
        return false;
    m_hello = AgentHello {text(record, key::version).value_or(QString()), *clock,
        text(record, key::bootId).value_or(QString()), number(record, key::pid).value_or(0),
        text(record, key::kernel).value_or(QString()), smallNumber(record, key::cpus), number(record, key::memory)};
    m_hello->sharesKernel = m_hello->bootId == ownBootId();
    m_hello->sharesNetwork
        = m_hello->sharesKernel && number(record, key::networkNamespace).value_or(0) == ownNetworkNamespace();
    emit helloReceived(*m_hello);
    return true;
}

bool AgentLink::takePhase(const QJsonObject &record)
{
    const auto name = text(record, key::name);
    const auto at = hostTime(record, key::time);
    if (!name || !at)
        return false;
    emit phaseReached(*name, *at);
    return true;
}

bool AgentLink::takeSample(const QJsonObject &record)
{
    const auto at = hostTime(record, key::time);
    const auto cpu = duration(record, key::cpu);
    const auto resident = number(record, key::resident);
    if (!at || !cpu || !resident)
        return false;
    AgentSample sample;
    sample.time = *at;
    sample.cpu = *cpu;
    sample.residentBytes = *resident;
    sample.proportionalBytes = number(record, key::proportional);
    sample.processes = smallNumber(record, key::processes).value_or(0);
    sample.groupMemoryBytes = number(record, key::groupMemory);
    sample.groupCpu = duration(record, key::groupCpu);
    sample.anonymousBytes = number(record, key::anonymous);
    sample.diskReadBytes = number(record, key::diskRead);
    sample.diskWrittenBytes = number(record, key::diskWritten);
    if (const auto load = number(record, key::load))
        sample.loadAverage = static_cast<double>(*load) / 100;
    if (m_hello && !m_hello->sharesKernel)
        sample.guestUsedBytes = number(record, key::used);
    if (m_hello && !m_hello->sharesNetwork) {
        sample.networkReceivedBytes = number(record, key::networkReceived);
        sample.networkSentBytes = number(record, key::networkSent);
    }
    emit sampled(sample);
    return true;
}

bool AgentLink::takeLog(const QJsonObject &record)
{
    const auto stream = smallNumber(record, key::stream);
    const auto line = text(record, key::text);
    if (!line || (stream != 1 && stream != 2))
        return false;
    emit appWrote(*stream, *line);
    return true;
}

bool AgentLink::takeNote(const QJsonObject &record)
{
    const auto said = text(record, key::text);
    if (!said)
        return false;
    emit note(*said);
    return true;
}

bool AgentLink::takeRemark(const QJsonObject &record)
{
    const auto said = text(record, key::text);
    if (!said)
        return false;
    emit remark(*said);
    return true;
}

bool AgentLink::takeExit(const QJsonObject &record)
{
    const auto status = smallNumber(record, key::status);
    const auto signal = smallNumber(record, key::signal);
    if (status.has_value() == signal.has_value())
        return false;
    emit appExited(status, signal);
    return true;
}

bool AgentLink::takeFailure(const QJsonObject &record)
{
    const auto what = text(record, key::what);
    if (!what)
        return false;
    fail({*what, text(record, key::why).value_or(QString()), text(record, key::remedy).value_or(QString())});
    return true;
}

void AgentLink::fail(const Error &error)
{
    m_failed = true;
    emit failed(error);
}

} // namespace boxmark
