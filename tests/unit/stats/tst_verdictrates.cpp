// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "helpers/strictlog.h"
#include "stats/median.h"
#include "stats/verdict.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>
#include <vector>

using namespace boxmark;

namespace {

constexpr int simulations = 2000;

/// What disturbs the trials of a made-up session. Every trial has log-normal noise besides.
enum class Disturbance { None, Drift, Outliers, OneTrial };

struct World
{
    const char *name;
    double ratio; ///< the truth
    Disturbance disturbance;
    double noise = 0.03; ///< standard deviation of a trial's logarithm
};

const std::vector<World> worlds {
    {"no difference", 1, Disturbance::None},
    {"3 %", 1.03, Disturbance::None},
    {"10 %", 1.10, Disturbance::None},
    {"50 %", 1.50, Disturbance::None},
    {"no difference, noise 15 %", 1, Disturbance::None, 0.15},
    {"no difference, drift", 1, Disturbance::Drift},
    {"10 %, drift", 1.10, Disturbance::Drift},
    {"no difference, outliers", 1, Disturbance::Outliers},
    {"10 %, outliers", 1.10, Disturbance::Outliers},
    {"no difference, one disturbed trial", 1, Disturbance::OneTrial},
    {"10 %, one disturbed trial", 1.10, Disturbance::OneTrial},
};

struct Sessions
{
    std::mt19937_64 random {20'261'120};
    std::normal_distribution<double> normal {0, 1};
    std::bernoulli_distribution outlier {0.1};

    std::vector<double> trials(const World &world, double ratio, const std::vector<double> &rounds)
    {
        std::vector<double> values;
        for (const double round : rounds) {
            double value = std::log(ratio) + round + world.noise * normal(random);
            if (world.disturbance == Disturbance::Outliers && outlier(random))
                value += std::log(1.3);
            values.push_back(std::exp(value));
        }
        return values;
    }

    /// What all targets of a round share: a computer that gets hotter, and rounds of good and bad luck.
    std::vector<double> rounds(const World &world, std::size_t n)
    {
        std::vector<double> effects(n, 0);
        if (world.disturbance == Disturbance::Drift) {
            for (std::size_t i = 0; i < n; ++i)
                effects[i] = 0.04 * static_cast<double>(i) + 0.10 * normal(random);
        }
        return effects;
    }

    Effect paired(const World &world, std::size_t n)
    {
        const std::vector<double> shared = rounds(world, n);
        std::vector<double> baseline = trials(world, 1, shared);
        std::vector<double> target = trials(world, world.ratio, shared);
        if (world.disturbance == Disturbance::OneTrial)
            target[random() % n] *= 1.3;
        return pairedEffect(baseline, target);
    }

    Effect unpaired(const World &world, std::size_t n)
    {
        std::vector<double> baseline = trials(world, 1, rounds(world, n));
        std::vector<double> target = trials(world, world.ratio, rounds(world, n));
        if (world.disturbance == Disturbance::OneTrial)
            target[random() % n] *= 1.3;
        return unpairedEffect(baseline, target);
    }
};

struct Rates
{
    double falseClaims = 0;
    double coverage = 0; ///< of Student's interval
    double rankCoverage = 0;
    double rightClaims = 0;
};

bool isFalse(Verdict verdict, double truth)
{
    constexpr double margin = 1.05;
    return (verdict == Verdict::Lower && truth >= 1) || (verdict == Verdict::Higher && truth <= 1)
        || (verdict == Verdict::Equivalent && (truth > margin || truth < 1 / margin));
}

Rates ratesOf(const World &world, const std::function<Effect()> &draw)
{
    Rates rates;
    const double share = 1.0 / simulations;
    for (int i = 0; i < simulations; ++i) {
        const Effect effect = draw();
        const Verdict verdict = judge(std::span(&effect, 1)).front().verdict;
        const auto covers = [&](const Effect::Interval &x) { return x.low <= world.ratio && world.ratio <= x.high; };
        rates.coverage += covers(effect.mean) ? share : 0;
        rates.rankCoverage += covers(effect.rank) ? share : 0;
        if (isFalse(verdict, world.ratio))
            rates.falseClaims += share;
        else if (verdict != Verdict::CannotTell)
            rates.rightClaims += share;
    }
    return rates;
}

bool isNarrow(std::vector<double> values, double width)
{
    std::sort(values.begin(), values.end());
    const MedianInterval interval = medianInterval(values);
    return interval.high - interval.low < width * median(values);
}

/// A run whose scenario says `until: {interval: 5%, trials: 20}`.
Effect untilNarrow(Sessions &sessions, const World &world, std::size_t &rounds)
{
    constexpr double width = 0.05;
    constexpr std::size_t fewest = 6;
    constexpr std::size_t most = 20;
    const std::vector<double> shared = sessions.rounds(world, most);
    const std::vector<double> baseline = sessions.trials(world, 1, shared);
    const std::vector<double> target = sessions.trials(world, world.ratio, shared);
    const auto firstOf = [&rounds](const std::vector<double> &all) {
        return std::vector(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(rounds));
    };
    rounds = fewest;
    while (rounds < most && !(isNarrow(firstOf(baseline), width) && isNarrow(firstOf(target), width)))
        ++rounds;
    return pairedEffect(firstOf(baseline), firstOf(target));
}

QByteArray line(const char *world, const char *kind, std::size_t n, const Rates &rates)
{
    return QByteArray(world).leftJustified(36) + kind + " n=" + QByteArray::number(static_cast<int>(n)).leftJustified(3)
        + " false claims " + QByteArray::number(100 * rates.falseClaims, 'f', 1).rightJustified(4) + " %, covers "
        + QByteArray::number(100 * rates.coverage, 'f', 1).rightJustified(5) + " % (ranks "
        + QByteArray::number(100 * rates.rankCoverage, 'f', 1).rightJustified(5) + " %), right verdicts "
        + QByteArray::number(100 * rates.rightClaims, 'f', 1).rightJustified(5) + " %";
}

/// Contaminated trials widen Student's interval, which then covers more often than it says.
double mostCoverage(const World &world)
{
    const bool clean = world.disturbance == Disturbance::None || world.disturbance == Disturbance::Drift;
    return clean ? 0.98 : 1;
}

} // namespace

