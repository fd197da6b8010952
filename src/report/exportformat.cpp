// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/exportformat.h"

#include "report/formats.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

QList<ExportFormat> makeFormats()
{
    return {
        {.id = u"csv"_s,
            .title = tr("Tables (CSV)"),
            .meaning = tr("A table each of figures, trials, requests, samples and phases, for a spreadsheet."),
            .usual = true,
            .listen = listenForCsv},
        {.id = u"png"_s,
            .title = tr("Pictures (PNG)"),
            .meaning = tr("Every chart, and the whole comparison on one sheet."),
            .draws = true,
            .usual = true,
            .write = writePng},
        {.id = u"svg"_s,
            .title = tr("Drawings (SVG)"),
            .meaning = tr("Every chart, sharp at any size and with text that can be edited."),
            .draws = true,
            .write = writeSvg},
        {.id = u"pdf"_s,
            .title = tr("Pages (PDF)"),
            .meaning = tr("The whole comparison, to print or to send: figures, verdicts, charts, caveats."),
            .draws = true,
            .write = writePdf},
        {.id = u"hgrm"_s,
            .title = tr("Percentiles (HdrHistogram)"),
            .meaning = tr("The latency of each trial as a percentile text, for HdrHistogram's plotter and its kin."),
            .listen = listenForPercentileText},
        {.id = u"hlog"_s,
            .title = tr("Interval logs (HdrHistogram)"),
            .meaning
            = tr("A histogram of latency for each second of each trial, for HistogramLogProcessor and its kin."),
            .listen = listenForHistogramLog},
    };
}

} // namespace

const QList<ExportFormat> &allExportFormats()
{
    static const QList<ExportFormat> formats = makeFormats();
    return formats;
}

const ExportFormat *findExportFormat(const QString &id)
{
    for (const ExportFormat &format : allExportFormats()) {
        if (format.id == id)
            return &format;
    }
    return nullptr;
}

} // namespace boxmark
