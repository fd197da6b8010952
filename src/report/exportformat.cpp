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

QList<ExportFormat> pictureFormats()
{
    return {
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
    };
}

QList<ExportFormat> reportFormats()
{
    return {
        {.id = u"html"_s,
            .title = tr("Page (HTML)"),
            .meaning = tr("One page with figures, verdicts, charts, caveats and the computer; works without a network "
                          "and prints well."),
            .draws = true,
            .usual = true,
            .write = writeHtml},
        {.id = u"md"_s,
            .title = tr("Markdown"),
            .meaning = tr("The same without charts, for a repository or a comment."),
            .usual = true,
            .write = writeMarkdown},
        {.id = u"txt"_s,
            .title = tr("Plain text"),
            .meaning = tr("What a terminal shows, with the computer and the scenario."),
            .write = writeText},
        {.id = u"json"_s,
            .title = tr("JSON"),
            .meaning = tr("Everything that is said of the sessions, for programs; boxmark-report.schema.json describes "
                          "it."),
            .usual = true,
            .write = writeJson},
    };
}

QList<ExportFormat> trackerFormats()
{
    return {
        {.id = u"junit"_s,
            .title = tr("JUnit (XML)"),
            .meaning = tr("Each trial and each condition to fail on as a test case, for a CI server."),
            .write = writeJunit},
        {.id = u"benchfmt"_s,
            .title = tr("Go benchmarks"),
            .meaning = tr("A line a trial in Go's benchmark format, for benchstat."),
            .write = writeBenchfmt},
        {.id = u"bencher"_s,
            .title = tr("Bencher"),
            .meaning = tr("Bencher Metric Format: medians with their intervals."),
            .write = writeBencher},
        {.id = u"github"_s,
            .title = tr("github-action-benchmark"),
            .meaning = tr("Two files, for its tools customSmallerIsBetter and customBiggerIsBetter."),
            .write = writeGithubBenchmark},
        {.id = u"openmetrics"_s,
            .title = tr("OpenMetrics"),
            .meaning = tr("Gauges in base units, for Prometheus and what reads its format."),
            .write = writeOpenMetrics},
    };
}

QList<ExportFormat> histogramFormats()
{
    return {
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

QList<ExportFormat> makeFormats()
{
    const QList<ExportFormat> tables {{.id = u"csv"_s,
        .title = tr("Tables (CSV)"),
        .meaning = tr("A table each of figures, trials, requests, samples, phases and caveats, for a spreadsheet."),
        .usual = true,
        .listen = listenForCsv}};
    return tables + pictureFormats() + reportFormats() + trackerFormats() + histogramFormats();
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
