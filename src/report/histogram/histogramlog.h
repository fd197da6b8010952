// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "stats/hdrcounts.h"

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <chrono>
#include <functional>
#include <optional>

namespace boxmark {

using LogSeconds = std::chrono::duration<double>;

/// One line of an interval log: what was counted from `start`, for `length`.
struct LoggedInterval
{
    QByteArray tag; ///< empty when the line has none
    LogSeconds start {0}; ///< since the log's base time, or since 1970 where the log has none
    LogSeconds length {0};
    HdrCounts counts;
};

/// HdrHistogram's interval log, version 1.2 or 1.3 with histograms in the encoding V2 (".hlog"): what jHiccup and
/// HistogramLogProcessor read and write. The lines before the first interval; times are UTC.
QByteArray histogramLogHeader(const QString &comment, const QDateTime &startUtc);
/// A tag's commas and white space, which would end it, become underscores. The largest value stands in milliseconds for
/// a histogram of nanoseconds.
QByteArray histogramLogLine(const LoggedInterval &interval);

struct HistogramLogTimes
{
    std::optional<LogSeconds> start {}; ///< "#[StartTime: …]": since 1970
    std::optional<LogSeconds> base {}; ///< "#[BaseTime: …]": what the intervals' times are counted from
};

/// Reads a log line by line; `visit` sees each interval. Untrusted: a file may be anything and of any length; the Error
/// names the line, the cause and the remedy. What was seen before it stays seen.
Result<HistogramLogTimes> readHistogramLog(
    const QString &path, const std::function<Result<void>(const LoggedInterval &)> &visit);

} // namespace boxmark
