// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/figures/resourcefigures.h"

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

class WeightedMean
{
public:
    void add(double value, double weight)
    {
        m_weightedSum += value * weight;
        m_weight += weight;
    }
    std::optional<double> value() const
    {
        return m_weight > 0 ? std::optional(m_weightedSum / m_weight) : std::nullopt;
    }

private:
    double m_weightedSum = 0;
    double m_weight = 0;
};

/// Of one figure of one scope.
struct Course
{
    WeightedMean mean; ///< over the measured window
    std::optional<double> peak; ///< over the whole trial
    std::optional<double> windowPeak;
};

/// Of what only grows: by how much it did in the measured window.
struct Growth
{
    std::optional<qint64> before; ///< the last value before the window opened, or the first in it
    std::optional<qint64> last; ///< within the window

    std::optional<double> value() const
    {
        return before && last ? std::optional(static_cast<double>(*last - *before)) : std::nullopt;
    }
};

/// What one scope took.
struct ScopeFigures
{
    Course cpu;
    Course memory;
    std::optional<double> memoryAtStart;
    Course pss;
    Course anonymous;
    Course guestUsed;
    Course loadAverage;
    Course processes;
    Growth diskRead;
    Growth diskWritten;
    Growth networkReceived;
    Growth networkSent;
};

std::optional<double> number(std::optional<Bytes> size)
{
    return size ? std::optional(static_cast<double>(size->count)) : std::nullopt;
}

enum class When { Before, Measured, After };

When whenOf(const Trial &trial, TrialTime time)
{
    if (!trial.measureStart || time < *trial.measureStart)
        return When::Before;
    return trial.measureEnd && time > *trial.measureEnd ? When::After : When::Measured;
}

void follow(Course &course, std::optional<double> value, When when, TrialTime span)
{
    if (!value)
        return;
    course.peak = std::max(course.peak.value_or(*value), *value);
    if (when != When::Measured)
        return;
    course.windowPeak = std::max(course.windowPeak.value_or(*value), *value);
    course.mean.add(*value, static_cast<double>(span.count()));
}

void follow(Growth &growth, std::optional<Bytes> value, When when)
{
    if (!value || when == When::After)
        return;
    if (when == When::Before || !growth.before)
        growth.before = value->count;
    if (when == When::Measured)
        growth.last = value->count;
}

ScopeFigures figuresOf(Scope scope, const Trial &trial, const QList<ResourceSample> &samples)
{
    ScopeFigures figures;
    std::optional<TrialTime> before;
    for (const ResourceSample &sample : samples) {
        if (sample.scope != scope)
            continue;
        // The first sample of a scope has no span of its own; a nanosecond lets it count when it is the only one.
        const TrialTime span = std::max(before ? sample.time - *before : TrialTime(0), TrialTime(1));
        before = sample.time;
        const When when = whenOf(trial, sample.time);
        follow(figures.cpu, sample.cpu ? std::optional(sample.cpu->value) : std::nullopt, when, span);
        follow(figures.memory, number(sample.memory), when, span);
        if (!figures.memoryAtStart && trial.coldStart && sample.time >= *trial.coldStart)
            figures.memoryAtStart = number(sample.memory);
        follow(figures.pss, number(sample.pss), when, span);
        follow(figures.anonymous, number(sample.anonymous), when, span);
        follow(figures.guestUsed, number(sample.guestUsed), when, span);
        follow(figures.loadAverage, sample.loadAverage, when, span);
        follow(
            figures.processes, sample.processes ? std::optional<double>(*sample.processes) : std::nullopt, when, span);
        follow(figures.diskRead, sample.diskRead, when);
        follow(figures.diskWritten, sample.diskWritten, when);
        follow(figures.networkReceived, sample.networkReceived, when);
        follow(figures.networkSent, sample.networkSent, when);
    }
    return figures;
}

void set(QMap<QString, double> &values, const QString &metric, std::optional<double> value)
{
    if (value)
        values[metric] = *value;
}

void addTraffic(QMap<QString, double> &values, const ScopeFigures &figures, const QString &scope)
{
    set(values, u"disk_read_"_s + scope, figures.diskRead.value());
    set(values, u"disk_written_"_s + scope, figures.diskWritten.value());
    set(values, u"network_received_"_s + scope, figures.networkReceived.value());
    set(values, u"network_sent_"_s + scope, figures.networkSent.value());
}

void addInside(QMap<QString, double> &values, const Trial &trial, const ScopeFigures &inside)
{
    set(values, u"cpu_inside_mean"_s, inside.cpu.mean.value());
    set(values, u"cpu_inside_peak"_s, inside.cpu.windowPeak);
    set(values, u"memory_inside_start"_s, inside.memoryAtStart);
    set(values, u"memory_inside_peak"_s, inside.memory.peak);
    set(values, u"memory_inside_mean"_s, inside.memory.mean.value());
    set(values, u"pss_inside_peak"_s, inside.pss.peak);
    set(values, u"anonymous_inside_peak"_s, inside.anonymous.peak);
    set(values, u"guest_used_peak"_s, inside.guestUsed.peak);
    set(values, u"guest_used_mean"_s, inside.guestUsed.mean.value());
    set(values, u"processes_peak"_s, inside.processes.peak);
    set(values, u"load_average_mean"_s, inside.loadAverage.mean.value());
    set(values, u"load_average_peak"_s, inside.loadAverage.windowPeak);
    if (!trial.box.memory || trial.box.memory->count <= 0)
        return;
    const Course &used = inside.guestUsed.peak ? inside.guestUsed : inside.memory;
    const double whole = static_cast<double>(trial.box.memory->count) / 100;
    if (const auto mean = used.mean.value())
        values[u"memory_inside_share_mean"_s] = *mean / whole;
    if (used.peak)
        values[u"memory_inside_share_peak"_s] = *used.peak / whole;
}

void addHost(QMap<QString, double> &values, const ScopeFigures &host)
{
    set(values, u"cpu_host_mean"_s, host.cpu.mean.value());
    set(values, u"cpu_host_peak"_s, host.cpu.windowPeak);
    set(values, u"memory_host_start"_s, host.memoryAtStart);
    set(values, u"memory_host_peak"_s, host.memory.peak);
    set(values, u"memory_host_mean"_s, host.memory.mean.value());
    set(values, u"pss_host_peak"_s, host.pss.peak);
    set(values, u"anonymous_host_peak"_s, host.anonymous.peak);
}

} // namespace

void addResourceFigures(QMap<QString, double> &values, const Trial &trial, const QList<ResourceSample> &samples)
{
    const ScopeFigures inside = figuresOf(Scope::Inside, trial, samples);
    const ScopeFigures host = figuresOf(Scope::Host, trial, samples);
    const ScopeFigures daemons = figuresOf(Scope::Daemons, trial, samples);
    addInside(values, trial, inside);
    addHost(values, host);
    addTraffic(values, inside, u"inside"_s);
    addTraffic(values, host, u"host"_s);
    set(values, u"cpu_daemons_mean"_s, daemons.cpu.mean.value());
    set(values, u"memory_daemons_peak"_s, daemons.memory.peak);
}

} // namespace boxmark
