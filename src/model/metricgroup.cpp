// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/metricgroup.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("metric", text);
}

struct NamePart
{
    QLatin1StringView part;
    MetricGroup group {};
};

// The first part that a name contains decides: "disk_size" is looked up before "disk".
constexpr std::array nameParts {
    NamePart {QLatin1StringView("cold_start"), MetricGroup::StartUp},
    NamePart {QLatin1StringView("startup_"), MetricGroup::StartUp},
    NamePart {QLatin1StringView("_size"), MetricGroup::Footprint},
    NamePart {QLatin1StringView("footprint"), MetricGroup::Footprint},
    NamePart {QLatin1StringView("cpu_"), MetricGroup::Cpu},
    NamePart {QLatin1StringView("memory_"), MetricGroup::Memory},
    NamePart {QLatin1StringView("pss_"), MetricGroup::Memory},
    NamePart {QLatin1StringView("anonymous_"), MetricGroup::Memory},
    NamePart {QLatin1StringView("guest_used_"), MetricGroup::Memory},
    NamePart {QLatin1StringView("processes_"), MetricGroup::Cpu},
    NamePart {QLatin1StringView("load_average_"), MetricGroup::Cpu},
    NamePart {QLatin1StringView("disk_"), MetricGroup::Io},
    NamePart {QLatin1StringView("network_"), MetricGroup::Io},
    NamePart {QLatin1StringView("rate"), MetricGroup::Rates},
    NamePart {QLatin1StringView("throughput"), MetricGroup::Rates},
    NamePart {QLatin1StringView("time_"), MetricGroup::Latency},
    NamePart {QLatin1StringView("lateness"), MetricGroup::Latency},
};

} // namespace

const QList<MetricGroup> &allMetricGroups()
{
    using enum MetricGroup;
    static const QList<MetricGroup> groups {StartUp, Latency, Rates, Cpu, Memory, Io, Footprint, Other};
    return groups;
}

MetricGroup groupOf(const Metric &metric)
{
    const auto found = std::find_if(nameParts.begin(), nameParts.end(),
        [&metric](const NamePart &part) { return metric.name.contains(part.part); });
    if (found != nameParts.end())
        return found->group;
    return metric.unit == Unit::Milliseconds ? MetricGroup::Latency : MetricGroup::Other;
}

QString groupTitle(MetricGroup group)
{
    switch (group) {
    case MetricGroup::StartUp:
        return tr("Start-up");
    case MetricGroup::Latency:
        return tr("Latency");
    case MetricGroup::Rates:
        return tr("Rates");
    case MetricGroup::Cpu:
        return tr("CPU");
    case MetricGroup::Memory:
        return tr("Memory");
    case MetricGroup::Io:
        return tr("Input and output");
    case MetricGroup::Footprint:
        return tr("Footprint");
    case MetricGroup::Other:
        return tr("Other");
    }
    return {};
}

} // namespace boxmark
