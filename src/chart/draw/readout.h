// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"

#include <QList>
#include <QString>

namespace boxmark {

/// What the lines say at one moment: one line a series that has a point near it.
struct ReadoutLine
{
    QString text; ///< "docker p95: 0.61 ms"
    TargetStyle style {};
    QPointF point; ///< seconds, value
};

struct Readout
{
    QString heading; ///< "at 3.20 s"
    QList<ReadoutLine> lines {};

    /// As one sentence, for a screen reader.
    QString text() const;
};

/// `tolerance` in seconds: how far from the moment a point may be.
Readout readoutAt(const ChartSpec &spec, double seconds, double tolerance);

} // namespace boxmark
