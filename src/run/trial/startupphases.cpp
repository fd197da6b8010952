// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/trial/startupphases.h"

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
    QList<Phase> phases;
    for (const StartupPhase &known : startupPhases()) {
        if (const auto end = m_ends.constFind(known.name); end != m_ends.cend())
            phases.append({known.name, TrialTime {0}, std::max(*end, TrialTime {0})});
    }
    for (qsizetype next = phases.size() - 1; next > 0; --next)
        phases[next - 1].end = std::min(phases[next - 1].end, phases[next].end);
    for (qsizetype index = 1; index < phases.size(); ++index)
        phases[index].start = phases[index - 1].end;
    return phases;
}

} // namespace boxmark
