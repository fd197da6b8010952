// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "report/figures.h"
#include "session/sessionreader.h"

#include <QList>
#include <QString>

#include <functional>

namespace boxmark {

/// What a session's records come to.
struct SessionFigures
{
    QList<TrialFigures> trials; ///< of every trial of the session, in its order, whatever became of it
    QList<QString> caveats; ///< "docker: …", each once: what the run told, and which trials did not complete
};

using RecordVisitor = std::function<void(const Trial &, const Record &)>;

/// Reads every record once; `alsoVisit` sees each of them too.
Result<SessionFigures> readSessionFigures(const SessionReader &session, const RecordVisitor &alsoVisit = {});

} // namespace boxmark
