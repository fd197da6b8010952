// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/metricheader.h"

#include "gui/compare/comparisonmodel.h"

#include <QPainter>
#include <QStyle>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int margin = 6;
constexpr int verticalMargin = 3;

QFont bold(QFont font)
{
    font.setBold(true);
    return font;
}

} // namespace

MetricHeader::MetricHeader(QWidget *parent)
    : QHeaderView(Qt::Vertical, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setSectionResizeMode(QHeaderView::Fixed);
}

QString MetricHeader::title(int section) const
{
    return model()->headerData(section, orientation()).toString();
}

QString MetricHeader::direction(int section) const
{
    return model()->headerData(section, orientation(), ComparisonModel::DirectionRole).toString();
}

// Below the last row the table goes on in its own colour.
void MetricHeader::paintEvent(QPaintEvent *event)
{
    QHeaderView::paintEvent(event);
    const int end = length() - offset();
    if (end < viewport()->height())
        QPainter(viewport())
            .fillRect(0, end, viewport()->width(), viewport()->height() - end, palette().color(QPalette::Base));
}

void MetricHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const QString better = direction(section);
    painter->save();
    const QPalette::ColorRole row = section % 2 == 0 ? QPalette::Base : QPalette::AlternateBase; // as in the table
    painter->fillRect(rect, palette().color(better.isEmpty() ? QPalette::Window : row));
    painter->setPen(palette().color(QPalette::Text));
    painter->setFont(better.isEmpty() ? bold(font()) : font());
    QRect line = rect.adjusted(margin, verticalMargin, -margin, 0);
    line.setHeight(fontMetrics().height());
    const auto draw = [&](const QString &text) { // drawText() sees to the side, not to the place
        painter->drawText(QStyle::visualRect(layoutDirection(), rect, line), Qt::AlignLeft | Qt::AlignVCenter, text);
    };
    draw(title(section));
    if (rect.height() < 2 * fontMetrics().height()) // one line: beside the title
        line.setLeft(line.left() + fontMetrics().horizontalAdvance(title(section) + u"  "_s));
    else
        line.translate(0, fontMetrics().height());
    painter->setFont(font());
    painter->setPen(palette().color(QPalette::PlaceholderText));
    draw(better);
    painter->restore();
}

// Of one line: how many there are follows from the cells.
QSize MetricHeader::sectionSizeFromContents(int section) const
{
    const QString better = direction(section);
    const int name = QFontMetrics(better.isEmpty() ? bold(font()) : font()).horizontalAdvance(title(section));
    const int second = fontMetrics().horizontalAdvance(better);
    const auto *comparison = qobject_cast<const ComparisonModel *>(model());
    const bool oneLine = comparison && !comparison->hasVerdicts();
    const int width = oneLine ? name + fontMetrics().horizontalAdvance(u"  "_s) + second : std::max(name, second);
    return {width + 2 * margin + 2, fontMetrics().height() + 2 * verticalMargin};
}

} // namespace boxmark
