// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/run/columnwidths.h"

#include <algorithm>
#include <numeric>

namespace boxmark {

int totalWidth(const QList<int> &widths)
{
    return std::accumulate(widths.begin(), widths.end(), 0);
}

QList<int> wider(const QList<int> &one, QList<int> other)
{
    for (qsizetype column = 0; column < one.size(); ++column)
        other[column] = std::max(one[column], other[column]);
    return other;
}

QList<int> fittedWidths(QList<int> widths, std::span<const qsizetype> dispensable, int room)
{
    int bearable = room;
    for (const qsizetype column : dispensable) {
        if (totalWidth(widths) > bearable)
            widths[column] = 0;
        bearable = room * 10 / 9;
    }
    for (int missing = totalWidth(widths) - std::max(0, room); missing > 0; --missing)
        --*std::max_element(widths.begin(), widths.end());
    return widths;
}

} // namespace boxmark
