// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/recordsink.h"
#include "report/figures/figures.h"

#include <QMap>
#include <QString>

#include <map>
#include <vector>

namespace boxmark {

/// Follows a run whose scenario says `until`, and tells whether its rounds are enough: whether in every target that has
/// the metric at all the interval of the median, that of the comparison, reaches 95 % and is narrow enough. It looks at
/// how narrow, never at which target is the faster: to stop at the first difference would find one too often.
class RoundsJudge final : public RecordSink
{
public:
    explicit RoundsJudge(const Until &until);

    /// A trial of a run that is resumed, with its figures.
    void add(const Trial &trial, const TrialFigures &figures);

    void sessionStarted(const Session &) override { }
    void trialChanged(const Trial &trial) override;
    void record(TrialId trial, const Record &record) override;
    void sessionEnded() override { }

    RoundsJudgement judgement() const;

private:
    const Until m_until;
    std::map<TrialId, FiguresAccumulator> m_running;
    QMap<QString, std::vector<double>> m_values; ///< of the trials that count, by target
};

} // namespace boxmark
