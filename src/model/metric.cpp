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
    static const QList<std::pair<QString, QString>> statistics {{u"mean"_s, u"mean"_s}, {u"min"_s, u"min"_s},
        {u"p50"_s, u"p50"_s}, {u"p95"_s, u"p95"_s}, {u"p99"_s, u"p99"_s}, {u"p999"_s, u"p99.9"_s},
        {u"max"_s, u"max"_s}};
    QList<Metric> metrics;
    for (const auto &[suffix, spoken] : statistics)
        metrics.append(
            {prefix + u'_' + suffix, title + u' ' + spoken, meaning, Unit::Milliseconds, Metric::Better::Lower});
    return metrics;
}

/// What tells how much was done, or on what, but not how well: who answers more requests also moves more bytes.
Metric fact(const QString &name, const QString &title, const QString &meaning, Unit unit)
{
    return {name, title, meaning, unit, Metric::Better::Neither};
}

Metric cost(const QString &name, const QString &title, const QString &meaning, Unit unit)
{
    return {name, title, meaning, unit, Metric::Better::Lower};
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

QList<Metric> cpuMetrics()
{
    const QString inside = tr("CPU time of the app's process tree, as the agent sees it in the target.");
    const QString host = tr("CPU time that the host spends on the target.");
    return {cost(u"cpu_inside_mean"_s, tr("CPU inside, mean"), inside, Unit::CorePercent),
        cost(u"cpu_inside_peak"_s, tr("CPU inside, peak"), inside, Unit::CorePercent),
        cost(u"cpu_host_mean"_s, tr("CPU on the host, mean"), host, Unit::CorePercent),
        cost(u"cpu_host_peak"_s, tr("CPU on the host, peak"), host, Unit::CorePercent),
        cost(u"cpu_daemons_mean"_s, tr("CPU of shared daemons, mean"),
            tr("CPU time of processes that serve several targets, such as dockerd, containerd, its shim and "
               "docker-proxy."),
            Unit::CorePercent)};
}

QList<Metric> memoryMetrics()
{
    const QString inside = tr("Resident memory of the app's process tree, as the agent sees it in the target.");
    const QString share = tr("What is used inside, out of all memory that the box has.");
    const QString guest = tr("Memory in use in the whole guest: total less available.");
    const QString host = tr("Memory that the host gives to the target.");
    const QString start = tr("The first reading since the app gave its first 200.");
    return {cost(u"memory_inside_start"_s, tr("Memory inside, at the start"), inside + u' ' + start, Unit::Bytes),
        cost(u"memory_inside_peak"_s, tr("Memory inside, peak"), inside, Unit::Bytes),
        cost(u"memory_inside_mean"_s, tr("Memory inside, mean"), inside, Unit::Bytes),
        cost(u"memory_inside_share_peak"_s, tr("Memory inside, share, peak"), share, Unit::Percent),
        cost(u"memory_inside_share_mean"_s, tr("Memory inside, share, mean"), share, Unit::Percent),
        cost(u"pss_inside_peak"_s, tr("Proportional memory inside, peak"),
            tr("Of the app's process tree, with what several processes share divided among them (PSS)."), Unit::Bytes),
        cost(u"anonymous_inside_peak"_s, tr("Anonymous memory inside, peak"),
            tr("Of the app's process tree, what no file stands behind."), Unit::Bytes),
        cost(u"guest_used_peak"_s, tr("Guest memory used, peak"), guest, Unit::Bytes),
        cost(u"guest_used_mean"_s, tr("Guest memory used, mean"), guest, Unit::Bytes),
        cost(u"memory_host_start"_s, tr("Memory on the host, at the start"), host + u' ' + start, Unit::Bytes),
        cost(u"memory_host_peak"_s, tr("Memory on the host, peak"), host, Unit::Bytes),
        cost(u"memory_host_mean"_s, tr("Memory on the host, mean"), host, Unit::Bytes),
        cost(u"pss_host_peak"_s, tr("Proportional memory on the host, peak"),
            tr("Of the target's processes on the host, with what is shared divided among all that share it (PSS)."),
            Unit::Bytes),
        cost(u"anonymous_host_peak"_s, tr("Anonymous and kernel memory on the host, peak"),
            tr("What no file stands behind, with the kernel's own for the target where a control group counts it."),
            Unit::Bytes),
        cost(u"memory_daemons_peak"_s, tr("Memory of shared daemons, peak"),
            tr("Resident memory of processes that serve several targets; all of it, whoever caused it."), Unit::Bytes)};
}

/// What is read and written within the measured window.
QList<Metric> trafficMetrics()
{
    const QString disk = tr("Moved from or to disks in the measured window, by the target's processes.");
    const QString network = tr("Moved over the box's network devices in the measured window, as the box sees it.");
    QList<Metric> metrics;
    for (const auto &[scope, where] : {std::pair {u"_inside"_s, tr("inside")}, std::pair {u"_host"_s, tr("host")}}) {
        metrics += {fact(u"disk_read"_s + scope, tr("Disk read, %1").arg(where), disk, Unit::Bytes),
            fact(u"disk_written"_s + scope, tr("Disk written, %1").arg(where), disk, Unit::Bytes),
            fact(u"network_received"_s + scope, tr("Network received, %1").arg(where), network, Unit::Bytes),
            fact(u"network_sent"_s + scope, tr("Network sent, %1").arg(where), network, Unit::Bytes)};
    }
    return metrics;
}

QList<Metric> crowdMetrics()
{
    const QString load = tr("Load average over one minute of the kernel that the app runs on: the host's own in a "
                            "process or a container.");
    return {fact(u"processes_peak"_s, tr("Processes, peak"), tr("Processes of the app's tree."), Unit::Count),
        fact(u"load_average_mean"_s, tr("Load average, mean"), load, Unit::Count),
        fact(u"load_average_peak"_s, tr("Load average, peak"), load, Unit::Count)};
}

QList<Metric> makeMetrics()
{
    using enum Metric::Better;
    QList<Metric> metrics;
    metrics.append({u"cold_start"_s, tr("Cold start"),
        tr("From just before the launching process is spawned to the first complete 200 of the health path."),
        Unit::Milliseconds, Lower});
    metrics += latencyMetrics(u"service_time"_s, tr("Service time"), tr("From the actual send to the last byte."));
    metrics.append({u"service_time_deviation"_s, tr("Service time, standard deviation"),
        tr("How far the requests of a trial lie from their mean; the root of their variance."), Unit::Milliseconds,
        Lower});
    metrics += latencyMetrics(u"response_time"_s, tr("Response time"),
        tr("From the planned send to the last byte; equal to service time in a closed loop."));
    metrics += partMetrics();
    metrics.append(fact(u"send_lateness_p99"_s, tr("Send lateness p99"),
        tr("From the planned to the actual send: what the load generator itself adds to the response time."),
        Unit::Milliseconds));
    metrics.append(fact(u"offered_rate"_s, tr("Offered rate"),
        tr("Requests that an open loop planned, a second of the measured window."), Unit::PerSecond));
    metrics.append({u"sent_rate"_s, tr("Sent rate"),
        tr("Of the offered requests, those that were sent and not dropped at the cap on requests in flight."),
        Unit::PerSecond, Higher});
    metrics.append({u"throughput"_s, tr("Throughput"), tr("Successful responses a second of the measured window."),
        Unit::PerSecond, Higher});
    metrics.append({u"error_rate"_s, tr("Error rate"),
        tr("Failed requests out of all that ended in the measured window."), Unit::Percent, Lower});
    metrics += cpuMetrics();
    metrics += memoryMetrics();
    metrics += trafficMetrics();
    metrics += crowdMetrics();
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
    switch (better) {
    case Better::Lower:
        return tr("lower is better");
    case Better::Higher:
        return tr("higher is better");
    case Better::Neither:
        return tr("neither is better");
    }
    return {};
}

QString Metric::betterName() const
{
    switch (better) {
    case Better::Lower:
        return u"lower"_s;
    case Better::Higher:
        return u"higher"_s;
    case Better::Neither:
        return u"neither"_s;
    }
    return {};
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
