// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/parts.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace boxmark {

namespace {

constexpr double lowestRate = 0.001; // a second: one in a quarter of an hour
constexpr double highestRate = 1'000'000; // more than any loader here sends
constexpr double smallestShare = 0.01;

QString tr(const char *text)
{
    return QCoreApplication::translate("scenario", text);
}

Rate readRate(const YamlValue &value)
{
    const Rate rate = value.rate();
    if (rate.perSecond < lowestRate || rate.perSecond > highestRate)
        value.fail(
            tr("“%1” must be from %2 to %3.").arg(value.name(), formatRate({lowestRate}), formatRate({highestRate})),
            tr("Write for instance “%1: 500/s”.").arg(value.name()));
    return rate;
}

// "70% of ceiling", of which `share` is "70%".
double readCeilingShare(const YamlValue &value, const QString &share)
{
    const auto parsed = parseShare(share);
    if (!parsed || parsed.value() < smallestShare || parsed.value() > 1)
        value.fail(tr("“%1” is no share of a ceiling.").arg(share),
            tr("Write from %1 % to 100 %, such as “rate: 70% of ceiling”.").arg(QString::number(100 * smallestShare)));
    return parsed.value();
}

// {rate: 100/s, duration: 10s} keeps a rate; {ramp_to: 500/s, duration: 20s} goes there from that of the stage before.
LoadStage readStage(const YamlValue &value, const std::optional<Rate> &before)
{
    const YamlMap map = value.map({u"rate"_s, u"ramp_to"_s, u"duration"_s});
    const auto rate = map.find(u"rate"_s);
    const auto ramp = map.find(u"ramp_to"_s);
    if (rate.has_value() == ramp.has_value())
        map.self().fail(rate ? tr("A stage has both “rate” and “ramp_to”.") : tr("A stage does not say its rate."),
            tr("Write exactly one of “rate: 100/s”, kept for the stage, and “ramp_to: 500/s”, reached at its end."));
    if (ramp && !before)
        ramp->fail(tr("The first stage has no rate to begin its ramp at."),
            tr("Put a stage such as “{rate: 100/s, duration: 10s}” before it."));
    LoadStage stage;
    stage.to = readRate(rate ? *rate : *ramp);
    stage.from = rate ? stage.to : before.value_or(stage.to);
    stage.duration
        = map.require(u"duration"_s, tr("Say how long the stage lasts: “duration: 10s”.")).duration(10ms, 24h);
    return stage;
}

void readStages(LoadProfile &load, const YamlValue &stages)
{
    std::chrono::nanoseconds whole {0};
    std::optional<Rate> before;
    for (const YamlValue &value : stages.list()) {
        const LoadStage stage = readStage(value, before);
        load.stages.append(stage);
        before = stage.to;
        whole += stage.duration;
        if (whole > 24h)
            value.fail(tr("The stages last longer than a day."), tr("Make them shorter, or fewer."));
    }
    load.duration = whole;
}

void refuseInClosedLoop(const YamlMap &map)
{
    for (const QString &key : {u"rate"_s, u"stages"_s, u"arrivals"_s}) {
        if (const auto value = map.find(key))
            value->fail(tr("“%1” belongs to an open loop; this load is a closed one.").arg(key),
                tr("Write “mode: open”, or leave “%1” out: a closed loop goes as fast as the app answers.").arg(key));
    }
}

void readOneRate(LoadProfile &load, const YamlValue &rate)
{
    static const QString ofCeiling = u"of ceiling"_s;
    const QString text = rate.text().simplified();
    if (text.endsWith(ofCeiling))
        load.ceilingShare = readCeilingShare(rate, text.chopped(ofCeiling.size()).trimmed());
    else
        load.rate = readRate(rate);
}

} // namespace

void readMode(LoadProfile &load, const YamlMap &map)
{
    if (const auto mode = map.find(u"mode"_s); mode && mode->choice({u"closed"_s, u"open"_s}) == u"open"_s)
        load.mode = LoadProfile::Mode::Open;
    if (load.mode == LoadProfile::Mode::Closed) {
        refuseInClosedLoop(map);
        return;
    }
    const auto stages = map.find(u"stages"_s);
    if (const auto rate = map.find(u"rate"_s); rate && stages)
        rate->fail(tr("“load” has both “rate” and “stages”."), tr("Keep one of them: each stage says its rate."));
    if (stages)
        readStages(load, *stages);
    else
        readOneRate(load, map.require(u"rate"_s, tr("Say how many requests to send: “rate: 500/s”.")));
    if (const auto arrivals = map.find(u"arrivals"_s);
        arrivals && arrivals->choice({u"constant"_s, u"poisson"_s}) == u"poisson"_s)
        load.arrivals = LoadProfile::Arrivals::Poisson;
}

} // namespace boxmark
