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
