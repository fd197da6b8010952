// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace boxmark {

/// From now on a screen reader is told of every ChartView that it is a chart, and, when it asks, what it shows: the
/// values at the cursor while there is one, else all its figures. They are put into words only then, so that a live
/// chart costs nothing while nobody listens. May be called more than once.
void makeChartsAccessible();

} // namespace boxmark
