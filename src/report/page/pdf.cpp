// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/chart/pictures.h"
#include "report/formats.h"
#include "report/page/pagepart.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QDir>
#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// A page of A4 is so many logical pixels wide, of which its text is 15 high: 7 points.
constexpr double pageWidth = 1240;
constexpr int pageLabelPixels = 15;
constexpr double pageMargin = 60;

QString tr(const char *text)
{
    return QCoreApplication::translate("pictures", text);
}

/// Puts parts on pages, one below the other.
class Pages
{
public:
    Pages(QPdfWriter &writer, QPainter &painter, const PageStyle &style, const QString &title)
        : m_writer(writer)
        , m_painter(painter)
        , m_style(style)
        , m_title(title)
        , m_height(pageWidth * writer.height() / writer.width())
    {
        foot();
    }

    void add(const QList<PagePart> &parts)
    {
        for (qsizetype index = 0; index < parts.size(); ++index) {
            const PagePart &part = parts[index];
            if (m_top + heightTogether(parts, index) > m_height - pageMargin && m_top > pageMargin)
                breakPage(part.heading < 0 ? nullptr : &parts[part.heading]);
            if (!part.space || m_top > pageMargin)
                put(part);
        }
    }

private:
    /// With what must stand on the same page.
    static double heightTogether(const QList<PagePart> &parts, qsizetype index)
    {
        double height = parts[index].height;
        while (parts[index].keepWithNext && index + 1 < parts.size())
            height += parts[++index].height;
        return height;
    }

    void put(const PagePart &part)
    {
        if (part.paint)
            part.paint(m_painter, m_top);
        m_top += part.height;
    }

    void breakPage(const PagePart *heading)
    {
        m_writer.newPage();
        ++m_page;
        m_top = pageMargin;
        foot();
        if (heading)
            put(*heading);
    }

    void foot()
    {
        const double line = QFontMetricsF(m_style.theme.font).height();
        const QRectF place(m_style.margin, m_height - pageMargin + line * 0.8, m_style.contentWidth(), line);
        m_painter.setFont(m_style.theme.font);
        m_painter.setPen(m_style.theme.mutedText);
        const QString page = QString::number(m_page);
        const double room = place.width() - 3 * QFontMetricsF(m_style.theme.font).horizontalAdvance(page);
        m_painter.drawText(place, Qt::AlignLeft | Qt::TextSingleLine,
            QFontMetricsF(m_style.theme.font).elidedText(m_title, Qt::ElideRight, room));
        m_painter.drawText(place, Qt::AlignRight | Qt::TextSingleLine, page);
    }

    QPdfWriter &m_writer;
    QPainter &m_painter;
    PageStyle m_style;
    QString m_title;
    double m_height;
    double m_top = pageMargin;
    int m_page = 1;
};

/// The writer dates a file with now, and cannot be told otherwise.
void setDate(QByteArray &pdf, const QDateTime &created)
{
    static const QByteArray key = "/CreationDate (D:";
    const QByteArray digits = created.toLocalTime().toString(u"yyyyMMddHHmmss"_s).toLatin1();
    const qsizetype at = pdf.lastIndexOf(key);
    if (at >= 0 && created.isValid())
        pdf.replace(at + key.size(), digits.size(), digits);
}

} // namespace

QByteArray comparisonAsPdf(const Report &report, const QList<NamedChart> &charts)
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins({});
    writer.setResolution(300);
    writer.setTitle(report.title());
    writer.setCreator(u"Boxmark " BOXMARK_VERSION ""_s);
    QPainter painter;
    if (!painter.begin(&writer))
        return {};
    const double factor = writer.width() / pageWidth;
    painter.scale(factor, factor);
    const PageStyle style {.width = pageWidth, .margin = pageMargin, .theme = pictureTheme(pageLabelPixels)};
    Pages(writer, painter, style, report.title()).add(comparisonParts(report, charts, style));
    painter.end();
    setDate(pdf, report.sessions.isEmpty() ? QDateTime() : report.sessions.first().createdUtc);
    return pdf;
}

Result<QStringList> writePdf(const ExportSource &source, const QString &directory)
{
    const Report &report = source.report;
    const QString path = QDir(directory).filePath(comparisonSheet + u".pdf"_s);
    const QByteArray pdf = comparisonAsPdf(report, reportCharts(report));
    if (pdf.isEmpty())
        return Error {tr("The file %1 could not be made.").arg(QDir::toNativeSeparators(path)), QString(),
            tr("Free some memory and try again.")};
    if (const auto saved = savePicture(path, pdf); !saved)
        return saved.error();
    return QStringList {path};
}

} // namespace boxmark
