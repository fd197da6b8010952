// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/compare/targetheader.h"

#include <QStyle>
#include <QStyleOptionHeader>

namespace boxmark {

TargetHeader::TargetHeader(QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
}

void TargetHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    const int gap = style()->pixelMetric(QStyle::PM_HeaderMargin, option, this);
    const int icon = style()->pixelMetric(QStyle::PM_SmallIconSize, option, this);
    const int space = sectionSize(section) - icon - 4 * gap;
    QStringList lines = model()->headerData(section, Qt::Horizontal).toString().split(u'\n');
    for (QString &line : lines)
        line = fontMetrics().elidedText(line, Qt::ElideMiddle, space);
    option->text = lines.join(u'\n');
}

} // namespace boxmark
