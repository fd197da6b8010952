// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/exportformat.h"

#include <QString>

namespace boxmark {

/// What a README has room for: the headline figures, the verdicts, the marks and caveats, and what was measured on.
/// Headings of the third level.
QString markdownSummary(const ExportSource &source);

} // namespace boxmark
