// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "host/processors.h"
#include "model/scenario.h"

#include <QList>
#include <QString>

namespace boxmark {

/// Who runs where on this computer.
struct ProcessorPlan
{
    CpuPlan cpus {}; ///< Listed, or Shared
    QString shortage {}; ///< a whole sentence when what was asked for cannot be had, or only poorly; else empty
};

/// What a scenario's `cpus:` comes to on the processors that are here. The loader gets the first cores, where a kernel
/// does its own chores too: one processor for each of its threads and one for what gathers the records, but no more
/// than half of all; no core is shared between loader and targets. An Error when a list names what is not here.
Result<ProcessorPlan> planProcessors(const Scenario &scenario, const QList<Processor> &here);

/// "0-2, 5"
QString processorsAsText(const QList<int> &processors);

} // namespace boxmark
