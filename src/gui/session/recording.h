// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "chart/kind/startupchart.h"
#include "chart/kind/timelinecharts.h"
#include "chart/kind/trialtimeline.h"
#include "chart/palette.h"
#include "model/recordsink.h"
#include "report/figures/figures.h"

#include <QList>
#include <QString>

#include <deque>
#include <map>
#include <optional>

namespace boxmark {

struct LogEntry
{
    QString target;
    LogLine line;
};

/// What the window knows of a session: the same for a run that goes on and for a file that was opened, because both
/// come as the same calls. Does not keep requests, only what is made of them; its size is bounded. A value that belongs
/// to one thread at a time: a file is read into it in a worker thread and then handed over.
class Recording final : public RecordSink
{
public:
    void sessionStarted(const Session &session) override;
    void trialChanged(const Trial &trial) override;
    void record(TrialId trial, const Record &record) override;
    void startingUp(TrialId trial, const QList<Phase> &soFar, MonotonicTime origin) override;
    void factLearned(const QString &name, const QString &value) override;
    void concluded(const QString &why) override;
    void sessionEnded() override;

    /// What was made elsewhere of a saved trial's records: its figures, its lines, and of the records all but requests
    /// and samples, which are many.
    void setRead(const TrialFigures &figures, TrialTimeline timeline, const QList<Record> &others);

    const Session &session() const { return m_session; }
    Session &session() { return m_session; }
    const TargetPalette &palette() const { return m_palette; }
    bool hasEnded() const { return m_ended; }

    /// The newest trial of a target that has begun; null when none has.
    const Trial *latestTrial(const QString &target) const;
    /// A target's trial of that number, or the newest that has begun when `number` is absent; null when there is none.
    const Trial *chosenTrial(const QString &target, std::optional<int> number) const;
    /// One track a target, chosen like that. Refers to this recording.
    QList<TimelineTrack> tracks(std::optional<int> number) const;

    /// One start a target of which a trial was planned, chosen like that; live also of what has not begun yet.
    QList<StartupTrack> startupTracks(std::optional<int> number) const;
    /// Whether a start goes on: it grows although nothing new is recorded.
    bool isStarting() const;

    /// Nothing when the trial is not known.
    std::optional<TrialFigures> figures(TrialId trial) const;
    /// Of every trial that completed.
    QList<TrialFigures> completedFigures() const;

    /// The last `maximumLog` lines; `logTotal` counts all that there ever were.
    const std::deque<LogEntry> &log() const { return m_log; }
    qsizetype logTotal() const { return m_logTotal; }
    static constexpr std::size_t maximumLog = 20'000;

    /// Of one trial.
    QList<Caveat> caveatsOf(TrialId trial) const;
    /// "docker: …", each once.
    const QList<QString> &caveats() const { return m_caveats; }
    /// Command lines that were run, in order.
    const QList<QString> &commands() const { return m_commands; }
    /// Rises with every record: whoever draws knows whether there is anything new.
    quint64 revision() const { return m_revision; }

private:
    struct Entry
    {
        Trial trial;
        TrialTimeline timeline;
        FiguresAccumulator figures;
        std::optional<TrialFigures> readFigures {}; ///< of a saved trial
        QList<Caveat> caveats {};
        QList<Phase> startup {}; ///< what counts, once the trial has ended; until then what is known
        std::optional<MonotonicTime> startingSince {}; ///< while the start goes on
    };

    const Entry *chosenEntry(const QString &target, std::optional<int> number) const;
    QString titleOf(const Entry &entry) const;
    bool isPlanned(const QString &target) const;
    void forgetPlanned();
    void addCaveat(const QString &target, const Caveat &caveat);
    void finishEnded(TrialId trial);
    void note(Entry &entry, const Record &record);
    void addPhase(Entry &entry, const Phase &phase);
    void addLog(const QString &target, const LogLine &line);

    Session m_session;
    TargetPalette m_palette;
    std::map<TrialId, Entry> m_entries;
    TrialId m_recorded = 0; ///< the trial of the newest record
    std::deque<LogEntry> m_log;
    qsizetype m_logTotal = 0;
    QList<QString> m_caveats;
    QList<QString> m_commands;
    quint64 m_revision = 0;
    bool m_ended = false;
};

} // namespace boxmark
