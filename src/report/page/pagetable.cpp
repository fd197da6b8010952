// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/draw/chartlayout.h"
#include "report/page/pagepart.h"
#include "report/page/pagetext.h"
#include "report/verdict/celltext.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr double padding = 6;

QString tr(const char *text)
{
    return QCoreApplication::translate("page", text);
}

/// The lines of a cell, the first of them the figure and the others what it allows to say.
struct Cell
{
    QStringList figure;
    QStringList verdict;

    qsizetype lines() const { return figure.size() + verdict.size(); }
};

struct Row
{
    QStringList title;
    QStringList better; ///< "lower is better"
    QList<Cell> cells;

    qsizetype lines() const
    {
        qsizetype most = title.size() + better.size();
        for (const Cell &cell : cells)
            most = std::max(most, cell.lines());
        return most;
    }
};

/// Where the columns are.
struct Columns
{
    double first; ///< width of the metrics' column
    double target; ///< width of each of the others
    double left; ///< of the first
    double width; ///< of all

    double leftOf(qsizetype index) const { return left + first + target * static_cast<double>(index); }
};

Columns columnsOf(const Report &report, const PageStyle &style)
{
    double first = 0;
    for (const Comparison::Row &row : report.comparison.rows)
        first = std::max(first, QFontMetricsF(style.theme.font).horizontalAdvance(row.metric.title));
    first = std::min(first + 3 * padding, style.contentWidth() / 4);
    const double targets = static_cast<double>(std::max<qsizetype>(1, report.comparison.targets.size()));
    return {first, (style.contentWidth() - first) / targets, style.margin, style.contentWidth()};
}

/// An interval stays on one line, and a sign of per cent with its number.
QString unbroken(QString text)
{
    for (const auto &part : {u" %"_s, u" – "_s, u" … "_s})
        text.replace(part, QString(part).replace(u' ', QChar(0xa0)));
    return text;
}

/// "×1.20 slower" of one metric and target; empty for the baseline.
QString verdictOf(const Report &report, const QString &target, const QString &metric)
{
    for (const TargetVerdicts &verdicts : report.verdicts.targets) {
        if (verdicts.target != target)
            continue;
        for (const MetricVerdict &verdict : verdicts.metrics) {
            if (verdict.metric.name == metric)
                return unbroken(effectText(verdict) + u' ' + verdictText(verdict, report.verdicts.rule));
        }
    }
    return {};
}

Row rowOf(const Report &report, const Comparison::Row &metric, const Columns &columns, const ChartTheme &theme)
{
    Row row {wrapped(metric.metric.title, theme.font, columns.first - 2 * padding),
        wrapped(metric.metric.betterText(), theme.font, columns.first - 2 * padding), {}};
    for (qsizetype index = 0; index < metric.cells.size(); ++index) {
        const QString verdict = verdictOf(report, report.comparison.targets[index], metric.metric.name);
        const double width = columns.target - 2 * padding;
        row.cells.append({wrapped(unbroken(cellText(metric.metric, metric.cells[index])), theme.font, width),
            verdict.isEmpty() ? QStringList() : wrapped(verdict, theme.font, width)});
    }
    return row;
}

/// Writes lines below each other, and moves on to where the next one goes.
void paintLines(QPainter &painter, const QStringList &lines, QRectF &place, Qt::Alignment alignment)
{
    for (const QString &line : lines) {
        painter.drawText(place, static_cast<int>(alignment | Qt::AlignTop) | Qt::TextSingleLine, line);
        place.translate(0, place.height());
    }
}

void paintRow(QPainter &painter, const Row &row, const Columns &columns, const ChartTheme &theme, double top)
{
    const double line = QFontMetricsF(theme.font).height();
    painter.setFont(theme.font);
    QRectF place(columns.left + padding, top, columns.first - 2 * padding, line);
    painter.setPen(theme.text);
    paintLines(painter, row.title, place, Qt::AlignLeft);
    painter.setPen(theme.mutedText);
    paintLines(painter, row.better, place, Qt::AlignLeft);
    for (qsizetype index = 0; index < row.cells.size(); ++index) {
        place = QRectF(columns.leftOf(index) + padding, top, columns.target - 2 * padding, line);
        painter.setPen(theme.text);
        paintLines(painter, row.cells[index].figure, place, Qt::AlignRight);
        painter.setPen(theme.mutedText);
        paintLines(painter, row.cells[index].verdict, place, Qt::AlignRight);
    }
}

/// A target's name under its marker, in the colour and shape of the charts.
void paintHead(QPainter &painter, const Report &report, const QList<QStringList> &titles, const Columns &columns,
    const ChartTheme &theme, double top)
{
    const QFont font = titleFont(theme.font);
    const double line = QFontMetricsF(font).height();
    for (qsizetype index = 0; index < titles.size(); ++index) {
        QRectF place(columns.leftOf(index) + padding, top, columns.target - 2 * padding, line);
        const TargetStyle style = report.palette.style(report.comparison.targets[index]);
        paintMarker(painter, style, {place.right() - line * 0.35, place.center().y()}, line * 0.6, theme);
        place.translate(0, line);
        painter.setFont(font);
        painter.setPen(theme.text);
        paintLines(painter, titles[index], place, Qt::AlignRight);
    }
}

PagePart headOf(const Report &report, const Columns &columns, const PageStyle &style)
{
    const QFont font = titleFont(style.theme.font);
    QList<QStringList> titles;
    qsizetype lines = 1;
    for (const QString &target : report.comparison.targets) {
        QString title = report.comparison.titleOf(target);
        if (target == report.verdicts.baseline && report.comparison.targets.size() > 1)
            title += tr(", baseline");
        titles.append(wrapped(title, font, columns.target - 2 * padding));
        lines = std::max(lines, titles.last().size());
    }
    PagePart head {QFontMetricsF(font).height() * static_cast<double>(lines + 1) + padding};
    head.paint = [&report, titles, columns, theme = style.theme](
                     QPainter &painter, double top) { paintHead(painter, report, titles, columns, theme, top); };
    head.keepWithNext = true;
    return head;
}

} // namespace

void addTable(QList<PagePart> &parts, const Report &report, const PageStyle &style)
{
    if (report.comparison.rows.isEmpty())
        return;
    const Columns columns = columnsOf(report, style);
    const double line = QFontMetricsF(style.theme.font).height();
    const int head = static_cast<int>(parts.size());
    parts.append(headOf(report, columns, style));
    bool shaded = true;
    for (const Comparison::Row &metric : report.comparison.rows) {
        const Row row = rowOf(report, metric, columns, style.theme);
        PagePart part {line * static_cast<double>(row.lines()) + padding};
        part.heading = head;
        part.paint = [row, columns, shaded, height = part.height, theme = style.theme](QPainter &painter, double top) {
            if (shaded)
                painter.fillRect(QRectF(columns.left, top, columns.width, height), theme.band);
            paintRow(painter, row, columns, theme, top + padding / 2);
        };
        parts.append(part);
        shaded = !shaded;
    }
}

} // namespace boxmark
