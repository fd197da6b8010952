// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"
#include "model/trial.h"
#include "stats/histogram.h"

#include <QList>

namespace boxmark {

/// Looks at what a trial measured and says what its figures are worth. One thread; some tens of nanoseconds a request.
class TrialJudge
{
public:
    /// Requests that count, see isMeasured().
    void add(const Trial &trial, const RequestBatch &batch);

    /// Floor: the median service time is not far above what the path takes without any app. Short: too few requests
    /// for a percentile.
    QList<Caveat> caveats(const Trial &trial) const;

private:
    Histogram m_service; ///< of ok requests
};

/// A median service time below so many times the floor is made by the path as much as by the app.
inline constexpr double leastAboveFloor = 3;
/// Of ok requests: ten lie beyond the percentile then.
inline constexpr quint64 leastForP99 = 1'000;
inline constexpr quint64 leastForP999 = 10'000;

} // namespace boxmark
