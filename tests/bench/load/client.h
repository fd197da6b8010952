// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUrl>

#include <chrono>

namespace boxmark::bench {

/// What one client made of one run.
struct Figures
{
    double requestsPerSecond = 0;
    double cpuMicroseconds = 0; ///< of the client's processes, a request
    double p50Microseconds = 0;
    double p90Microseconds = 0;
    double p99Microseconds = 0;
};

struct Run
{
    QUrl url;
    int concurrency = 8;
    std::chrono::milliseconds duration {2000};
};

/// At a rate that does not follow from the answers, as far as so many connections carry it.
struct PacedRun
{
    QUrl url;
    double rate = 0;
    int concurrency = 8;
    std::chrono::milliseconds duration {2000};
};

/// An engine, as Boxmark uses it.
Figures runEngine(const QString &engine, const Run &run);
/// A loop over QNetworkAccessManager with its defaults, as one writes it first.
Figures runPlainLoop(const Run &run);
/// wrk with one thread. Ends the program when there is no wrk.
Figures runWrk(const Run &run);

/// h2load (nghttp2) and hey, paced. They end the program when they are not installed.
Figures runH2load(const PacedRun &run);
Figures runHey(const PacedRun &run);

/// CPU time that this process has used so far.
std::chrono::microseconds ownCpu();
/// CPU time of the children that have ended and been waited for.
std::chrono::microseconds childrenCpu();

} // namespace boxmark::bench
