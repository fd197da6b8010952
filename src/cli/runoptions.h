// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "cli/commandline.h"
#include "cli/judging.h"
#include "model/scenario.h"
#include "run/runner.h"
#include "target/url/runningapp.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <variant>

namespace boxmark {

/// What `boxmark run` was asked to do, checked.
struct RunOrder
{
    QString scenarioPath; ///< empty when a session is resumed
    QString resumePath; ///< the session to go on with
    bool selfCheck = false;
    bool noFloor = false;
    QString sessionPath; ///< empty: a new file in the session folder
    bool replaceSession = false;
    QString exportDirectory; ///< empty: no export
    QStringList exportFormats;
    JudgingOrder judging;
    Extent extent = Extent::Headlines; ///< of the comparison that is printed
    RunOptions options;
    QList<RunningApp> runningApps; ///< to be targets, besides options.targets
    std::optional<int> trials;
    std::optional<double> until; ///< Until::interval
    std::optional<quint64> requests;
    std::optional<std::chrono::nanoseconds> duration;

    /// Puts what the command line says in the place of what the scenario says, and the names of running apps into
    /// options.targets; an Error when a target is not in the scenario, or two have one name.
    Result<Scenario> applyTo(Scenario scenario);

private:
    Result<void> addRunningApps(Scenario &scenario);
    void changeRounds(Scenario &scenario) const;
    TargetSpec chosenTarget(const Scenario &scenario) const;
};

/// Or how the command has ended already: it complains when the arguments do not fit, and prints the help itself.
std::variant<RunOrder, ExitStatus> parseRunOrder(const QStringList &arguments);

} // namespace boxmark
