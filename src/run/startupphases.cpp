// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/startupphases.h"

#include "model/startup.h"

#include <algorithm>

namespace boxmark {

StartupPhases::StartupPhases(MonotonicTime origin)
    : m_origin(origin)
{
}

void StartupPhases::reached(const QString &name, MonotonicTime at)
{
    if (findStartupPhase(name) && !m_ends.contains(name))
        m_ends.insert(name, at - m_origin);
}

QList<Phase> StartupPhases::spans() const
{
    const TrialTime last = m_ends.value(phase::firstResponse, TrialTime::max());
    QList<Phase> phases;
    TrialTime start {0};
    for (const StartupPhase &known : startupPhases()) {
        const QString &name = known.name;
        const auto end = m_ends.constFind(name);
        if (end == m_ends.cend())
            continue;
        const TrialTime clamped = std::clamp(*end, start, std::max(start, last));
        phases.append({name, start, clamped});
        start = clamped;
    }
    return phases;
}

} // namespace boxmark
