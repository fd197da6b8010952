// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/verdict/comparison.h"

#include <QString>
#include <QStringList>

namespace boxmark {

/// Why a target has no figure of a metric, told by the figures that it has: "it shares the host's network …". A part of
/// a sentence; empty when nothing is known.
QString whyNotMeasured(const Comparison &comparison, const QString &target, const Metric &metric);

/// What a reader of the figures must know: the caveats, and why figures of what was read, written, received and sent
/// are not there, whose absence looks like a fault.
QStringList remarksOn(const Comparison &comparison);

} // namespace boxmark
