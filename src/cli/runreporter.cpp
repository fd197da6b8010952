// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/runreporter.h"

#include "cli/commands.h"

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

void RunReporter::record(TrialId, const Record &record)
{
    const auto *log = std::get_if<LogLine>(&record);
    if (log && log->source == LogSource::Build)
        line(u"  | "_s + log->text);
    if (const auto *caveat = std::get_if<Caveat>(&record))
        line(u"  ! "_s + caveat->text);
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
    QString text = u"%1 #%2: %3"_s.arg(event.target).arg(event.trial).arg(stepTitle(event.step));
    if (!event.detail.isEmpty())
        text += u", "_s + event.detail;
    line(text);
    if (event.step == Step::Failed)
        line(u"  "_s + event.error.text().replace(u'\n', u"\n  "_s));
}

void RunReporter::onProgress(const Progress &progress)
{
    QString text = u"%1 %"_s.arg(std::lround(100 * progress.fraction));
    if (progress.timeLeft)
        text += tr(", about %1 s left").arg(std::lround(std::chrono::duration<double>(*progress.timeLeft).count()));
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
