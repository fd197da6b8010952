// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "stats/hdrcounts.h"

#include <QByteArray>
#include <QByteArrayView>

namespace boxmark {

/// A histogram as it stands in an interval log: encoding V2, deflated, in base64 ("HISTFAAA…").
QByteArray toHistogramCode(const HdrCounts &counts);

/// The same back. Untrusted: the Error's `why` and `remedy` say what is wrong with it, `what` is left to the caller,
/// who knows where it came from. Takes some 100 MB of memory at most, however the code was forged.
Result<HdrCounts> fromHistogramCode(QByteArrayView code);

} // namespace boxmark
