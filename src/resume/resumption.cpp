// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "resume/resumption.h"

#include "report/figures/sessionfigures.h"
#include "run/plan/plan.h"
#include "run/vocabulary.h"
#include "scenario/scenarioreader.h"
#include "session/sessionreader.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("resume", text);
}

bool hasTarget(const Scenario &scenario, const QString &name)
{
    return std::any_of(scenario.targets.begin(), scenario.targets.end(),
        [&name](const TargetSpec &target) { return target.name == name; });
}

/// The session's YAML with what the command line had put in the place of its words.
Result<Scenario> scenarioOf(const Session &session)
{
    auto parsed = parseScenario(session.scenario.source, session.scenario.filePath, knownVocabulary());
    if (!parsed)
        return parsed;
    Scenario scenario = parsed.take();
    scenario.trials = session.scenario.trials;
    scenario.until = session.scenario.until;
    scenario.equivalence = session.scenario.equivalence;
    scenario.load.requests = session.scenario.load.requests;
    scenario.load.duration = session.scenario.load.duration;
    for (const Trial &trial : session.trials) {
        if (!hasTarget(scenario, trial.target))
            return Error {tr("The session %1 cannot be resumed.").arg(session.filePath),
                tr("Its plan has the target “%1”, which its scenario does not have.").arg(trial.target),
                tr("Begin a new run.")};
    }
    if (scenario.load.requests.has_value() == scenario.load.duration.has_value())
        return Error {tr("The session %1 cannot be resumed.").arg(session.filePath),
            tr("It does not say how long to measure."), tr("Begin a new run.")};
    return scenario;
}

} // namespace

bool isUnfinished(const Session &session)
{
    const bool goesOn = session.scenario.until && session.ending.isEmpty();
    return goesOn || !plannedOf(replanned(session.trials)).isEmpty();
}

Result<Resumption> readResumption(const QString &sessionPath)
{
    const auto reader = SessionReader::open(sessionPath);
    if (!reader)
        return reader.error();
    Resumption resumption {reader.value()->session()};
    resumption.notice = reader.value()->notice();
    auto scenario = scenarioOf(resumption.session);
    if (!scenario)
        return scenario.error();
    resumption.session.scenario = scenario.take();
    resumption.session.trials = replanned(resumption.session.trials);
    for (const Trial &trial : plannedOf(resumption.session.trials))
        resumption.again.append(trial.id);
    resumption.complete = !isUnfinished(resumption.session);
    if (resumption.session.scenario.until && !resumption.complete) {
        const auto figures = readSessionFigures(*reader.value());
        if (!figures)
            return figures.error();
        resumption.figures = figures.value().trials;
    }
    return resumption;
}

std::unique_ptr<RoundsJudge> makeJudge(const Scenario &scenario, const Resumption *resumption)
{
    if (!scenario.until)
        return nullptr;
    auto judge = std::make_unique<RoundsJudge>(*scenario.until);
    if (!resumption)
        return judge;
    for (const TrialFigures &figures : resumption->figures) {
        if (const Trial *trial = resumption->session.findTrial(figures.trial))
            judge->add(*trial, figures);
    }
    return judge;
}

} // namespace boxmark
