// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv/csvtables.h"

#include "model/measured.h"
#include "report/csv/csvcells.h"
#include "report/figures/metriccolumn.h"
#include "report/reportfacts.h"
#include "report/verdict/steps.h"

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QStringList stepColumns()
{
    QStringList columns {u"trial"_s, u"target"_s, u"step"_s, u"title"_s, u"requests"_s};
    for (const Outcome outcome : allOutcomes)
        columns.append(outcomeName(outcome));
    for (const Metric &metric : stepMetrics())
        columns.append(nameWithUnit(metric));
    return columns;
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
    optionalInteger(m_file, sample.processes);
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
