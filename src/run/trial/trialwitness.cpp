// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/trial/trialwitness.h"

#include "sample/cachedshare.h"

#include <QCoreApplication>

namespace boxmark {

void TrialWitness::boxStarts(const QStringList &files)
{
    m_cached = cachedShare(files);
}

void TrialWitness::knows(const OwnProcesses &own)
{
    m_own = own;
}

void TrialWitness::loadStarts()
{
    m_before = readNoise();
}

NoiseEvidence TrialWitness::loadEnded() const
{
    OwnProcesses own = m_own;
    own.withDescendants << QCoreApplication::applicationPid();
    NoiseEvidence noise = noiseBetween(m_before, readNoise(), own);
    noise.cached = m_cached;
    return noise;
}

} // namespace boxmark
