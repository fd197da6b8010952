// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/trial.h"
#include "sample/noisereading.h"

#include <QStringList>

#include <optional>

namespace boxmark {

/// Sees what else goes on in the computer during a trial. Each reading takes some milliseconds, so there are only two,
/// before the warm-up and after the measured window, and none within. One thread.
class TrialWitness
{
public:
    /// Just before the box is started; `files` are those that it will read.
    void boxStarts(const QStringList &files);
    /// Which processes are the trial's own.
    void knows(const OwnProcesses &own);
    void loadStarts();
    NoiseEvidence loadEnded() const;

private:
    std::optional<double> m_cached {};
    OwnProcesses m_own {};
    NoiseReading m_before {};
};

} // namespace boxmark
