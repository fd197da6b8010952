// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/pngsheet.h"

#include "chart/chartlayout.h"
#include "chart/chartscene.h"
#include "model/boxtext.h"
#include "report/metricchart.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QLocale>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int labelPixels = 15;
constexpr double margin = 28;
constexpr double gap = 18;
constexpr double timeChartHeight = 380;

QString tr(const char *text)
{
    return QCoreApplication::translate("png", text);
}

// A long name is cut, its mark never.
QString titleThatFits(const Comparison &comparison, const QString &target, const QFontMetricsF &metrics, double width)
{
    const QString mark = comparison.titleOf(target).mid(target.size());
    return metrics.elidedText(target, Qt::ElideRight, width - metrics.horizontalAdvance(mark)) + mark;
}

// Draws one part below the other; with no painter it only measures, so that the sheet is as high as its parts.
class Sheet
{
public:
    Sheet(QPainter *painter, double width)
        : m_painter(painter)
        , m_width(width)
        , m_theme(pictureTheme(labelPixels))
    {
    }

    double height() const { return m_y + margin; }

    void text(const QString &text, const QFont &font, const QColor &color)
    {
        if (text.isEmpty())
            return;
        const QRectF place(margin, m_y, contentWidth(), 10'000);
        constexpr int flags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
        if (m_painter) {
            m_painter->setFont(font);
            m_painter->setPen(color);
            m_painter->drawText(place, flags, text);
        }
        m_y += QFontMetricsF(font).boundingRect(place, flags, text).height() + 4;
    }

    void charts(const QList<NamedChart> &charts, int columns, double chartHeight)
    {
        const double chartWidth = (contentWidth() - gap * (columns - 1)) / columns;
        m_y += gap;
        for (int index = 0; index < charts.size(); ++index) {
            const QRectF place(margin + (chartWidth + gap) * (index % columns), m_y, chartWidth, chartHeight);
            if (m_painter)
                chart(charts[index].spec, place);
            if (index % columns == columns - 1 || index == charts.size() - 1)
                m_y += chartHeight + gap;
        }
    }

    void table(const Comparison &comparison, const TargetPalette &palette);

    const ChartTheme &theme() const { return m_theme; }
    double contentWidth() const { return m_width - 2 * margin; }

private:
    void chart(const ChartSpec &spec, const QRectF &place) { paintChart(*m_painter, place, spec, m_theme); }

    QPainter *m_painter;
    double m_width;
    double m_y = margin;
    ChartTheme m_theme;
};

void Sheet::table(const Comparison &comparison, const TargetPalette &palette)
{
    const double row = QFontMetricsF(m_theme.font).height() * 1.5;
    const QFontMetricsF metrics(m_theme.font);
    double first = 0; // as wide as their texts: with many targets each column needs what is left
    double second = 0;
    for (const Comparison::Row &metric : comparison.rows) {
        first = std::max(first, metrics.horizontalAdvance(metric.metric.title) + row);
        second = std::max(second, metrics.horizontalAdvance(metric.metric.betterText()) + row);
    }
    const double column
        = (contentWidth() - first - second) / static_cast<double>(std::max<qsizetype>(1, comparison.targets.size()));
    m_y += gap;
    const auto cell = [this, row](double x, double width, int alignment, const QString &text) {
        m_painter->drawText(QRectF(x, m_y, width, row), alignment | Qt::AlignVCenter | Qt::TextSingleLine, text);
    };
    const double height = row * static_cast<double>(comparison.rows.size() + 1);
    if (!m_painter) {
        m_y += height;
        return;
    }
    m_painter->setPen(m_theme.text);
    m_painter->setFont(titleFont(m_theme.font));
    for (qsizetype target = 0; target < comparison.targets.size(); ++target) {
        const double right = margin + first + second + column * static_cast<double>(target + 1);
        const QFontMetricsF bold(m_painter->font());
        const QString title = titleThatFits(comparison, comparison.targets[target], bold, column - row * 1.5);
        const double width = bold.horizontalAdvance(title);
        cell(right - column, column, Qt::AlignRight, title);
        paintMarker(*m_painter, palette.style(comparison.targets[target]), {right - width - row / 2, m_y + row / 2},
            labelPixels * 0.8, m_theme);
        m_painter->setPen(m_theme.text);
    }
    m_painter->setFont(m_theme.font);
    for (qsizetype index = 0; index < comparison.rows.size(); ++index) {
        m_y += row;
        const Comparison::Row &metric = comparison.rows[index];
        if (index % 2 == 0)
            m_painter->fillRect(QRectF(margin, m_y, contentWidth(), row), m_theme.band);
        m_painter->setPen(m_theme.text);
        cell(margin + 6, first, Qt::AlignLeft, metric.metric.title);
        m_painter->setPen(m_theme.mutedText);
        cell(margin + first, second, Qt::AlignLeft, metric.metric.betterText());
        m_painter->setPen(m_theme.text);
        for (qsizetype target = 0; target < metric.cells.size(); ++target)
            cell(margin + first + second + column * static_cast<double>(target), column - 6, Qt::AlignRight,
                cellText(metric.metric, metric.cells[target]));
    }
    m_y += row;
}

QString computerText(const Session &session)
{
    QStringList facts;
    for (const auto &[name, value] : session.environment.facts)
        facts.append(name + u": "_s + value);
    return facts.join(u" · "_s);
}

// Those of the page, by how they look.
QList<NamedChart> chosen(const QList<NamedChart> &charts, bool (*wanted)(const ChartSpec &))
{
    QList<NamedChart> result;
    for (const NamedChart &chart : charts) {
        if (chart.main && wanted(chart.spec))
            result.append(chart);
    }
    return result;
}

bool isLines(const ChartSpec &spec)
{
    return spec.bars.isEmpty();
}

bool isWaterfall(const ChartSpec &spec)
{
    return !spec.keys.isEmpty();
}

bool isPlainBars(const ChartSpec &spec)
{
    return !spec.bars.isEmpty() && spec.keys.isEmpty();
}

void drawParts(Sheet &sheet, const Session &session, const Comparison &comparison, const QList<NamedChart> &charts,
    const TargetPalette &palette)
{
    const ChartTheme &theme = sheet.theme();
    QFont title = theme.font;
    title.setPixelSize(30);
    title.setBold(true);
    sheet.text(session.scenario.name, title, theme.text);
    sheet.text(session.scenario.description, theme.font, theme.text);
    const QString when = QLocale::c().toString(session.createdUtc, u"yyyy-MM-dd HH:mm"_s);
    sheet.text(tr("Measured %1 UTC with Boxmark %2; trials a target: %3")
                   .arg(when, session.boxmarkVersion)
                   .arg(session.scenario.trials),
        theme.font, theme.mutedText);
    sheet.text(computerText(session), theme.font, theme.mutedText);
    sheet.charts(chosen(charts, isLines), 2, timeChartHeight);
    const double targets = static_cast<double>(comparison.targets.size());
    sheet.charts(chosen(charts, isWaterfall), 1, labelPixels * 1.5 * (5 + 2.0 * targets));
    sheet.charts(chosen(charts, isPlainBars), 3, labelPixels * 1.5 * (4 + 2.0 * targets));
    sheet.table(comparison, palette);
    sheet.text(tr("Median of the trials [interval of the median; with fewer than six trials the range]. Inside: as the "
                  "target sees itself. Host: what the computer pays for it."),
        theme.font, theme.mutedText);
    for (const QString &target : comparison.targets) {
        if (const QString facts = boxFactsAsText(comparison.boxOf(target)); !facts.isEmpty())
            sheet.text(tr("%1 ran on: %2").arg(target, facts), theme.font, theme.text);
    }
    if (!comparison.caveats.isEmpty())
        sheet.text(tr("To be known: %1").arg(comparison.caveats.join(u" · "_s)), theme.font, theme.text);
}

} // namespace

QImage drawSheet(const Session &session, const Comparison &comparison, const QList<NamedChart> &charts,
    const TargetPalette &palette, int width, double scale)
{
    Sheet measure(nullptr, width);
    drawParts(measure, session, comparison, charts, palette);
    const QSizeF size(width, measure.height());
    QImage image((size * scale).toSize(), QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.scale(scale, scale);
    Sheet sheet(&painter, width);
    drawParts(sheet, session, comparison, charts, palette);
    return image;
}

} // namespace boxmark
