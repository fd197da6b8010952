// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/chartscene.h"
#include "report/export.h"
#include "report/exportfolder.h"
#include "report/pngdata.h"
#include "report/pngsheet.h"

#include <QCoreApplication>
#include <QDir>
#include <QImageWriter>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr QSize chartSize {1600, 900};
constexpr int chartLabelPixels = 24;

// Every bar has room for its name, however many there are.
QSize barSize(const ChartSpec &spec)
{
    constexpr int leastHeight = 500;
    const int bars = static_cast<int>(spec.bars.size());
    return {chartSize.width(), std::max(leastHeight, 220 + 80 * bars)};
}

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

Result<QStringList> exportPng(const SessionReader &session, const QString &directory)
{
    const auto data = readPictureData(session);
    if (!data)
        return data.error();
    if (const auto made = makeExportFolder(directory); !made)
        return made.error();
    QStringList written;
    const auto save = [&written, &directory](const QString &name, const QImage &image) -> Result<void> {
        written.append(QDir(directory).filePath(name + u".png"_s));
        return savePicture(image, written.last());
    };
    const ChartTheme theme = pictureTheme(chartLabelPixels);
    for (const NamedChart &chart : data.value().timeCharts) {
        if (const auto saved = save(chart.name, renderChart(chart.spec, chartSize, theme)); !saved)
            return saved.error();
    }
    if (const auto &startup = data.value().startup) {
        if (const auto saved = save(startup->name, renderChart(startup->spec, barSize(startup->spec), theme)); !saved)
            return saved.error();
    }
    for (const NamedChart &chart : data.value().metricCharts) {
        const QString name = u"figure_"_s + chart.name;
        if (const auto saved = save(name, renderChart(chart.spec, barSize(chart.spec), theme)); !saved)
            return saved.error();
    }
    if (const auto saved = save(u"comparison"_s, drawSheet(session.session(), data.value())); !saved)
        return saved.error();
    return written;
}

} // namespace boxmark
