// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csvtables.h"
#include "report/export.h"
#include "report/exportfolder.h"
#include "report/sessioncomparison.h"
#include "report/sessionfigures.h"

namespace boxmark {

namespace {

/// The five files, written side by side in one pass over the records.
struct Tables
{
    explicit Tables(const QString &directory)
        : summary(directory)
        , trials(directory)
        , requests(directory)
        , resources(directory)
        , phases(directory)
    {
    }

    void add(const Trial &trial, const Phase &phase) { phases.add(trial, phase); }
    void add(const Trial &trial, const RequestBatch &batch) { requests.add(trial, batch); }
    void add(const Trial &trial, const ResourceSample &sample) { resources.add(trial, sample); }
    void add(const Trial &, const LogLine &) { }
    void add(const Trial &, const Caveat &) { }

    SummaryTable summary;
    TrialTable trials;
    RequestTable requests;
    ResourceTable resources;
    PhaseTable phases;
};

} // namespace

Result<QStringList> exportCsv(const SessionReader &session, const QString &directory)
{
    if (auto made = makeExportFolder(directory); !made)
        return made.error();
    Tables tables(directory);
    auto figures = readSessionFigures(session, [&](const Trial &trial, const Record &record) {
        std::visit([&](const auto &what) { tables.add(trial, what); }, record);
    });
    if (!figures)
        return figures.error();
    for (qsizetype i = 0; i < figures.value().trials.size(); ++i)
        tables.trials.add(session.session().trials[i], figures.value().trials[i]);
    tables.summary.add(comparisonOf(session.session(), figures.value()));

    QStringList written;
    for (CsvFile *file : {&tables.summary.file(), &tables.trials.file(), &tables.requests.file(),
             &tables.resources.file(), &tables.phases.file()}) {
        if (auto committed = file->commit(); !committed)
            return committed.error();
        written.append(file->path());
    }
    return written;
}

} // namespace boxmark
