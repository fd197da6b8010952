// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/chartscene.h"
#include "report/formats.h"
#include "report/pngsheet.h"
#include "report/reportcharts.h"

#include <QCoreApplication>
#include <QDir>
#include <QImageWriter>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int chartWidth = 1600;

QString tr(const char *text)
{
    return QCoreApplication::translate("png", text);
}

// As a whole or not at all: a full disk leaves the file of an earlier export.
Result<void> savePicture(const QImage &image, const QString &path)
{
    QSaveFile file(path);
    const bool opened = file.open(QIODevice::WriteOnly);
    QImageWriter writer(&file, "png");
    if (opened && writer.write(image) && file.commit())
        return {};
    return Error {tr("The picture %1 could not be written.").arg(QDir::toNativeSeparators(path)),
        opened && file.error() == QFileDevice::NoError ? writer.errorString() : file.errorString(),
        tr("Choose a folder that you may write to, on a disk that has space.")};
}

} // namespace

Result<QStringList> writePng(const ExportSource &source, const QString &directory)
{
    const Report &report = source.report;
    const QList<NamedChart> charts = reportCharts(report.comparison, report.curves, report.palette);
    QStringList written;
    const auto save = [&written, &directory](const QString &name, const QImage &image) -> Result<void> {
        written.append(QDir(directory).filePath(name + u".png"_s));
        return savePicture(image, written.last());
    };
    const ChartTheme theme = pictureTheme(labelPixels(chartWidth));
    for (const NamedChart &chart : charts) {
        const QImage image = renderChart(chart.spec, chartPictureSize(chart.spec, chartWidth), theme);
        if (const auto saved = save(chart.name, image); !saved)
            return saved.error();
    }
    if (const auto saved
        = save(u"comparison"_s, drawSheet(report.sessions.first(), report.comparison, charts, report.palette));
        !saved)
        return saved.error();
    return written;
}

} // namespace boxmark
