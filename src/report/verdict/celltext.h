// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/verdict/comparison.h"

#include <QString>

namespace boxmark {

/// "1.23 ms [1.20 – 1.31]" with several trials, "1.23 ms" with one, "not measured" with none.
QString cellText(const Metric &metric, const ComparisonCell &cell);

} // namespace boxmark
