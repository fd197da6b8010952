// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"

#include <QList>
#include <QPointF>

namespace boxmark {

/// The points within `range`, and the nearest one on each side of it so that lines leave the plot where they should.
/// When there are more than two a column, each of the `columns` pixel columns keeps its lowest and its highest, in
/// their order: the drawing is the same, its cost is bounded. `points` ascend in x.
QList<QPointF> decimate(const QList<QPointF> &points, TimeRange range, int columns);

} // namespace boxmark
