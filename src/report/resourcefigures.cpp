// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/resourcefigures.h"

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

/// What one scope took.
struct ScopeFigures
{
    WeightedMean cpu;
    WeightedMean memory;
    std::optional<qint64> peak;
};

ScopeFigures figuresOf(Scope scope, const Trial &trial, const QList<ResourceSample> &samples)
{
    ScopeFigures figures;
    std::optional<TrialTime> before;
    for (const ResourceSample &sample : samples) {
        if (sample.scope != scope)
            continue;
        if (sample.memory)
            figures.peak = std::max(figures.peak.value_or(0), sample.memory->count);
        // The first sample of a scope has no span of its own; a nanosecond lets it count when it is the only one.
        const TrialTime span = std::max(before ? sample.time - *before : TrialTime(0), TrialTime(1));
        before = sample.time;
        const bool measured = trial.measureStart && sample.time >= *trial.measureStart
            && (!trial.measureEnd || sample.time <= *trial.measureEnd);
        if (!measured)
            continue;
        if (sample.cpu)
            figures.cpu.add(sample.cpu->value, static_cast<double>(span.count()));
        if (sample.memory)
            figures.memory.add(static_cast<double>(sample.memory->count), static_cast<double>(span.count()));
    }
    return figures;
}

void set(QMap<QString, double> &values, const QString &metric, std::optional<double> value)
{
    if (value)
        values[metric] = *value;
}

} // namespace

void addResourceFigures(QMap<QString, double> &values, const Trial &trial, const QList<ResourceSample> &samples)
{
    const ScopeFigures inside = figuresOf(Scope::Inside, trial, samples);
    const ScopeFigures host = figuresOf(Scope::Host, trial, samples);
    set(values, u"cpu_inside_mean"_s, inside.cpu.value());
    set(values, u"cpu_host_mean"_s, host.cpu.value());
    set(values, u"memory_inside_peak"_s, inside.peak);
    set(values, u"memory_host_peak"_s, host.peak);
    set(values, u"memory_host_mean"_s, host.memory.value());
}

} // namespace boxmark
