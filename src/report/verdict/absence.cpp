// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/absence.h"

#include "model/metricgroup.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("absence", text);
}

bool has(const Comparison &comparison, const QString &target, const QString &metric)
{
    return std::any_of(comparison.trials.begin(), comparison.trials.end(),
        [&](const TrialFigures &trial) { return trial.target == target && trial.value(metric); });
}

/// Of a scope of which nothing is known at all; else empty. Whatever can be sampled has its memory told.
QString whyNoScope(const Comparison &comparison, const QString &target, const QString &metric)
{
    if (metric.contains(u"_inside"_s) && !has(comparison, target, u"memory_inside_peak"_s))
        return tr("no agent was heard inside");
    if (metric.contains(u"_host"_s) && !has(comparison, target, u"memory_host_peak"_s))
        return tr("what the host pays for it could not be read");
    if (metric.contains(u"_daemons"_s))
        return tr("no daemon works for it that others share");
    return {};
}

/// The agent tells of a network that is not the host's, and of no other.
QString whyNoNetwork(const Comparison &comparison, const QString &target, const QString &metric)
{
    if (metric.contains(u"_host"_s) && has(comparison, target, u"network_received_inside"_s))
        return tr("on the host its traffic passes no counter that is the box's alone");
    if (!has(comparison, target, u"memory_inside_peak"_s))
        return tr("no network is known that is the box's alone");
    return tr("it shares the host's network, where its traffic cannot be told from that of others");
}

struct NamedReason
{
    QLatin1StringView beginning; ///< of the metric's name
    const char *reason = nullptr;
};

constexpr std::array namedReasons {
    NamedReason {QLatin1StringView("disk_size"), QT_TRANSLATE_NOOP("absence", "it has no disk of its own")},
    NamedReason {QLatin1StringView("image_size"), QT_TRANSLATE_NOOP("absence", "it starts from no image")},
    NamedReason {
        QLatin1StringView("disk_"), QT_TRANSLATE_NOOP("absence", "what its processes move could not be read there")},
    NamedReason {QLatin1StringView("guest_used_"), QT_TRANSLATE_NOOP("absence", "it has no kernel of its own")},
    NamedReason {
        QLatin1StringView("pss_"), QT_TRANSLATE_NOOP("absence", "its share of what is shared could not be read")},
    NamedReason {QLatin1StringView("server_time_"), QT_TRANSLATE_NOOP("absence", "the app sends no Server-Timing")},
    NamedReason {QLatin1StringView("path_time_"), QT_TRANSLATE_NOOP("absence", "the app sends no Server-Timing")},
    NamedReason {QLatin1StringView("connect_"), QT_TRANSLATE_NOOP("absence", "its requests opened no connection")},
    NamedReason {
        QLatin1StringView("startup_"), QT_TRANSLATE_NOOP("absence", "its start has no such phase, or nobody saw it")},
    NamedReason {QLatin1StringView("cold_start"), QT_TRANSLATE_NOOP("absence", "it ran before the trial began")},
    NamedReason {QLatin1StringView("offered_rate"), QT_TRANSLATE_NOOP("absence", "its loop was closed")},
    NamedReason {QLatin1StringView("sent_rate"), QT_TRANSLATE_NOOP("absence", "its loop was closed")},
    NamedReason {QLatin1StringView("send_lateness"), QT_TRANSLATE_NOOP("absence", "its loop was closed")},
};

/// A sentence for each reason that figures of the target are absent.
QStringList absences(const Comparison &comparison, qsizetype target)
{
    QList<std::pair<QString, QStringList>> reasons; // with the metrics of each
    for (const Comparison::Row &row : comparison.rows) {
        if (groupOf(row.metric) != MetricGroup::Io || row.cells[target].trials > 0)
            continue;
        const QString reason = whyNotMeasured(comparison, comparison.targets[target], row.metric);
        const auto known = std::find_if(
            reasons.begin(), reasons.end(), [&reason](const auto &candidate) { return candidate.first == reason; });
        if (known == reasons.end())
            reasons.append({reason, {row.metric.title}});
        else
            known->second.append(row.metric.title);
    }
    QStringList sentences;
    for (const auto &[reason, metrics] : std::as_const(reasons))
        sentences.append(tr("%1: not measured, as %2: %3.")
                             .arg(comparison.titleOf(comparison.targets[target]), reason, metrics.join(u"; "_s)));
    return sentences;
}

} // namespace

QString whyNotMeasured(const Comparison &comparison, const QString &target, const Metric &metric)
{
    const bool anyTrial = std::any_of(comparison.trials.begin(), comparison.trials.end(),
        [&target](const TrialFigures &trial) { return trial.target == target; });
    if (!anyTrial)
        return tr("none of its trials counts");
    if (const QString reason = whyNoScope(comparison, target, metric.name); !reason.isEmpty())
        return reason;
    if (metric.name.startsWith(u"network_"_s))
        return whyNoNetwork(comparison, target, metric.name);
    const auto *const found = std::find_if(namedReasons.begin(), namedReasons.end(),
        [&metric](const NamedReason &candidate) { return metric.name.startsWith(candidate.beginning); });
    return found == namedReasons.end() ? QString() : tr(found->reason);
}

QStringList remarksOn(const Comparison &comparison)
{
    QStringList remarks = comparison.caveats;
    for (qsizetype target = 0; target < comparison.targets.size(); ++target)
        remarks += absences(comparison, target);
    return remarks;
}

} // namespace boxmark