class TestVerdictRates : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    /// The seed is fixed, so that chance cannot fail a build; what is asserted was looked at with other seeds too.
    void pairedVerdictsAreRightAsOftenAsTheySay()
    {
        Sessions sessions;
        for (const std::size_t n : {std::size_t {3}, std::size_t {5}, std::size_t {10}}) {
            for (const World &world : worlds) {
                const Rates rates = ratesOf(world, [&] { return sessions.paired(world, n); });
                const QByteArray text = line(world.name, "paired  ", n, rates);
                qInfo().noquote() << text;
                QVERIFY2(rates.falseClaims <= 0.05, text);
                QVERIFY2(rates.coverage >= 0.93 && rates.coverage <= mostCoverage(world), text);
            }
        }
    }

    void verdictsBetweenSessionsAreRightAsOftenAsTheySay()
    {
        Sessions sessions;
        for (const std::size_t n : {std::size_t {5}, std::size_t {10}}) {
            for (const World &world : worlds) {
                if (world.disturbance == Disturbance::Drift)
                    continue; // two sessions share no rounds: their difference in drift is a real one
                const Rates rates = ratesOf(world, [&] { return sessions.unpaired(world, n); });
                const QByteArray text = line(world.name, "unpaired", n, rates);
                qInfo().noquote() << text;
                QVERIFY2(rates.falseClaims <= 0.05, text);
                QVERIFY2(rates.coverage >= 0.93 && rates.coverage <= mostCoverage(world), text);
                if (mostCoverage(world) < 1)
                    QVERIFY2(rates.rankCoverage >= 0.93 && rates.rankCoverage <= 0.98, text);
            }
        }
    }

    /// Four targets that are all the same: at most one row in twenty claims that any of them differs.
    void aRowOfFourEqualTargetsClaimsADifferenceAtMostOnceInTwenty()
    {
        Sessions sessions;
        const World world {"four equal targets", 1, Disturbance::Drift};
        int claims = 0;
        for (int i = 0; i < simulations; ++i) {
            const std::vector<double> shared = sessions.rounds(world, 5);
            const std::vector<double> baseline = sessions.trials(world, 1, shared);
            std::vector<Effect> effects;
            for (int target = 1; target < 4; ++target)
                effects.push_back(pairedEffect(baseline, sessions.trials(world, 1, shared)));
            const std::vector<Judgement> judgements = judge(effects);
            claims += std::any_of(judgements.begin(), judgements.end(), [](const Judgement &judgement) {
                return judgement.verdict == Verdict::Lower || judgement.verdict == Verdict::Higher;
            });
        }
        const double rate = static_cast<double>(claims) / simulations;
        qInfo().noquote() << "four equal targets, 5 rounds: rows with a false claim" << 100 * rate << "%";
        QVERIFY2(rate <= 0.05, qPrintable(QString::number(rate)));
    }

    /// To stop at what is narrow is to stop sooner where chance makes it so: what that costs stays within the bounds.
    void aRunThatEndsOnceItsFiguresAreNarrowClaimsNoMore()
    {
        Sessions sessions;
        for (const World &world :
            {World {"no difference", 1, Disturbance::None}, World {"3 %", 1.03, Disturbance::None},
                World {"10 %", 1.10, Disturbance::None}, World {"no difference, drift", 1, Disturbance::Drift},
                World {"no difference, noise 1.5 %", 1, Disturbance::None, 0.015}}) {
            double sum = 0;
            const Rates rates = ratesOf(world, [&] {
                std::size_t rounds = 0;
                const Effect effect = untilNarrow(sessions, world, rounds);
                sum += static_cast<double>(rounds);
                return effect;
            });
            const auto mean = static_cast<std::size_t>(std::lround(sum / simulations));
            const QByteArray text = line(world.name, "until   ", mean, rates);
            qInfo().noquote() << text;
            QVERIFY2(rates.falseClaims <= 0.05, text);
            QVERIFY2(rates.coverage >= 0.93 && rates.coverage <= 0.98, text);
        }
    }

    void theIntervalOfTheMedianCoversBetween93And98PerCent()
    {
        Sessions sessions;
        const World world {"one target", 1, Disturbance::None};
        for (const std::size_t n : {std::size_t {6}, std::size_t {9}, std::size_t {10}, std::size_t {20}}) {
            int covered = 0;
            for (int i = 0; i < simulations; ++i) {
                std::vector<double> values = sessions.trials(world, 1, std::vector<double>(n, 0));
                std::sort(values.begin(), values.end());
                const MedianInterval interval = medianInterval(values);
                covered += interval.low <= 1 && 1 <= interval.high ? 1 : 0;
            }
            const double coverage = static_cast<double>(covered) / simulations;
            qInfo().noquote() << "median of" << n << "trials: covers" << 100 * coverage << "%";
            QVERIFY2(coverage >= 0.93 && coverage <= 0.99, qPrintable(QString::number(coverage)));
        }
    }
};

QTEST_GUILESS_MAIN(TestVerdictRates)
#include "tst_verdictrates.moc"
