// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv/trialtable.h"

#include "report/csv/csvcells.h"
#include "report/figures/metriccolumn.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString coldStart = u"cold_start"_s;

QStringList trialColumns()
{
    QStringList columns {u"trial"_s, u"target"_s, u"number"_s, u"state"_s, u"reason"_s, u"started_utc"_s,
        u"cold_start_ms"_s, u"measured_s"_s, u"requests"_s};
    for (const Outcome outcome : allOutcomes)
        columns.append(outcomeName(outcome));
    columns.append(u"silent_resends"_s);
    for (const Metric &metric : allMetrics()) {
        if (metric.name != coldStart)
            columns.append(nameWithUnit(metric));
    }
    columns += {u"accelerator"_s, u"machine"_s, u"network"_s, u"kernel"_s, u"boot_id"_s, u"cpus"_s, u"memory_bytes"_s};
    columns.append(u"ceiling_per_s"_s);
    columns
        += {u"path_floor_us"_s, u"loader_cpu_percent"_s, u"loader_lateness_p99_us"_s, u"caveat_kinds"_s, u"caveats"_s};
    columns += {u"steal_percent"_s, u"cpu_pressure_percent"_s, u"memory_pressure_percent"_s, u"io_pressure_percent"_s,
        u"load_before"_s, u"load_after"_s, u"governor"_s, u"turbo"_s, u"throttles"_s, u"swapped_in_bytes"_s,
        u"swapped_out_bytes"_s, u"cached_percent"_s, u"others_cpu_percent"_s, u"busiest_others"_s};
    return columns;
}

void boxCells(CsvFile &file, const BoxFacts &box)
{
    acceleratorCell(file, box.accelerator);
    for (const QString &text : {box.machine, box.network, box.kernel, box.bootId})
        file.text(text);
    optionalInteger(file, box.cpus);
    optionalBytes(file, box.memory);
}

std::optional<double> microseconds(const std::optional<std::chrono::nanoseconds> &time)
{
    if (!time)
        return std::nullopt;
    return std::chrono::duration<double, std::micro>(*time).count();
}

std::optional<double> percent(const std::optional<CorePercent> &cpu)
{
    return cpu ? std::optional(cpu->value) : std::nullopt;
}

/// "disturbed; floor": each once, in the order of their numbers, notes left out: those stand in every trial.
QString kindsAsText(const QList<Caveat> &caveats)
{
    QStringList kinds;
    for (const CaveatKind kind : allCaveatKinds) {
        const bool said
            = std::any_of(caveats.begin(), caveats.end(), [kind](const Caveat &caveat) { return caveat.kind == kind; });
        if (said && kind != CaveatKind::Note)
            kinds << caveatKindName(kind);
    }
    return kinds.join(u"; "_s);
}

QString textsOf(const QList<Caveat> &caveats)
{
    QStringList texts;
    for (const Caveat &caveat : caveats) {
        if (!texts.contains(caveat.text))
            texts << caveat.text;
    }
    return texts.join(u' ');
}

QString busiestAsText(const QList<BusyProcess> &busiest)
{
    QStringList parts;
    for (const BusyProcess &process : busiest)
        parts << u"%1 %2"_s.arg(process.name).arg(process.cpu.value, 0, 'f', 1);
    return parts.join(u"; "_s);
}

void noiseCells(CsvFile &file, const NoiseEvidence &noise)
{
    for (const std::optional<double> &value :
        {noise.steal, noise.cpuPressure, noise.memoryPressure, noise.ioPressure, noise.loadBefore, noise.loadAfter})
        optionalNumber(file, value);
    file.text(noise.governor);
    if (noise.turbo)
        file.text(*noise.turbo ? u"on"_s : u"off"_s);
    else
        file.empty();
    optionalInteger(file, noise.throttles);
    optionalBytes(file, noise.swappedIn);
    optionalBytes(file, noise.swappedOut);
    optionalNumber(file, noise.cached);
    optionalNumber(file, percent(noise.othersCpu));
    file.text(busiestAsText(noise.busiest));
}

std::optional<double> measuredSeconds(const Trial &trial)
{
    if (!trial.measureStart || !trial.measureEnd)
        return std::nullopt;
    return std::chrono::duration<double>(*trial.measureEnd - *trial.measureStart).count();
}

} // namespace

TrialTable::TrialTable(const QString &directory)
    : m_file(directory + u"/trials.csv"_s, trialColumns())
{
}

void TrialTable::add(const Trial &trial, const TrialFigures &figures, const QList<Caveat> &caveats)
{
    m_file.integer(trial.id);
    m_file.text(trial.target);
    m_file.integer(trial.number);
    m_file.text(trialStateName(trial.state));
    m_file.text(trial.reason);
    m_file.text(trial.startedUtc.toString(Qt::ISODateWithMs));
    optionalNumber(m_file, figures.value(coldStart));
    optionalNumber(m_file, measuredSeconds(trial));
    m_file.integer(static_cast<qint64>(figures.measuredRequests));
    outcomeCells(m_file, figures.outcomes);
    m_file.integer(static_cast<qint64>(trial.silentResends));
    for (const Metric &metric : allMetrics()) {
        if (metric.name != coldStart)
            optionalNumber(m_file, figures.value(metric.name));
    }
    boxCells(m_file, trial.box);
    optionalNumber(m_file, trial.ceiling ? std::optional(trial.ceiling->perSecond) : std::nullopt);
    optionalNumber(m_file, microseconds(trial.pathFloor));
    optionalNumber(m_file, percent(trial.loader.busiestThread));
    optionalNumber(m_file, microseconds(trial.loader.latenessP99));
    m_file.text(kindsAsText(caveats));
    m_file.text(textsOf(caveats));
    noiseCells(m_file, trial.noise);
    m_file.endRow();
}

} // namespace boxmark
