// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"

#include <QByteArrayView>

namespace boxmark {

/// The work inside the app, as the Server-Timing headers of its response tell it (W3C, Server Timing, section 4):
/// the sum of its metrics' durations, or that of the metric "total" alone, which holds the others. What the app says is
/// taken for a claim: what is no duration is passed over, and only the first metrics are read. A value; allocates
/// nothing.
class ServerTiming
{
public:
    void clear();
    /// The value of one such header.
    void add(QByteArrayView value);

    /// notMeasured when no duration was told.
    ShortTicks time() const;

private:
    void addMetric(QByteArrayView metric);

    double m_sum = 0; ///< milliseconds, as all here
    double m_total = -1;
    int m_metrics = 0;
    bool m_told = false;
};

} // namespace boxmark
