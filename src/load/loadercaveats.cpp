// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/loadercaveats.h"

#include "base/quantity.h"

#include <QCoreApplication>

namespace boxmark {

namespace {

// Above it waiting for a core of its own already lengthens what the generator measures (k6 and Locust warn likewise).
constexpr double mostCpu = 80; // per cent of a core, had or waited for
constexpr double nearness = 0.5; // lateness against the median service time
constexpr double fewInHand = 0.25; // of the cap, which the app holds in full when it is the app that is slow

QString tr(const char *text)
{
    return QCoreApplication::translate("loadercaveats", text);
}

bool isLate(const LoadSummary::Lateness &lateness)
{
    return lateness.serviceMedian
        && std::chrono::duration<double, std::nano>(lateness.p99) >= nearness * *lateness.serviceMedian;
}

bool droppedByItself(const LoadSummary::Dropped &dropped)
{
    return dropped.inHand < fewInHand * dropped.cap;
}

Caveat caveat(const QString &text)
{
    return {CaveatKind::Generator, text};
}

// Of the load's whole time, warm-up included. Absent when there was none.
std::optional<CorePercent> shareOfLoad(const LoadSummary &summary, std::chrono::duration<double> time)
{
    const std::chrono::duration<double> span = summary.measureEnd - summary.loadStart;
    return span.count() > 0 ? std::optional(CorePercent {100 * (time / span)}) : std::nullopt;
}

// The busiest thread never rested, or would not have, had it been let.
QList<Caveat> processorCaveats(const LoadSummary &summary)
{
    const auto cpu = shareOfLoad(summary, summary.busiestThread.cpu);
    const auto waited = shareOfLoad(summary, summary.busiestThread.waited);
    if (!cpu || !waited || cpu->value + waited->value <= mostCpu)
        return {};
    const QString used = formatQuantity(cpu->value, Unit::CorePercent);
    if (cpu->value > mostCpu)
        return {caveat(tr("The load generator was near its own limit: its busiest thread used %1. The figures may show "
                          "that limit instead of the app's.")
                           .arg(used))};
    return {caveat(tr("The load generator had too little processor: its busiest thread used %1 and waited for a core "
                      "%2 of the time, while the app or others had it. The figures contain that wait.")
                       .arg(used, formatQuantity(waited->value, Unit::Percent)))};
}

} // namespace

LoaderFacts loaderFacts(const LoadSummary &summary)
{
    LoaderFacts facts;
    facts.busiestThread = shareOfLoad(summary, summary.busiestThread.cpu);
    if (summary.lateness)
        facts.latenessP99 = summary.lateness->p99;
    return facts;
}

QList<Caveat> loaderCaveats(const LoadSummary &summary)
{
    QList<Caveat> caveats = processorCaveats(summary);
    if (summary.lateness && isLate(*summary.lateness))
        caveats.append(
            caveat(tr("The load generator sent late: 1 % of the requests left %1 or more after they were planned, "
                      "while the median request took %2. Response times contain that delay.")
                       .arg(formatDuration(summary.lateness->p99), formatDuration(*summary.lateness->serviceMedian))));
    if (summary.dropped && droppedByItself(*summary.dropped))
        caveats.append(
            caveat(tr("The load generator dropped %1 requests of its own doing: it had not read yet what the app had "
                      "answered. Of the %2 requests that may be in flight the app had %3 in hand.")
                       .arg(summary.dropped->requests)
                       .arg(summary.dropped->cap)
                       .arg(summary.dropped->inHand, 0, 'f', 1)));
    if (summary.shortages > 0)
        caveats.append(
            caveat(tr("%1 requests are counted as refused because this computer had no port, file descriptor or "
                      "memory left for their connections; the app did not refuse them.")
                       .arg(summary.shortages)));
    return caveats;
}

} // namespace boxmark
