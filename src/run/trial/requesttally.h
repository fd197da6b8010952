// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"
#include "model/trial.h"

#include <QMap>
#include <QString>

namespace boxmark {

/// Counts how the requests of a trial's measured window ended (see isMeasured()). A value; one thread.
class RequestTally
{
public:
    /// How many of the batch were measured.
    quint64 add(const Trial &trial, const RequestBatch &batch);

    quint64 succeeded() const { return m_succeeded; }
    bool hasFailures() const { return !m_failures.isEmpty(); }
    /// "3 × refused, 1 × timed out waiting": what isFailure() calls so.
    QString failuresAsText() const;

private:
    quint64 m_succeeded = 0;
    QMap<Outcome, quint64> m_failures;
};

} // namespace boxmark
