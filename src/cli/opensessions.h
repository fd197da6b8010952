// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "report/report.h"
#include "session/sessionreader.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace boxmark {

/// Session files, open for a report.
class OpenSessions
{
public:
    /// Tells on stderr what a person must know of a file.
    static Result<OpenSessions> open(const QStringList &paths);

    QList<const SessionReader *> readers() const;
    /// As a report of them will call its targets.
    QStringList targets() const;

private:
    std::vector<std::unique_ptr<SessionReader>> m_sessions;
};

} // namespace boxmark
