// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "report/report.h"
#include "report/verdict/condition.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace boxmark {

struct ExportOptions
{
    ReportOptions report {};
    int width = 1600; ///< of pictures, in pixels
    double scale = 1; ///< pixels a picture has for each of those: 1 to 3
    QStringList charts {}; ///< names of the charts to draw (report/chart/pictures.h); empty: the usual ones
};

/// What formats are written from. It needs the session files no more.
struct ExportSource
{
    Report report;
    ExportOptions options;
    QList<ConditionResult> conditions {}; ///< that the run was to fail on
};

/// Writes what has a line for each record, while the report is being made.
class RecordListener
{
public:
    virtual ~RecordListener() = default;
    /// The trial as the report has it. Every record of a trial comes before those of the next.
    virtual void record(const Trial &trial, const Record &record) = 0;
    /// Once, after the last record. Returns the files written.
    virtual Result<QStringList> write(const ExportSource &source) = 0;
};

/// A format that sessions are exported in.
struct ExportFormat
{
    QString id; ///< "csv": as the command line has it
    QString title; ///< "Tables (CSV)": as a person reads it
    QString meaning; ///< one sentence: what is written, and what reads it
    bool draws = false; ///< needs the GUI thread, where alone charts are drawn
    bool usual = false; ///< written when nobody names formats
    /// Writes the format's files into a folder that exists, and returns their paths. Files of an earlier export are
    /// replaced, each as a whole.
    std::function<Result<QStringList>(const ExportSource &, const QString &directory)> write {};
    /// In the place of `write`, for what is written record by record.
    std::function<std::unique_ptr<RecordListener>(const QString &directory)> listen {};
};

/// The list that the command line, the window and every export read.
const QList<ExportFormat> &allExportFormats();
/// Null when there is none of that id.
const ExportFormat *findExportFormat(const QString &id);

} // namespace boxmark
