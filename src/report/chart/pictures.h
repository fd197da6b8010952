// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/chart/reportcharts.h"
#include "report/exportformat.h"

#include <QByteArray>
#include <QImage>
#include <QString>
#include <QStringList>

namespace boxmark {

/// What the sheet of the whole comparison is called among the charts.
inline const QString comparisonSheet = QStringLiteral("comparison");

/// In ExportOptions::charts: every chart and that sheet.
inline const QString everyChart = QStringLiteral("all");

/// Whether pictures of this size can be drawn: 320 to 4000 pixels wide, 1 to 3 times as large, at most 8000 pixels in
/// all. Known before anything is read.
Result<void> checkPictureSize(const ExportOptions &options);

/// Every name that ExportOptions::charts may hold, also those of charts that only some sessions have.
QStringList knownCharts();
/// What a person is told of such names: metrics have a chart each, too many to list.
QString chartNamesText(QStringList names);

/// What is to be drawn of a report.
struct ChosenPictures
{
    QList<NamedChart> all; ///< of the report
    QList<NamedChart> single; ///< those that get a file of their own
    bool sheet = true; ///< the whole comparison gets one too
};
/// Those that the options name; when they name none, the usual ones and the sheet. An Error names those that there are.
Result<ChosenPictures> choosePictures(const ExportSource &source);

/// The whole comparison on one sheet of `width` pixels (times `scale`), as high as it needs to be. Null when there is
/// not enough memory. Needs a QApplication; GUI thread.
QImage drawSheet(const Report &report, const QList<NamedChart> &charts, int width = 1600, double scale = 1);

/// The whole comparison on pages of A4, its text as text, dated as the session is: the same report gives the same
/// bytes. Empty when it could not be made. Needs a QApplication; GUI thread.
QByteArray comparisonAsPdf(const Report &report, const QList<NamedChart> &charts);

/// Writes a file as a whole or not at all: a full disk leaves the one of an earlier export.
Result<void> savePicture(const QString &path, const QByteArray &bytes);

} // namespace boxmark
