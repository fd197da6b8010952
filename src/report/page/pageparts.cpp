// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartlayout.h"
#include "model/boxtext.h"
#include "report/page/pagepart.h"
#include "report/page/pagetext.h"
#include "report/verdict/absence.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr double gap = 18;

QString tr(const char *text)
{
    return QCoreApplication::translate("page", text);
}

void addSpace(QList<PagePart> &parts, double height)
{
    PagePart part {height};
    part.space = true;
    parts.append(part);
}

void addHeading(QList<PagePart> &parts, const PageStyle &style, const QString &text)
{
    addSpace(parts, gap);
    addText(parts, style, text, titleFont(titleFont(style.theme.font)), style.theme.text);
    parts.last().keepWithNext = true;
    addSpace(parts, gap / 3);
    parts.last().keepWithNext = true;
}

/// How high a chart of this width is when its text is as high as the page's.
double heightOf(const ChartSpec &spec, double width, double line)
{
    constexpr double header = 8;
    constexpr double lineChart = 0.52;
    if (spec.bars.isEmpty())
        return width * lineChart;
    return line * (header + 2 * static_cast<double>(spec.bars.size()));
}

/// Charts side by side, as high as the highest needs.
void addRow(QList<PagePart> &parts, const PageStyle &style, const QList<ChartSpec> &charts, int columns)
{
    const double width = (style.contentWidth() - gap * (columns - 1)) / columns;
    const double line = QFontMetricsF(style.theme.font).height();
    double height = 0;
    for (const ChartSpec &spec : charts)
        height = std::max(height, heightOf(spec, width, line));
    PagePart part {height};
    part.paint = [charts, width, height, style](QPainter &painter, double top) {
        for (qsizetype index = 0; index < charts.size(); ++index) {
            const double left = style.margin + (width + gap) * static_cast<double>(index);
            paintChart(painter, QRectF(left, top, width, height), charts[index], style.theme);
        }
    };
    parts.append(part);
    addSpace(parts, gap);
}

/// Bars with parts need the whole width, lines half of it, and of plain bars three stand side by side.
int columnsFor(const ChartSpec &spec, const PageStyle &style)
{
    constexpr double narrowest = 480;
    const int most = std::max(1, static_cast<int>(style.contentWidth() / narrowest));
    const int wanted = !spec.keys.isEmpty() ? 1 : spec.bars.isEmpty() ? 2 : 3;
    return std::min(most, wanted);
}

void addCharts(QList<PagePart> &parts, const PageStyle &style, const QList<NamedChart> &charts)
{
    QList<ChartSpec> row;
    int columns = 0;
    const auto finish = [&] {
        if (!row.isEmpty())
            addRow(parts, style, std::exchange(row, {}), columns);
    };
    for (const NamedChart &chart : charts) {
        if (!chart.main)
            continue;
        const int wanted = columnsFor(chart.spec, style);
        if (wanted != columns || row.size() == columns)
            finish();
        columns = wanted;
        row.append(chart.spec);
    }
    finish();
}

void addTitle(QList<PagePart> &parts, const Report &report, const PageStyle &style)
{
    const ChartTheme &theme = style.theme;
    QFont title = theme.font;
    title.setPixelSize(theme.font.pixelSize() * 2);
    title.setBold(true);
    addText(parts, style, report.title(), title, theme.text);
    for (qsizetype index = 0; index < report.sessions.size(); ++index) {
        const Session &session = report.sessions[index];
        addText(parts, style, session.scenario.description, theme.font, theme.text);
        const QString when = QLocale::c().toString(session.createdUtc, u"yyyy-MM-dd HH:mm"_s);
        const QString name = report.sessions.size() > 1 ? report.sessionNames[index] + u": "_s : QString();
        addText(parts, style,
            name
                + tr("Measured %1 UTC with Boxmark %2; trials a target: %3")
                      .arg(when, session.boxmarkVersion)
                      .arg(session.scenario.trials),
            theme.font, theme.mutedText);
    }
}

/// What the computers were; what differs between them stands first, a line each.
void addEnvironment(QList<PagePart> &parts, const Report &report, const PageStyle &style)
{
    QStringList same;
    for (const EnvironmentRow &row : report.environment) {
        if (!row.differs)
            same.append(row.name + u": "_s + row.values.value(0));
        else
            addText(parts, style, tr("Differs: %1: %2").arg(row.name, row.values.join(u" | "_s)), style.theme.font,
                style.theme.text);
    }
    addText(parts, style, same.join(u" · "_s), style.theme.font, style.theme.mutedText);
}

void addNotes(QList<PagePart> &parts, const Report &report, const PageStyle &style)
{
    const ChartTheme &theme = style.theme;
    addText(parts, style,
        tr("Median of the trials [interval of the median; with fewer than six trials the range]. Inside: as the target "
           "sees itself. Host: what the computer pays for it."),
        theme.font, theme.mutedText);
    for (const QString &note : verdictNotes(report.verdicts))
        addText(parts, style, note, theme.font, theme.mutedText);
}

void addBoxes(QList<PagePart> &parts, const Report &report, const PageStyle &style)
{
    QStringList lines;
    for (const QString &target : report.comparison.targets) {
        if (const QString facts = boxFactsAsText(report.comparison.boxOf(target)); !facts.isEmpty())
            lines.append(tr("%1 ran on: %2").arg(target, facts));
    }
    if (lines.isEmpty())
        return;
    addHeading(parts, style, tr("What ran the targets"));
    for (const QString &line : lines)
        addText(parts, style, line, style.theme.font, style.theme.text);
}

void addCaveats(QList<PagePart> &parts, const Report &report, const PageStyle &style)
{
    const QStringList remarks = remarksOn(report.comparison);
    if (remarks.isEmpty())
        return;
    addHeading(parts, style, tr("To be known"));
    for (const QString &remark : remarks)
        addText(parts, style, remark, style.theme.font, style.theme.text);
}

} // namespace

void addText(
    QList<PagePart> &parts, const PageStyle &style, const QString &text, const QFont &font, const QColor &color)
{
    if (text.isEmpty())
        return;
    const double height = QFontMetricsF(font).height();
    for (const QString &line : wrapped(text, font, style.contentWidth())) {
        PagePart part {height};
        part.paint = [line, font, color, height, style](QPainter &painter, double top) {
            painter.setFont(font);
            painter.setPen(color);
            painter.drawText(QRectF(style.margin, top, style.contentWidth(), height),
                Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, line);
        };
        parts.append(part);
    }
    addSpace(parts, height / 4);
}

QList<PagePart> comparisonParts(const Report &report, const QList<NamedChart> &charts, const PageStyle &style)
{
    QList<PagePart> parts;
    addTitle(parts, report, style);
    addEnvironment(parts, report, style);
    addHeading(parts, style, tr("Figures"));
    addTable(parts, report, style);
    addSpace(parts, gap / 2);
    addNotes(parts, report, style);
    addHeading(parts, style, tr("Charts"));
    addCharts(parts, style, charts);
    addBoxes(parts, report, style);
    addCaveats(parts, report, style);
    return parts;
}

} // namespace boxmark
