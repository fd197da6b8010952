// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

#include <span>

namespace boxmark {

int totalWidth(const QList<int> &widths);

/// Of each column the wider one. `one` may be empty.
QList<int> wider(const QList<int> &one, QList<int> other);

/// Widths that together take no more than `room`: `dispensable` columns go in their order, the first at once, the
/// others when shortening by a tenth is not enough; then the widest are shortened. A column of width 0 is left out.
QList<int> fittedWidths(QList<int> widths, std::span<const qsizetype> dispensable, int room);

} // namespace boxmark
