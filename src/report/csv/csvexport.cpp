// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv/csvtables.h"
#include "report/csv/trialtable.h"
#include "report/formats.h"

#include <QMap>

#include <utility>

namespace boxmark {

namespace {

/// The files, written side by side in one pass over the records.
class Tables final : public RecordListener
{
public:
    explicit Tables(const QString &directory)
        : m_summary(directory)
        , m_trials(directory)
        , m_steps(directory)
        , m_requests(directory)
        , m_resources(directory)
        , m_phases(directory)
        , m_caveats(directory)
    {
    }

    void record(const Trial &trial, const Record &record) override
    {
        std::visit([&](const auto &what) { add(trial, what); }, record);
    }

    Result<QStringList> write(const ExportSource &source) override;

private:
    void add(const Trial &trial, const Phase &phase) { m_phases.add(trial, phase); }
    void add(const Trial &trial, const RequestBatch &batch) { m_requests.add(trial, batch); }
    void add(const Trial &trial, const ResourceSample &sample) { m_resources.add(trial, sample); }
    void add(const Trial &, const LogLine &) { }
    void add(const Trial &trial, const Caveat &caveat) { m_told[key(trial)].append(caveat); }

    static std::pair<QString, TrialId> key(const Trial &trial) { return {trial.target, trial.id}; }

    QMap<std::pair<QString, TrialId>, QList<Caveat>> m_told; ///< of each trial
    SummaryTable m_summary;
    TrialTable m_trials;
    StepTable m_steps;
    RequestTable m_requests;
    ResourceTable m_resources;
    PhaseTable m_phases;
    CaveatTable m_caveats;
};

Result<QStringList> Tables::write(const ExportSource &source)
{
    for (const ReportTrial &trial : source.report.trials) {
        m_trials.add(trial.trial, trial.figures, m_told.value(key(trial.trial)));
        m_steps.add(trial.trial, trial.figures);
    }
    m_summary.add(source.report.comparison, source.report.verdicts);
    for (const TargetCaveat &caveat : source.report.caveats)
        m_caveats.add(caveat);
    QStringList written;
    for (CsvFile *file : {&m_summary.file(), &m_trials.file(), &m_steps.file(), &m_requests.file(), &m_resources.file(),
             &m_phases.file(), &m_caveats.file()}) {
        if (auto committed = file->commit(); !committed)
            return committed.error();
        written.append(file->path());
    }
    return written;
}

} // namespace

std::unique_ptr<RecordListener> listenForCsv(const QString &directory)
{
    return std::make_unique<Tables>(directory);
}

} // namespace boxmark
