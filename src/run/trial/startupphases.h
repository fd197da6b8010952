// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "model/record.h"

#include <QList>
#include <QMap>
#include <QString>

namespace boxmark {

/// Gathers the moments of a start and makes them into spans that follow each other without a gap.
class StartupPhases
{
public:
    explicit StartupPhases(MonotonicTime origin);

    /// The phase `name` (see namespace phase) ended at `at`. Known names only; others are kept out.
    void reached(const QString &name, MonotonicTime at);

    /// From the origin on, in the order of a start; phases that were not reached are absent. A moment that was seen
    /// later than what must follow it (the agent looks for the port every few milliseconds; that a program runs is
    /// learned when the event loop comes to it) is put no later than that.
    QList<Phase> spans() const;

private:
    MonotonicTime m_origin;
    QMap<QString, TrialTime> m_ends;
};

} // namespace boxmark
