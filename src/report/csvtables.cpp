// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csvtables.h"

#include "model/measured.h"
#include "report/metriccolumn.h"
#include "report/reportfacts.h"
#include "report/steps.h"

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

void optionalNumber(CsvFile &file, std::optional<double> value)
{
    if (value)
        file.number(*value);
    else
        file.empty();
}

void optionalTime(CsvFile &file, const std::optional<RequestTicks> &time)
{
    if (time)
        file.tenths(time->count());
    else
        file.empty();
}

void acceleratorCell(CsvFile &file, std::optional<Accelerator> accelerator)
{
    if (accelerator)
        file.text(acceleratorName(*accelerator));
    else
        file.empty();
}

void optionalBytes(CsvFile &file, const std::optional<Bytes> &size)
{
    if (size)
        file.integer(size->count);
    else
        file.empty();
}

void outcomeCells(CsvFile &file, const std::array<quint64, allOutcomes.size()> &outcomes)
{
    for (const quint64 count : outcomes)
        file.integer(static_cast<qint64>(count));
}

QStringList stepColumns()
{
    QStringList columns {u"trial"_s, u"target"_s, u"step"_s, u"title"_s, u"requests"_s};
    for (const Outcome outcome : allOutcomes)
        columns.append(outcomeName(outcome));
    for (const Metric &metric : stepMetrics())
        columns.append(nameWithUnit(metric));
    return columns;
}

void boxCells(CsvFile &file, const BoxFacts &box)
{
    acceleratorCell(file, box.accelerator);
    for (const QString &text : {box.machine, box.network, box.kernel, box.bootId})
        file.text(text);
    if (box.cpus)
        file.integer(*box.cpus);
    else
        file.empty();
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
    if (noise.throttles)
        file.integer(*noise.throttles);
    else
        file.empty();
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

/// Nanoseconds in tenths of a microsecond, the resolution of requests.
qint64 inTenthsOfMicroseconds(TrialTime time)
{
    return std::chrono::duration_cast<RequestTicks>(time).count();
}

/// A difference (of what may be zero) has no ratio.
void verdictCells(CsvFile &file, const Verdicts &verdicts, const QString &target, const QString &metric)
{
    const MetricVerdict *verdict = findVerdict(verdicts, target, metric);
    if (!verdict) {
        for (int i = 0; i < 5; ++i)
            file.empty();
        return;
    }
    file.text(verdicts.baseline);
    const Effect::Interval &mean = verdict->effect.mean;
    const bool isRatio = verdict->effect.scale == Effect::Scale::Ratio;
    for (const double value : {mean.value, mean.low, mean.high})
        optionalNumber(file, isRatio ? std::optional(value) : std::nullopt);
    file.text(verdictWord(*verdict));
}

} // namespace

SummaryTable::SummaryTable(const QString &directory)
    : m_file(directory + u"/summary.csv"_s,
        {u"target"_s, u"metric"_s, u"unit"_s, u"trials"_s, u"median"_s, u"low"_s, u"high"_s, u"min"_s, u"max"_s,
            u"mean"_s, u"standard_deviation"_s, u"accelerator"_s, u"baseline"_s, u"ratio"_s, u"ratio_low"_s,
            u"ratio_high"_s, u"verdict"_s})
{
}

void SummaryTable::add(const Comparison &comparison, const Verdicts &verdicts)
{
    for (qsizetype target = 0; target < comparison.targets.size(); ++target) {
        const auto accelerator = comparison.boxOf(comparison.targets[target]).accelerator;
        for (const Comparison::Row &row : comparison.rows) {
            const ComparisonCell &cell = row.cells[target];
            if (cell.trials == 0)
                continue;
            m_file.text(comparison.targets[target]);
            m_file.text(row.metric.name);
            m_file.text(unitSymbol(row.metric.unit));
            m_file.integer(cell.trials);
            for (const double value : {cell.median, cell.low, cell.high, cell.minimum, cell.maximum, cell.mean})
                m_file.number(value);
            optionalNumber(m_file, cell.deviation);
            acceleratorCell(m_file, accelerator);
            verdictCells(m_file, verdicts, comparison.targets[target], row.metric.name);
            m_file.endRow();
        }
    }
}

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

StepTable::StepTable(const QString &directory)
    : m_file(directory + u"/steps.csv"_s, stepColumns())
{
}

