// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/verdict/roundsjudge.h"

#include "model/metric.h"
#include "stats/median.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <optional>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr double level = 0.95;

QString tr(const char *text)
{
    return QCoreApplication::translate("report", text);
}

/// Interval ÷ median; nothing while there are too few values for an interval, or when the median is zero.
std::optional<double> relativeWidth(std::vector<double> values)
{
    std::ranges::sort(values);
    const MedianInterval interval = medianInterval(values, level);
    if (!(interval.confidence >= level))
        return std::nullopt;
    if (interval.high == interval.low)
        return 0;
    const double middle = median(values);
    return middle > 0 ? std::optional((interval.high - interval.low) / middle) : std::nullopt;
}

} // namespace

RoundsJudge::RoundsJudge(const Until &until)
    : m_until(until)
{
}

void RoundsJudge::add(const Trial &trial, const TrialFigures &figures)
{
    if (const auto value = counts(trial) ? figures.value(m_until.metric) : std::nullopt)
        m_values[trial.target].push_back(*value);
}

void RoundsJudge::trialChanged(const Trial &trial)
{
    if (trial.state == TrialState::Planned)
        return;
    FiguresAccumulator &figures = m_running[trial.id];
    figures.setTrial(trial);
    if (trial.state == TrialState::Running)
        return;
    add(trial, figures.figures());
    m_running.erase(trial.id);
}

void RoundsJudge::record(TrialId trial, const Record &record)
{
    if (const auto running = m_running.find(trial); running != m_running.end())
        running->second.add(record);
}

RoundsJudgement RoundsJudge::judgement() const
{
    const Metric *metric = findMetric(m_until.metric);
    bool enough = !m_values.isEmpty();
    QStringList states;
    for (auto target = m_values.cbegin(); target != m_values.cend(); ++target) {
        const auto width = relativeWidth(target.value());
        enough = enough && width && *width < m_until.interval;
        states.append(width ? tr("%1 %2 wide").arg(target.key(), formatQuantity(100 * *width, Unit::Percent))
                            : tr("%1 not told yet").arg(target.key()));
    }
    const QString wanted = formatQuantity(100 * m_until.interval, Unit::Percent);
    return {enough,
        tr("%1, 95 % interval of the median: %2 (%3 wanted).")
            .arg(metric ? metric->title : m_until.metric, states.isEmpty() ? tr("no figures") : states.join(u", "_s),
                wanted)};
}

} // namespace boxmark
