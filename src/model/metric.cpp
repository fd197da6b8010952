// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/metric.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("metric", text);
}

QList<Metric> latencyMetrics(const QString &prefix, const QString &title, const QString &meaning)
{
    static const QList<std::pair<QString, QString>> statistics {{u"mean"_s, u"mean"_s}, {u"p50"_s, u"p50"_s},
        {u"p95"_s, u"p95"_s}, {u"p99"_s, u"p99"_s}, {u"p999"_s, u"p99.9"_s}, {u"max"_s, u"max"_s}};
    QList<Metric> metrics;
    for (const auto &[suffix, spoken] : statistics)
        metrics.append(
            {prefix + u'_' + suffix, title + u' ' + spoken, meaning, Unit::Milliseconds, Metric::Better::Lower});
    return metrics;
}

/// The parts of the service time. A mean is over all requests, so that the means of the parts add up.
QList<Metric> partMetrics()
{
    struct Part
    {
        QString name;
        QString title;
        QString meaning;
    };
    const QList<Part> parts {
        {u"connect"_s, tr("Connecting"),
            tr("Opening a connection; the percentiles are of the requests that opened one, the mean is of all.")},
        {u"waiting"_s, tr("Waiting"),
            tr("From the send, or from the new connection's opening, to the first byte of the response.")},
        {u"receiving"_s, tr("Receiving"), tr("From the first byte of the response to the last.")},
        {u"server_time"_s, tr("Inside the app"), tr("Work inside the app, as its Server-Timing header tells it.")},
        {u"path_time"_s, tr("Path"),
            tr("Service time less the work inside the app: what the way there and the isolation take.")}};
    static const QList<std::pair<QString, QString>> statistics {
        {u"mean"_s, u"mean"_s}, {u"p50"_s, u"p50"_s}, {u"p99"_s, u"p99"_s}};
    QList<Metric> metrics;
    for (const Part &part : parts) {
        for (const auto &[suffix, spoken] : statistics)
            metrics.append({part.name + u'_' + suffix, part.title + u' ' + spoken, part.meaning, Unit::Milliseconds,
                Metric::Better::Lower});
    }
    return metrics;
}

QList<Metric> makeMetrics()
{
    using enum Metric::Better;
    QList<Metric> metrics;
    metrics.append({u"cold_start"_s, tr("Cold start"),
        tr("From just before the launching process is spawned to the first complete 200 of the health path."),
        Unit::Milliseconds, Lower});
    metrics += latencyMetrics(u"service_time"_s, tr("Service time"), tr("From the actual send to the last byte."));
    metrics += latencyMetrics(u"response_time"_s, tr("Response time"),
        tr("From the planned send to the last byte; equal to service time in a closed loop."));
    metrics += partMetrics();
    metrics.append({u"send_lateness_p99"_s, tr("Send lateness p99"),
        tr("From the planned to the actual send: what the load generator itself adds to the response time."),
        Unit::Milliseconds, Lower});
    metrics.append({u"offered_rate"_s, tr("Offered rate"),
        tr("Requests that an open loop planned, a second of the measured window."), Unit::PerSecond, Higher});
    metrics.append({u"sent_rate"_s, tr("Sent rate"),
        tr("Of the offered requests, those that were sent and not dropped at the cap on requests in flight."),
        Unit::PerSecond, Higher});
    metrics.append({u"throughput"_s, tr("Throughput"), tr("Successful responses a second of the measured window."),
        Unit::PerSecond, Higher});
    metrics.append({u"error_rate"_s, tr("Error rate"),
        tr("Failed requests out of all that ended in the measured window."), Unit::Percent, Lower});
    metrics.append({u"cpu_inside_mean"_s, tr("CPU inside, mean"),
        tr("CPU time of the app's process tree, as the agent sees it in the target."), Unit::CorePercent, Lower});
    metrics.append({u"cpu_host_mean"_s, tr("CPU on the host, mean"), tr("CPU time that the host spends on the target."),
        Unit::CorePercent, Lower});
    metrics.append({u"memory_inside_peak"_s, tr("Memory inside, peak"),
        tr("Resident memory of the app's process tree, as the agent sees it in the target."), Unit::Bytes, Lower});
    metrics.append({u"memory_host_peak"_s, tr("Memory on the host, peak"),
        tr("Memory that the host gives to the target."), Unit::Bytes, Lower});
    metrics.append({u"memory_host_mean"_s, tr("Memory on the host, mean"),
        tr("Memory that the host gives to the target."), Unit::Bytes, Lower});
    metrics.append(
        {u"image_size"_s, tr("Image size"), tr("Size of the image that the target starts from."), Unit::Bytes, Lower});
    metrics.append({u"disk_size"_s, tr("Disk size"),
        tr("Space that the target's disks take on the host: the app's, and the system's when it has one of its own."),
        Unit::Bytes, Lower});
    return metrics;
}

} // namespace

QString Metric::betterText() const
{
    return better == Better::Lower ? tr("lower is better") : tr("higher is better");
}

const QList<Metric> &allMetrics()
{
    static const QList<Metric> metrics = makeMetrics();
    return metrics;
}

const Metric *findMetric(const QString &name)
{
    for (const Metric &metric : allMetrics()) {
        if (metric.name == name)
            return &metric;
    }
    return nullptr;
}

} // namespace boxmark
