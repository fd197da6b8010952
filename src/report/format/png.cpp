// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart/pictures.h"
#include "report/formats.h"
#include "report/page/pagepart.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QImageWriter>
#include <QPainter>

#include <cmath>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int sheetWidth = 1600; // of which the labels' height is good
constexpr int sheetLabelPixels = 15;

QString tr(const char *text)
{
    return QCoreApplication::translate("pictures", text);
}

Result<void> savePng(const QString &path, const QImage &image)
{
    if (image.isNull())
        return Error {tr("The picture %1 could not be drawn.").arg(QDir::toNativeSeparators(path)),
            tr("There is not enough memory for it."), tr("Choose a smaller width or scale.")};
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QImageWriter writer(&buffer, "png");
    writer.setCompression(30); // of 100: twice as fast as the default, and hardly larger
    if (!writer.write(image))
        return Error {tr("The picture %1 could not be made.").arg(QDir::toNativeSeparators(path)), writer.errorString(),
            tr("Choose a smaller width or scale.")};
    return savePicture(path, bytes);
}

} // namespace

QImage drawSheet(const Report &report, const QList<NamedChart> &charts, int width, double scale)
{
    const PageStyle style {.width = sheetWidth, .theme = pictureTheme(sheetLabelPixels)};
    const QList<PagePart> parts = comparisonParts(report, charts, style);
    double height = 2 * style.margin;
    for (const PagePart &part : parts)
        height += part.height;
    const double factor = width * scale / sheetWidth;
    QImage image(QSize(static_cast<int>(std::lround(width * scale)), static_cast<int>(std::ceil(height * factor))),
        QImage::Format_RGB32);
    if (image.isNull())
        return image;
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(factor, factor);
    double top = style.margin;
    for (const PagePart &part : parts) {
        if (part.paint)
            part.paint(painter, top);
        top += part.height;
    }
    return image;
}

Result<QStringList> writePng(const ExportSource &source, const QString &directory)
{
    const ExportOptions &options = source.options;
    if (const auto fits = checkPictureSize(options); !fits)
        return fits.error();
    const auto chosen = choosePictures(source);
    if (!chosen)
        return chosen.error();
    QStringList written;
    const auto save = [&written, &directory](const QString &name, const QImage &image) {
        written.append(QDir(directory).filePath(name + u".png"_s));
        return savePng(written.last(), image);
    };
    const ChartTheme theme = pictureTheme(labelPixels(options.width));
    for (const NamedChart &chart : chosen.value().single) {
        const QSize size = chartPictureSize(chart.spec, options.width);
        if (const auto saved = save(chart.name, renderChart(chart.spec, size, theme, options.scale)); !saved)
            return saved.error();
    }
    if (!chosen.value().sheet)
        return written;
    const QImage sheet = drawSheet(source.report, chosen.value().all, options.width, options.scale);
    if (const auto saved = save(comparisonSheet, sheet); !saved)
        return saved.error();
    return written;
}

} // namespace boxmark
