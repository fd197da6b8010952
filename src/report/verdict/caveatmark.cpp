// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/caveatmark.h"

#include "model/metricgroup.h"

#include <QCoreApplication>

#include <array>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("caveat", text);
}

// What makes a figure worthless before what only makes it uncertain.
constexpr std::array byGravity {
    CaveatKind::Generator, CaveatKind::Disturbed, CaveatKind::Floor, CaveatKind::Short, CaveatKind::Note};

bool isFarPercentile(const QString &metric)
{
    return metric.endsWith(u"_p99"_s) || metric.endsWith(u"_p999"_s) || metric.endsWith(u"_p95"_s);
}

} // namespace

QString caveatMark(CaveatKind kind)
{
    switch (kind) {
    case CaveatKind::Generator:
        return tr("generator at its limit");
    case CaveatKind::Disturbed:
        return tr("disturbed");
    case CaveatKind::Floor:
        return tr("near the floor");
    case CaveatKind::Short:
        return tr("few requests");
    case CaveatKind::Note:
        break;
    }
    return {};
}

QString caveatMeaning(CaveatKind kind)
{
    switch (kind) {
    case CaveatKind::Generator:
        return tr(
            "The load generator was at a limit of its own: latencies and rates tell of it as much as of the app.");
    case CaveatKind::Disturbed:
        return tr("Something else kept the computer busy in a trial.");
    case CaveatKind::Floor:
        return tr("The latency is within reach of what the network path alone takes.");
    case CaveatKind::Short:
        return tr("There were too few requests for a far percentile.");
    case CaveatKind::Note:
        break;
    }
    return {};
}

bool concerns(CaveatKind kind, const Metric &metric)
{
    const MetricGroup group = groupOf(metric);
    switch (kind) {
    case CaveatKind::Generator:
        return group == MetricGroup::Latency || group == MetricGroup::Rates;
    case CaveatKind::Floor:
        return group == MetricGroup::Latency;
    case CaveatKind::Short:
        return isFarPercentile(metric.name);
    case CaveatKind::Disturbed: // every figure of the trial: said once, at the target's name
    case CaveatKind::Note:
        break;
    }
    return false;
}

QString Marks::text() const
{
    return words.isEmpty() ? QString() : u"⚠ "_s + words.join(u", "_s);
}

Marks marksOf(const QList<Caveat> &caveats, const Metric *metric)
{
    Marks marks;
    for (const CaveatKind kind : byGravity) {
        for (const Caveat &caveat : caveats) {
            if (caveat.kind != kind || (metric && !concerns(kind, *metric)))
                continue;
            marks.texts.append(caveat.text);
            if (const QString word = caveatMark(kind); !word.isEmpty() && !marks.words.contains(word))
                marks.words.append(word);
        }
    }
    return marks;
}

QList<Caveat> caveatsOf(const QList<TargetCaveat> &caveats, const QString &target)
{
    QList<Caveat> own;
    for (const TargetCaveat &caveat : caveats) {
        if (caveat.target == target)
            own.append(caveat.caveat);
    }
    return own;
}

Marks marksOf(const QList<TargetCaveat> &caveats, const QString &target, const Metric *metric)
{
    return marksOf(caveatsOf(caveats, target), metric);
}

} // namespace boxmark
