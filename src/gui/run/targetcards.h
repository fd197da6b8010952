// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/palette.h"
#include "model/targetspec.h"

#include <QList>

class QWidget;

namespace boxmark {

class TargetCard;

/// The cards of a run, one below the other, the columns of their figures in line.
class TargetCards
{
public:
    /// `holder` has a layout and owns the cards; it outlives this.
    explicit TargetCards(QWidget *holder);

    void clear();
    void add(const TargetSpec &target, const TargetStyle &style);
    bool isEmpty() const { return m_cards.isEmpty(); }
    qsizetype size() const { return m_cards.size(); }
    /// Null when the target has none.
    TargetCard *of(const QString &target) const;
    QList<TargetCard *>::const_iterator begin() const { return m_cards.begin(); }
    QList<TargetCard *>::const_iterator end() const { return m_cards.end(); }

    /// What the first `count` of them, at most all, want in height.
    int heightOf(qsizetype count) const;
    /// Everything where `room`, a width, has space for it; else without what matters least, and then with figures that
    /// end in …. No column becomes narrower than its figures have been since the cards were made.
    void align(int room);

private:
    int widestBesideColumns(bool compact) const;

    QWidget *m_holder;
    QList<TargetCard *> m_cards;
    QList<int> m_columns; ///< widths that the figures have needed so far
};

} // namespace boxmark
