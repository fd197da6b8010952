// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/exportformat.h"

namespace boxmark {

// What the list of export formats is made of: one function a format. Each writes into a folder that exists, a file as a
// whole or not at all, and returns the paths; an Error names the file and why. exportformat.cpp says what each is for.

/// The tables of report/csv/csvtables.h and report/csv/trialtable.h.
std::unique_ptr<RecordListener> listenForCsv(const QString &directory);
/// The files of report/histogram/histogramexport.cpp: HdrHistogram's percentile text, and its interval logs.
std::unique_ptr<RecordListener> listenForPercentileText(const QString &directory);
std::unique_ptr<RecordListener> listenForHistogramLog(const QString &directory);

Result<QStringList> writeJson(const ExportSource &source, const QString &directory);
Result<QStringList> writeMarkdown(const ExportSource &source, const QString &directory);
Result<QStringList> writeText(const ExportSource &source, const QString &directory);
Result<QStringList> writeJunit(const ExportSource &source, const QString &directory);
Result<QStringList> writeBenchfmt(const ExportSource &source, const QString &directory);
Result<QStringList> writeBencher(const ExportSource &source, const QString &directory);
Result<QStringList> writeGithubBenchmark(const ExportSource &source, const QString &directory);
Result<QStringList> writeOpenMetrics(const ExportSource &source, const QString &directory);

// These draw: GUI thread.
Result<QStringList> writeHtml(const ExportSource &source, const QString &directory);
Result<QStringList> writePng(const ExportSource &source, const QString &directory);
Result<QStringList> writeSvg(const ExportSource &source, const QString &directory);
Result<QStringList> writePdf(const ExportSource &source, const QString &directory);

} // namespace boxmark
