// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/comparisondelegate.h"

#include "gui/compare/comparisonmodel.h"

#include <QApplication>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int margin = 6;
constexpr int verticalMargin = 3;

/// The value with the mark behind it; below, the verdict.
struct Lines
{
    QString value;
    QString mark;
    QString verdict;

    explicit Lines(const CellText &cell)
        : value(cell.value)
        , mark(cell.mark)
        , verdict(cell.verdict)
    {
    }
    int widthBeforeMark(const QFontMetrics &metrics) const
    {
        return metrics.horizontalAdvance(mark.isEmpty() ? value : value + u"   "_s);
    }
    int count() const { return verdict.isEmpty() ? 1 : 2; }
};

} // namespace

void ComparisonDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem plain(option);
    initStyleOption(&plain, index);
    plain.text.clear();
    if (!index.flags().testFlag(Qt::ItemIsEnabled)) { // a heading
        painter->fillRect(option.rect, option.palette.window());
        return;
    }
    const QStyle *style = option.widget ? option.widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &plain, painter, option.widget);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const Lines lines(index.data(ComparisonModel::CellRole).value<CellText>());
    const Tone tone = index.data(ComparisonModel::CellRole).value<CellText>().tone;
    const QColor text = option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text);
    const auto colored = [&](Tone wanted) { return selected ? text : toneColor(wanted, option.palette); };
    QRect line = option.rect.adjusted(margin, verticalMargin, -margin, 0);
    line.setHeight(option.fontMetrics.height());
    painter->save();
    painter->setFont(option.font);
    const auto draw = [&](const QRect &place, const QString &words, const QColor &color) {
        painter->setPen(color);
        // The words run as their language does, on the side from which the table is read.
        painter->setLayoutDirection(words.isRightToLeft() ? Qt::RightToLeft : Qt::LeftToRight);
        painter->drawText(QStyle::visualRect(option.direction, option.rect, place),
            static_cast<int>(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter))
                | Qt::AlignAbsolute,
            option.fontMetrics.elidedText(words, Qt::ElideRight, place.width()));
    };
    draw(line, lines.value, text);
    draw(line.adjusted(lines.widthBeforeMark(option.fontMetrics), 0, 0, 0), lines.mark, colored(Tone::Worse));
    draw(line.translated(0, option.fontMetrics.height()), lines.verdict, colored(tone));
    painter->restore();
}

QSize ComparisonDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    if (!index.flags().testFlag(Qt::ItemIsEnabled))
        return {0, option.fontMetrics.height() + 2 * verticalMargin};
    const Lines lines(index.data(ComparisonModel::CellRole).value<CellText>());
    const int width
        = std::max(lines.widthBeforeMark(option.fontMetrics) + option.fontMetrics.horizontalAdvance(lines.mark),
            option.fontMetrics.horizontalAdvance(lines.verdict));
    return {width + 2 * margin + 2, option.fontMetrics.height() * lines.count() + 2 * verticalMargin};
}

} // namespace boxmark