void StepTable::add(const Trial &trial, const TrialFigures &figures)
{
    for (const StepFigures &step : figures.steps) {
        m_file.integer(trial.id);
        m_file.text(trial.target);
        m_file.integer(step.step + 1); // as people count
        m_file.text(step.title);
        m_file.integer(static_cast<qint64>(step.measuredRequests));
        outcomeCells(m_file, step.outcomes);
        for (const Metric &metric : stepMetrics()) {
            const auto value = step.values.constFind(metric.name);
            optionalNumber(m_file, value == step.values.cend() ? std::nullopt : std::optional(*value));
        }
        m_file.endRow();
    }
}

RequestTable::RequestTable(const QString &directory)
    : m_file(directory + u"/requests.csv"_s,
        {u"trial"_s, u"target"_s, u"started_us"_s, u"service_us"_s, u"response_us"_s, u"status"_s, u"outcome"_s,
            u"bytes"_s, u"step"_s, u"connect_us"_s, u"waiting_us"_s, u"receiving_us"_s, u"server_us"_s})
{
    for (const Outcome outcome : allOutcomes)
        m_outcomes[static_cast<std::size_t>(outcome)] = CsvFile::encoded(outcomeName(outcome));
}

void RequestTable::add(const Trial &trial, const RequestBatch &batch)
{
    const QByteArray common = QByteArray::number(trial.id) + ',' + CsvFile::encoded(trial.target);
    for (const Request &request : batch.requests) {
        if (!isMeasured(trial, request))
            continue;
        m_file.verbatim(common);
        m_file.tenths((request.finished() - request.service).count()); // the actual send, not the planned one
        m_file.tenths(request.service.count());
        m_file.tenths(request.response.count());
        m_file.integer(request.status);
        m_file.verbatim(m_outcomes[static_cast<std::size_t>(request.outcome)]);
        m_file.integer(request.bytes);
        m_file.integer(request.step + 1); // as people count
        for (const auto &part : {measuredTime(request.connect), measuredTime(request.waiting), request.receiving(),
                 measuredTime(request.server)})
            optionalTime(m_file, part);
        m_file.endRow();
    }
}

ResourceTable::ResourceTable(const QString &directory)
    : m_file(directory + u"/resources.csv"_s,
        {u"trial"_s, u"target"_s, u"scope"_s, u"time_us"_s, u"cpu_percent"_s, u"memory_bytes"_s, u"pss_bytes"_s,
            u"anonymous_bytes"_s, u"guest_used_bytes"_s, u"disk_read_bytes"_s, u"disk_written_bytes"_s,
            u"network_received_bytes"_s, u"network_sent_bytes"_s, u"load_average"_s, u"processes"_s})
{
}

void ResourceTable::add(const Trial &trial, const ResourceSample &sample)
{
    m_file.integer(trial.id);
    m_file.text(trial.target);
    m_file.text(scopeName(sample.scope));
    m_file.tenths(inTenthsOfMicroseconds(sample.time));
    optionalNumber(m_file, sample.cpu ? std::optional(sample.cpu->value) : std::nullopt);
    for (const std::optional<Bytes> &size : {sample.memory, sample.pss, sample.anonymous, sample.guestUsed,
             sample.diskRead, sample.diskWritten, sample.networkReceived, sample.networkSent})
        optionalBytes(m_file, size);
    optionalNumber(m_file, sample.loadAverage);
    if (sample.processes)
        m_file.integer(*sample.processes);
    else
        m_file.empty();
    m_file.endRow();
}

PhaseTable::PhaseTable(const QString &directory)
    : m_file(directory + u"/phases.csv"_s, {u"trial"_s, u"target"_s, u"phase"_s, u"start_us"_s, u"end_us"_s})
{
}

void PhaseTable::add(const Trial &trial, const Phase &phase)
{
    m_file.integer(trial.id);
    m_file.text(trial.target);
    m_file.text(phase.name);
    m_file.tenths(inTenthsOfMicroseconds(phase.start));
    m_file.tenths(inTenthsOfMicroseconds(phase.end));
    m_file.endRow();
}

CaveatTable::CaveatTable(const QString &directory)
    : m_file(directory + u"/caveats.csv"_s, {u"trial"_s, u"target"_s, u"kind"_s, u"text"_s})
{
}

void CaveatTable::add(const TargetCaveat &caveat)
{
    for (const TrialId trial : caveat.trials) {
        m_file.integer(trial);
        m_file.text(caveat.target);
        m_file.text(caveatKindName(caveat.caveat.kind));
        m_file.text(caveat.caveat.text);
        m_file.endRow();
    }
}

} // namespace boxmark
