// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// A file for each trial whose figures count and each of its latencies: service time and, where it differs, response
// time (in a closed loop the two are one). Of ok requests of the measured window, in nanoseconds: of what the figures
// are made of. Named "service_time_docker_2.hgrm": latency, target, the trial's number.
#include "model/measured.h"
#include "report/formats.h"
#include "report/histogram/histogramlog.h"
#include "report/reportfile.h"
#include "stats/histogram.h"
#include "stats/percentiletext.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString described(const Trial &trial, const QString &latency)
{
    return u"Boxmark %1: %2, trial %3, %4 of ok requests"_s.arg(
        QCoreApplication::applicationVersion(), trial.target, QString::number(trial.number), latency);
}

/// Gathers one latency of one trial, and says at the end what its file is to hold.
class TextMaker
{
public:
    static inline const QString suffix = u".hgrm"_s;

    TextMaker(const Trial &trial, const QString &latency)
        : m_description(described(trial, latency))
    {
    }

    void add(std::chrono::nanoseconds latency, TrialTime) { m_histogram.record(latency); }
    QByteArray contents()
    {
        constexpr double nanosecondsInMillisecond = 1e6;
        return QByteArray::fromStdString(percentileText(HdrCounts(m_histogram), nanosecondsInMillisecond)) + "#["
            + m_description.simplified().toUtf8() + ", in milliseconds]\n";
    }

private:
    QString m_description;
    Histogram m_histogram;
};

/// A histogram for each second of the measured window in which a request ended well, tagged with the target. Times are
/// since the trial's origin, when its launching process was spawned.
class LogMaker
{
public:
    static inline const QString suffix = u".hlog"_s;

    LogMaker(const Trial &trial, const QString &latency)
        : m_tag(trial.target.toUtf8())
        , m_second(trial.measureStart.value_or(TrialTime(0)))
        , m_end(trial.measureEnd)
        , m_contents(histogramLogHeader(described(trial, latency) + u", in nanoseconds"_s, trial.startedUtc))
    {
    }

    // Requests come in the order in which they finished; one that is late all the same is counted in the second that
    // is open.
    void add(std::chrono::nanoseconds latency, TrialTime finished)
    {
        if (finished >= m_second + length)
            endSecond();
        if (finished >= m_second + length)
            m_second += (finished - m_second) / length * length;
        m_histogram.record(latency);
    }

    QByteArray contents()
    {
        endSecond();
        return m_contents;
    }

private:
    static constexpr TrialTime length = std::chrono::seconds(1);

    void endSecond()
    {
        if (m_histogram.count() > 0) {
            const TrialTime end = m_end ? std::clamp(*m_end, m_second, m_second + length) : m_second + length;
            m_contents += histogramLogLine({m_tag, m_second, end - m_second, HdrCounts(m_histogram)});
        }
        m_histogram.reset();
        m_second += length;
    }

    QByteArray m_tag;
    TrialTime m_second;
    std::optional<TrialTime> m_end;
    Histogram m_histogram;
    QByteArray m_contents;
};

/// "service_time_docker_2", without what a target's name may have and a file's may not.
QString fileName(const Trial &trial, const QString &latency)
{
    QString target = trial.target;
    for (QChar &letter : target) {
        if (!letter.isLetterOrNumber() && letter != u'-' && letter != u'.')
            letter = u'_';
    }
    return u"%1_%2_%3"_s.arg(latency, target, QString::number(trial.number));
}

/// What is gathered of one trial.
template <typename Maker> struct TrialMakers
{
    explicit TrialMakers(const Trial &trial)
        : trial(trial)
        , service(trial, u"service_time"_s)
        , response(trial, u"response_time"_s)
    {
    }

    void add(const RequestBatch &batch)
    {
        for (const Request &request : batch.requests) {
            if (request.outcome != Outcome::Ok || !isMeasured(trial, request))
                continue;
            service.add(request.service, request.finished());
            response.add(request.response, request.finished());
            isEmpty = false;
            differ = differ || request.response != request.service;
        }
    }

    Trial trial;
    Maker service;
    Maker response;
    bool isEmpty = true;
    bool differ = false; ///< of an open loop
};

template <typename Maker> class LatencyFiles final : public RecordListener
{
public:
    explicit LatencyFiles(const QString &directory)
        : m_directory(directory)
    {
    }

    void record(const Trial &trial, const Record &record) override
    {
        const auto *batch = std::get_if<RequestBatch>(&record);
        if (!batch || !counts(trial))
            return;
        if (m_current && (m_current->trial.id != trial.id || m_current->trial.target != trial.target))
            endTrial();
        if (!m_current)
            m_current.emplace(trial);
        m_current->add(*batch);
    }

    Result<QStringList> write(const ExportSource &) override
    {
        endTrial();
        QStringList written;
        for (const File &file : std::as_const(m_files)) {
            written.append(file.path);
            if (const auto saved = replaceFile(file.path, file.contents); !saved)
                return saved.error();
        }
        return written;
    }

private:
    struct File
    {
        QString path;
        QByteArray contents;
    };

    void endTrial()
    {
        if (m_current && !m_current->isEmpty) {
            add(u"service_time"_s, m_current->service.contents());
            if (m_current->differ)
                add(u"response_time"_s, m_current->response.contents());
        }
        m_current.reset();
    }

    void add(const QString &latency, const QByteArray &contents)
    {
        QString path = QDir(m_directory).filePath(fileName(m_current->trial, latency));
        const auto isTaken = [&](const File &file) { return file.path == path + Maker::suffix; };
        if (std::ranges::any_of(m_files, isTaken)) // two names that differ in what a file's cannot hold
            path += u'_' + QString::number(m_files.size());
        m_files.append({path + Maker::suffix, contents});
    }

    QString m_directory;
    std::optional<TrialMakers<Maker>> m_current;
    QList<File> m_files;
};

} // namespace

std::unique_ptr<RecordListener> listenForPercentileText(const QString &directory)
{
    return std::make_unique<LatencyFiles<TextMaker>>(directory);
}

std::unique_ptr<RecordListener> listenForHistogramLog(const QString &directory)
{
    return std::make_unique<LatencyFiles<LogMaker>>(directory);
}

} // namespace boxmark
