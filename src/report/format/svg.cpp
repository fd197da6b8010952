// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartscene.h"
#include "report/chart/pictures.h"
#include "report/formats.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace boxmark {

Result<QStringList> writeSvg(const ExportSource &source, const QString &directory)
{
    if (const auto fits = checkPictureSize(source.options); !fits)
        return fits.error();
    const auto chosen = choosePictures(source);
    if (!chosen)
        return chosen.error();
    QStringList written;
    for (const NamedChart &chart : chosen.value().single) {
        written.append(QDir(directory).filePath(chart.name + u".svg"_s));
        const QSize size = chartPictureSize(chart.spec, source.options.width);
        if (const auto saved = savePicture(written.last(), chartAsSvg(chart.spec, size)); !saved)
            return saved.error();
    }
    return written;
}

} // namespace boxmark
