// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/result.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>

#include <chrono>
#include <optional>
#include <string_view>

class QIODevice;
class QJsonObject;

namespace boxmark {

/// The agent's first line.
struct AgentHello
{
    QString version;
    MonotonicTime clock; ///< when it made the line; by the host's clock, as every time that the link tells
    QString bootId; ///< kernel's boot id: the clocks are one when it equals the host's
    qint64 pid = 0; ///< in the agent's own pid namespace
    QString kernel {}; ///< release of the kernel that it runs on; empty when it did not tell (protocol 1.0)
    std::optional<int> cpus {}; ///< that it may use
    std::optional<qint64> memoryBytes {}; ///< that its kernel or its control group leaves
    bool sharesKernel = false; ///< it runs on ours
    bool sharesNetwork = false; ///< and in our network namespace
};

/// What the agent saw at one moment; counters, not rates: rates are made from differences over `time`.
struct AgentSample
{
    MonotonicTime time;
    std::chrono::nanoseconds cpu {0}; ///< CPU time of the app's process tree since its start, ended children included
    qint64 residentBytes = 0; ///< RSS, summed over the tree
    std::optional<qint64> proportionalBytes {}; ///< PSS; once a second at most
    int processes = 0;
    /// Of the container's control group, as seen inside it; only when the agent is process 1 of a container.
    std::optional<qint64> groupMemoryBytes {};
    std::optional<std::chrono::nanoseconds> groupCpu {};
    std::optional<qint64> anonymousBytes {}; ///< of the tree
    std::optional<qint64> diskReadBytes {}; ///< by the tree since the app's start, as the next one
    std::optional<qint64> diskWrittenBytes {};
    std::optional<qint64> guestUsedBytes {}; ///< total − available; only where the kernel is not the host's
    std::optional<qint64> networkReceivedBytes {}; ///< only where the network is not the host's, as the next one
    std::optional<qint64> networkSentBytes {};
    std::optional<double> loadAverage {}; ///< of the agent's kernel over one minute
};

/// The host's end of the agent protocol. Feed it bytes, or attach it to any QIODevice. One thread.
class AgentLink : public QObject
{
    Q_OBJECT
public:
    explicit AgentLink(QObject *parent = nullptr);

    /// Any part of the stream, in order.
    void feed(const QByteArray &bytes);
    /// Reads the device whenever it has something; does not own it.
    void attach(QIODevice *device);

    /// What must be added to the agent's CLOCK_MONOTONIC to have the host's: 0 where they are one, as on one kernel. To
    /// be set before the first byte; every time that is told from then on is the host's.
    void setClockOffset(std::chrono::nanoseconds offset);
    std::chrono::nanoseconds clockOffset() const { return m_clockOffset; }
    /// For a stream that nobody can ask anything over: when the agent's hello comes from another kernel than ours
    /// (gVisor), its clock is taken to have been read when it came. Every time is later by what its way took then, a
    /// few milliseconds, and a note says so. To be asked for before the first byte.
    void alignByHello() { m_alignsByHello = true; }

    std::optional<AgentHello> hello() const;
    /// Lines that were not of the protocol. A damaged line never ends the stream; the first twenty are logged.
    int badLines() const;

signals:
    void helloReceived(const boxmark::AgentHello &hello);
    /// The app's process was started, or its port was seen to listen ("app_started", "app_listening"); in a guest also
    /// what went before ("kernel", "system").
    void phaseReached(const QString &name, boxmark::MonotonicTime at);
    void sampled(const boxmark::AgentSample &sample);
    /// `stream` is 1 (stdout) or 2 (stderr).
    void appWrote(int stream, const QString &line);
    /// What the agent itself has to say, e.g. that it cannot read PSS.
    void note(const QString &text);
    /// What is good to know and changes no figure, e.g. what its own start has cost.
    void remark(const QString &text);
    /// One of the two is set.
    void appExited(std::optional<int> status, std::optional<int> signal);
    /// The agent speaks a newer major version, or says that it could not start the app. Nothing more follows.
    void failed(const boxmark::Error &error);

private:
    void takeLine(const QByteArray &line);
    void refuseLine(const QByteArray &line);
    bool takeRecord(const QJsonObject &record);
    bool takeHello(const QJsonObject &record);
    void alignTo(const QJsonObject &hello);
    bool takePhase(const QJsonObject &record);
    bool takeSample(const QJsonObject &record);
    bool takeLog(const QJsonObject &record);
    bool takeNote(const QJsonObject &record);
    bool takeRemark(const QJsonObject &record);
    bool takeExit(const QJsonObject &record);
    bool takeFailure(const QJsonObject &record);
    void fail(const Error &error);

    std::optional<MonotonicTime> hostTime(const QJsonObject &record, std::string_view name) const;

    std::chrono::nanoseconds m_clockOffset {0};
    bool m_alignsByHello = false;
    QByteArray m_partial; ///< a line whose end has not come yet
    bool m_skipping = false; ///< inside a line that is too long
    std::optional<AgentHello> m_hello;
    int m_badLines = 0;
    bool m_failed = false; ///< nothing is listened to any more
};

} // namespace boxmark
