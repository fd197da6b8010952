// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/recording.h"

using namespace Qt::StringLiterals;

namespace boxmark {

void Recording::sessionStarted(const Session &session)
{
    m_session = session;
    m_palette = TargetPalette(session.scenario.targets);
    for (const Trial &trial : session.trials)
        trialChanged(trial);
}

void Recording::trialChanged(const Trial &trial)
{
    ++m_revision;
    Entry &entry = m_entries[trial.id];
    entry.trial = trial;
    entry.timeline.setTrial(trial);
    entry.figures.setTrial(trial);
    for (Trial &known : m_session.trials) {
        if (known.id == trial.id)
            known = trial;
    }
}

void Recording::record(TrialId trial, const Record &record)
{
    ++m_revision;
    Entry &entry = m_entries[trial];
    entry.timeline.add(record);
    entry.figures.add(record);
    if (const auto *line = std::get_if<LogLine>(&record))
        addLog(entry.trial.target, *line);
    if (const auto *caveat = std::get_if<Caveat>(&record)) {
        const QString text = entry.trial.target + u": "_s + caveat->text;
        if (!m_caveats.contains(text))
            m_caveats.append(text);
    }
}

void Recording::addLog(const QString &target, const LogLine &line)
{
    m_log.push_back({target, line});
    ++m_logTotal;
    if (m_log.size() > maximumLog)
        m_log.pop_front();
    if (line.source == LogSource::Command)
        m_commands.append(line.text);
}

void Recording::sessionEnded()
{
    ++m_revision;
    m_ended = true;
    for (auto &[id, entry] : m_entries)
        entry.timeline.finish();
}

const Trial *Recording::latestTrial(const QString &target) const
{
    const Trial *latest = nullptr;
    for (const auto &[id, entry] : m_entries) {
        if (entry.trial.target == target && entry.trial.state != TrialState::Planned)
            latest = &entry.trial;
    }
    return latest;
}

QList<TimelineTrack> Recording::tracks(std::optional<int> number) const
{
    QList<TimelineTrack> result;
    for (const TargetSpec &target : m_session.scenario.targets) {
        const Trial *latest = latestTrial(target.name);
        for (const auto &[id, entry] : m_entries) {
            const bool wanted = number ? entry.trial.number == *number : latest && latest->id == id;
            if (entry.trial.target == target.name && wanted)
                result.append({target.name, m_palette.style(target.name), &entry.timeline});
        }
    }
    return result;
}

std::optional<TrialFigures> Recording::figures(TrialId trial) const
{
    const auto found = m_entries.find(trial);
    if (found == m_entries.end())
        return std::nullopt;
    return found->second.figures.figures();
}

QList<TrialFigures> Recording::completedFigures() const
{
    QList<TrialFigures> result;
    for (const QString &target : m_session.plannedTargets()) {
        for (const auto &[id, entry] : m_entries) {
            if (entry.trial.target == target && counts(entry.trial))
                result.append(entry.figures.figures());
        }
    }
    return result;
}

} // namespace boxmark
