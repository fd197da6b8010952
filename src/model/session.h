// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/scenario.h"
#include "model/trial.h"

#include <QDateTime>
#include <QList>
#include <QMap>
#include <QString>

#include <algorithm>

namespace boxmark {

/// What the computer was, as ordered name–value pairs that a person can read: "cpu" → "AMD EPYC …", "kernel" →
/// "6.1.0-…".
struct Environment
{
    QList<std::pair<QString, QString>> facts;

    QString value(const QString &name) const
    {
        for (const auto &[key, value] : facts) {
            if (key == name)
                return value;
        }
        return {};
    }
};

/// Everything about a saved run but the records themselves, which are many and are read trial by trial.
struct Session
{
    QString id; ///< random, 16 hexadecimal digits; labels whatever the run started
    QDateTime createdUtc;
    QString boxmarkVersion; ///< of the program that ran it
    quint64 seed = 0; ///< the order of targets in a round, of steps, and of random arrivals follows from it
    Scenario scenario;
    Environment environment;
    QList<Trial> trials; ///< with Scenario::until: of the rounds that have been planned so far
    QString ending {}; ///< with Scenario::until, once it has ended by itself: why, as a sentence
    bool killed = false; ///< nobody writes it any more, and it is not at its end: found when it is read
    QString notes {}; ///< what a person wrote beside it, then or later
    QString filePath {}; ///< where it is kept; empty while there is no file

    /// Null when there is none.
    const Trial *findTrial(TrialId id) const
    {
        const auto found
            = std::find_if(trials.begin(), trials.end(), [id](const Trial &trial) { return trial.id == id; });
        return found == trials.end() ? nullptr : &*found;
    }

    /// Those that have trials, in the scenario's order, whatever the order of execution.
    QList<QString> plannedTargets() const
    {
        QList<QString> names;
        for (const TargetSpec &target : scenario.targets)
            names.append(target.name);
        for (const Trial &trial : trials) {
            if (!names.contains(trial.target))
                names.append(trial.target);
        }
        names.removeIf([this](const QString &name) {
            return std::none_of(
                trials.begin(), trials.end(), [&name](const Trial &trial) { return trial.target == name; });
        });
        return names;
    }
};

} // namespace boxmark
