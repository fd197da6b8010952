// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/csv/csvfile.h"
#include "report/figures/sessionfigures.h"
#include "report/verdict/comparison.h"
#include "report/verdict/verdicts.h"

#include <array>

namespace boxmark {

// The tables of an export: how a row of each is made. Times are since the trial's origin. A cell is empty when
// there is no such figure.

/// One row a target and metric, over the completed trials, with what ran the target and how it stands to the baseline.
class SummaryTable
{
public:
    explicit SummaryTable(const QString &directory);
    void add(const Comparison &comparison, const Verdicts &verdicts);
    CsvFile &file() { return m_file; }

private:
    CsvFile m_file;
};

/// One row a trial and step of its load.
class StepTable
{
public:
    explicit StepTable(const QString &directory);
    void add(const Trial &trial, const TrialFigures &figures);
    CsvFile &file() { return m_file; }

private:
    CsvFile m_file;
};

/// One row a request of the measured window, in the order in which they ended. The warm-up is left out, so that a
/// program that knows nothing of windows gets the percentiles of summary.csv from the rows whose outcome is ok.
class RequestTable
{
public:
    explicit RequestTable(const QString &directory);
    void add(const Trial &trial, const RequestBatch &batch);
    CsvFile &file() { return m_file; }

private:
    CsvFile m_file;
    std::array<QByteArray, allOutcomes.size()> m_outcomes; ///< their names
};

/// One row a sample of the whole trial.
class ResourceTable
{
public:
    explicit ResourceTable(const QString &directory);
    void add(const Trial &trial, const ResourceSample &sample);
    CsvFile &file() { return m_file; }

private:
    CsvFile m_file;
};

/// One row a phase: start-up, warm-up, measuring, stopping.
class PhaseTable
{
public:
    explicit PhaseTable(const QString &directory);
    void add(const Trial &trial, const Phase &phase);
    CsvFile &file() { return m_file; }

private:
    CsvFile m_file;
};

/// One row a trial and caveat.
class CaveatTable
{
public:
    explicit CaveatTable(const QString &directory);
    void add(const TargetCaveat &caveat);
    CsvFile &file() { return m_file; }

private:
    CsvFile m_file;
};

} // namespace boxmark
