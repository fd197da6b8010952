// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/verdict/comparison.h"

#include <QList>

namespace boxmark {

/// The rows that people ask for first: cold start, p50 and p99 (of the response time where a loop was open, else of the
/// service time), throughput, the error rate where a request failed, CPU and memory paid by the host. Of them only
/// those that some target has.
QList<Comparison::Row> headlineRows(const Comparison &comparison);
/// The same comparison with those rows alone.
Comparison headlineComparison(Comparison comparison);

} // namespace boxmark
