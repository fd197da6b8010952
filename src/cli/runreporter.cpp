// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/runreporter.h"

#include "cli/commands.h"
#include "model/boxtext.h"
#include "model/startup.h"

#include <cmath>
#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace boxmark {

RunReporter::RunReporter(Runner &runner)
    : m_terminal(::isatty(STDERR_FILENO) == 1)
{
    connect(&runner, &Runner::stepChanged, this, &RunReporter::onStep);
    if (m_terminal)
        connect(&runner, &Runner::progressChanged, this, &RunReporter::onProgress);
}

void RunReporter::sessionStarted(const Session &session)
{
    if (const std::optional<Until> &until = session.scenario.until)
        line(tr("Up to %1 rounds, until every interval is narrower than %2 % of its median.")
                 .arg(until->trials)
                 .arg(100 * until->interval));
}

void RunReporter::trialChanged(const Trial &trial)
{
    Start &start = m_starts[trial.id];
    start.target = trial.target;
    start.box = trial.box;
}

void RunReporter::record(TrialId trial, const Record &record)
{
    if (const auto *phase = std::get_if<Phase>(&record)) {
        m_starts[trial].phases.append(*phase);
        if (phase->name == phase::stop)
            tellStart(trial); // the last record of a trial's phases
    }
    const auto *log = std::get_if<LogLine>(&record);
    if (log && log->source == LogSource::Build)
        line(u"  | "_s + log->text);
    if (const auto *caveat = std::get_if<Caveat>(&record))
        line(u"  ! "_s + QString(caveat->text).replace(u'\n', u"\n    "_s));
}

void RunReporter::tellStart(TrialId trial)
{
    const Start start = std::exchange(m_starts[trial], {});
    const QString phases = startupAsText(start.phases);
    const QString name = u"%1 #%2"_s.arg(markedTarget(start.target, start.box.accelerator)).arg(trial);
    if (!phases.isEmpty())
        line(tr("%1 started: %2").arg(name, phases));
    if (const QString facts = boxFactsAsText(start.box); !facts.isEmpty())
        line(tr("%1 ran on: %2").arg(name, facts));
}

void RunReporter::concluded(const QString &why)
{
    line(why);
}

void RunReporter::sessionEnded()
{
    clearProgress();
}

void RunReporter::onStep(const StepEvent &event)
{
    // A target goes back to waiting between its preparation and its trial: no news to a reader of lines.
    if (event.step == Step::Waiting)
        return;
    const QString trial = u"%1 #%2"_s.arg(event.target).arg(event.trial);
    // A target that has failed is not tried again: its further trials fail for the reason that stands above.
    if (event.step == Step::Failed && m_failures.value(event.target) == event.error.what) {
        line(tr("%1: not tried, as told above").arg(trial));
        return;
    }
    QString text = u"%1: %2"_s.arg(trial, stepTitle(event.step));
    if (!event.detail.isEmpty())
        text += u", "_s + event.detail;
    if (text == std::exchange(m_lastStep, text))
        return;
    line(text);
    if (event.step != Step::Failed)
        return;
    m_failures[event.target] = event.error.what;
    line(u"  "_s + event.error.text().replace(u'\n', u"\n  "_s));
}

void RunReporter::onProgress(const Progress &progress)
{
    QString text = u"%1 %"_s.arg(std::lround(100 * progress.fraction));
    if (const QString left = timeLeftText(progress); !left.isEmpty())
        text += u", "_s + left;
    clearProgress();
    std::fputs(text.toUtf8().constData(), stderr);
    std::fflush(stderr);
    m_progressShown = true;
}

void RunReporter::line(const QString &text)
{
    clearProgress();
    complain(text);
}

void RunReporter::clearProgress()
{
    // ECMA-48: carriage return, then erase to the end of the line.
    if (std::exchange(m_progressShown, false))
        std::fputs("\r\x1b[K", stderr);
}

} // namespace boxmark
