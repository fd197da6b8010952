// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/metric.h"
#include "scenario/parts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr int mostTrials = 1000;

QString tr(const char *text)
{
    return QCoreApplication::translate("scenario", text);
}

QStringList metricNames()
{
    QStringList names;
    for (const Metric &metric : allMetrics())
        names.append(metric.name);
    return names;
}

Until readUntil(const YamlValue &value)
{
    const YamlMap map = value.map({u"interval"_s, u"trials"_s, u"metric"_s});
    Until until;
    until.interval
        = map.require(u"interval"_s, tr("Say how narrow the figures shall be: “interval: 5%”.")).share(0.001, 1);
    if (const auto trials = map.find(u"trials"_s))
        until.trials = static_cast<int>(trials->integer(fewestTrialsForInterval, mostTrials));
    if (const auto metric = map.find(u"metric"_s))
        until.metric = metric->choice(metricNames());
    return until;
}

} // namespace

void readTrials(Scenario &scenario, const YamlMap &root)
{
    if (const auto trials = root.find(u"trials"_s))
        scenario.trials = static_cast<int>(trials->integer(1, mostTrials));
    if (const auto until = root.find(u"until"_s)) {
        scenario.until = readUntil(*until);
        if (scenario.trials > scenario.until->trials)
            until->fail(tr("“trials” begins with more than “until” allows at most."),
                tr("With “until”, “trials” is the fewest of each target: write at most %1.")
                    .arg(scenario.until->trials));
    }
    if (const auto equivalence = root.find(u"equivalence"_s))
        scenario.equivalence = equivalence->share(0.001, 1);
    if (const auto pause = root.find(u"pause"_s))
        scenario.pause = std::chrono::duration_cast<std::chrono::milliseconds>(pause->duration(0ns, 1h));
    if (const auto discard = root.find(u"discard_first_round"_s))
        scenario.discardFirstRound = discard->choice({u"true"_s, u"false"_s}) == u"true"_s;
}

} // namespace boxmark
