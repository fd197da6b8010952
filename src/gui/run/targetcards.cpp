// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/targetcards.h"

#include "gui/run/columnwidths.h"
#include "gui/run/targetcard.h"

#include <QLayout>

#include <algorithm>

namespace boxmark {

TargetCards::TargetCards(QWidget *holder)
    : m_holder(holder)
{
}

void TargetCards::clear()
{
    qDeleteAll(m_cards);
    m_cards.clear();
    m_columns.clear();
}

void TargetCards::add(const TargetSpec &target, const TargetStyle &style)
{
    auto *card = new TargetCard(target, style, m_holder);
    m_holder->layout()->addWidget(card);
    card->show(); // a layout takes no account of what was never shown
    m_cards.append(card);
}

TargetCard *TargetCards::of(const QString &target) const
{
    const auto found = std::ranges::find(m_cards, target, &TargetCard::target);
    return found == m_cards.end() ? nullptr : *found;
}

int TargetCards::heightOf(qsizetype count) const
{
    int height = 0;
    for (qsizetype index = 0; index < std::min(count, m_cards.size()); ++index)
        height += m_cards[index]->sizeHint().height() + (index > 0 ? m_holder->layout()->spacing() : 0);
    return height;
}

void TargetCards::align(int room)
{
    if (m_cards.isEmpty())
        return;
    for (const TargetCard *card : std::as_const(m_cards))
        m_columns = wider(m_columns, card->columnWidths());
    const QList<int> comfortable = wider(m_columns, m_cards.first()->comfortableWidths());
    const bool compact = widestBesideColumns(false) + totalWidth(comfortable) > room;
    const QList<int> columns
        = compact ? fittedWidths(m_columns, TargetCard::dispensable, room - widestBesideColumns(true)) : comfortable;
    for (TargetCard *card : std::as_const(m_cards)) {
        card->setCompact(compact);
        card->setColumnWidths(columns);
    }
}

int TargetCards::widestBesideColumns(bool compact) const
{
    int widest = 0;
    for (const TargetCard *card : m_cards)
        widest = std::max(widest, card->widthBesideColumns(compact));
    return widest;
}

} // namespace boxmark
