// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/theme.h"
#include "report/chart/reportcharts.h"
#include "report/report.h"

#include <QList>
#include <QString>

#include <functional>

class QPainter;

namespace boxmark {

/// A strip of a page, as wide as the page: a line of text, a row of charts, a row of a table. Pages break between them.
struct PagePart
{
    double height = 0;
    std::function<void(QPainter &, double top)> paint {}; ///< nothing when it is only space
    bool keepWithNext = false; ///< a heading must not end a page
    bool space = false; ///< left out at the top of a page
    int heading = -1; ///< index of the part that is repeated when a page breaks before this one: a table's head
};

/// What parts are laid out with: logical pixels, which a picture or a page then scales as a whole.
struct PageStyle
{
    double width = 1600;
    double margin = 28; ///< left and right, within the width
    ChartTheme theme;

    double contentWidth() const { return width - 2 * margin; }
};

/// The whole comparison from top to bottom: title, what was measured where, the table of figures and verdicts, charts,
/// what ran each target, caveats. The report must live as long as the parts.
QList<PagePart> comparisonParts(const Report &report, const QList<NamedChart> &charts, const PageStyle &style);

/// Every figure of every target and what it allows to say of the target and the baseline.
void addTable(QList<PagePart> &parts, const Report &report, const PageStyle &style);

/// Wrapped into as many lines as it needs, each a part.
void addText(
    QList<PagePart> &parts, const PageStyle &style, const QString &text, const QFont &font, const QColor &color);

} // namespace boxmark
