// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/session/recording.h"

#include "model/boxtext.h"
#include "model/startup.h"
#include "model/steptitle.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

void Recording::sessionStarted(const Session &session)
{
    m_session = session;
    m_palette = TargetPalette(session.scenario.targets);
    forgetPlanned();
    for (const Trial &trial : session.trials)
        trialChanged(trial);
}

// A saved run that is resumed: what came before of a trial that is carried out once more does not count.
void Recording::forgetPlanned()
{
    m_ended = false;
    for (const Trial &trial : std::as_const(m_session.trials)) {
        if (trial.state == TrialState::Planned)
            m_entries.erase(trial.id);
    }
    m_caveats.clear();
    for (const auto &[id, entry] : m_entries) {
        for (const Caveat &caveat : entry.caveats)
            addCaveat(entry.trial.target, caveat);
    }
}

void Recording::addCaveat(const QString &target, const Caveat &caveat)
{
    const QString text = target + u": "_s + caveat.text;
    if (!m_caveats.contains(text))
        m_caveats.append(text);
}

void Recording::trialChanged(const Trial &trial)
{
    ++m_revision;
    const auto [found, isNew] = m_entries.try_emplace(trial.id);
    Entry &entry = found->second;
    if (isNew)
        entry.figures = FiguresAccumulator(stepTitles(m_session.scenario.load));
    entry.trial = trial;
    entry.timeline.setTrial(trial);
    entry.figures.setTrial(trial);
    if (trial.coldStart || trial.state != TrialState::Running)
        entry.startingSince.reset();
    const auto known = std::ranges::find(m_session.trials, trial.id, &Trial::id);
    if (known == m_session.trials.end())
        m_session.trials.append(trial);
    else
        *known = trial;
}

void Recording::record(TrialId trial, const Record &record)
{
    ++m_revision;
    if (trial != m_recorded)
        finishEnded(std::exchange(m_recorded, trial));
    Entry &entry = m_entries[trial];
    entry.timeline.add(record);
    entry.figures.add(record);
    note(entry, record);
}

void Recording::note(Entry &entry, const Record &record)
{
    if (const auto *phase = std::get_if<Phase>(&record))
        addPhase(entry, *phase);
    if (const auto *line = std::get_if<LogLine>(&record))
        addLog(entry.trial.target, *line);
    if (const auto *caveat = std::get_if<Caveat>(&record)) {
        entry.caveats.append(*caveat);
        addCaveat(entry.trial.target, *caveat);
    }
}

void Recording::setRead(const TrialFigures &figures, TrialTimeline timeline, const QList<Record> &others)
{
    ++m_revision;
    Entry &entry = m_entries[figures.trial];
    entry.readFigures = figures;
    entry.timeline = std::move(timeline);
    for (const Record &record : others)
        note(entry, record);
}

// What a line that still grows needs is many times what it shows.
void Recording::finishEnded(TrialId trial)
{
    const auto found = m_entries.find(trial);
    if (found == m_entries.end())
        return;
    const TrialState state = found->second.trial.state;
    if (state != TrialState::Planned && state != TrialState::Running)
        found->second.timeline.finish();
}

void Recording::startingUp(TrialId trial, const QList<Phase> &soFar, MonotonicTime origin)
{
    ++m_revision;
    Entry &entry = m_entries[trial];
    entry.startup = soFar;
    if (!entry.trial.coldStart)
        entry.startingSince = origin;
}

// The records repeat, and complete, what was told while the start went on.
void Recording::addPhase(Entry &entry, const Phase &phase)
{
    if (!findStartupPhase(phase.name))
        return;
    const auto known = std::find_if(entry.startup.begin(), entry.startup.end(),
        [&phase](const Phase &candidate) { return candidate.name == phase.name; });
    if (known == entry.startup.end())
        entry.startup.append(phase);
    else
        *known = phase;
    std::stable_sort(entry.startup.begin(), entry.startup.end(), [](const Phase &one, const Phase &two) {
        return std::pair(one.start, one.end) < std::pair(two.start, two.end);
    });
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

void Recording::factLearned(const QString &name, const QString &value)
{
    ++m_revision;
    m_session.environment.facts.append({name, value});
}

void Recording::concluded(const QString &why)
{
    ++m_revision;
    m_session.ending = why;
}

void Recording::sessionEnded()
{
    ++m_revision;
    m_ended = true;
    for (auto &[id, entry] : m_entries) {
        if (!entry.readFigures) // else its lines are finished
            entry.timeline.finish();
    }
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

const Recording::Entry *Recording::chosenEntry(const QString &target, std::optional<int> number) const
{
    const Trial *latest = latestTrial(target);
    for (const auto &[id, entry] : m_entries) {
        const bool wanted = number ? entry.trial.number == *number : latest && latest->id == id;
        if (entry.trial.target == target && wanted)
            return &entry;
    }
    return nullptr;
}

const Trial *Recording::chosenTrial(const QString &target, std::optional<int> number) const
{
    const Entry *entry = chosenEntry(target, number);
    return entry ? &entry->trial : nullptr;
}

QString Recording::titleOf(const Entry &entry) const
{
    return markedTarget(entry.trial.target, entry.trial.box.accelerator);
}

QList<TimelineTrack> Recording::tracks(std::optional<int> number) const
{
    QList<TimelineTrack> result;
    for (const TargetSpec &target : m_session.scenario.targets) {
        if (const Entry *entry = chosenEntry(target.name, number))
            result.append({titleOf(*entry), m_palette.style(target.name), &entry->timeline});
    }
    return result;
}

bool Recording::isPlanned(const QString &target) const
{
    return std::any_of(m_session.trials.begin(), m_session.trials.end(),
        [&target](const Trial &trial) { return trial.target == target; });
}

QList<StartupTrack> Recording::startupTracks(std::optional<int> number) const
{
    QList<StartupTrack> result;
    for (const TargetSpec &target : m_session.scenario.targets) {
        StartupTrack track {target.name, m_palette.style(target.name)};
        if (const Entry *entry = chosenEntry(target.name, number)) {
            track.target = titleOf(*entry);
            track.phases = entry->startup;
            if (entry->startingSince)
                track.elapsed = Clock::system().now() - *entry->startingSince;
        }
        if (isPlanned(target.name))
            result.append(track);
    }
    return result;
}

bool Recording::isStarting() const
{
    return std::any_of(m_entries.begin(), m_entries.end(),
        [](const auto &numbered) { return numbered.second.startingSince.has_value(); });
}

std::optional<TrialFigures> Recording::figures(TrialId trial) const
{
    const auto found = m_entries.find(trial);
    if (found == m_entries.end())
        return std::nullopt;
    const Entry &entry = found->second;
    return entry.readFigures ? *entry.readFigures : entry.figures.figures();
}

QList<Caveat> Recording::caveatsOf(TrialId trial) const
{
    const auto found = m_entries.find(trial);
    return found == m_entries.end() ? QList<Caveat> {} : found->second.caveats;
}

QList<TrialFigures> Recording::completedFigures() const
{
    QList<TrialFigures> result;
    for (const QString &target : m_session.plannedTargets()) {
        for (const auto &[id, entry] : m_entries) {
            if (entry.trial.target == target && counts(entry.trial))
                result.append(entry.readFigures ? *entry.readFigures : entry.figures.figures());
        }
    }
    return result;
}

} // namespace boxmark
