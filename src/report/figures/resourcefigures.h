// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"
#include "model/trial.h"

#include <QList>
#include <QMap>
#include <QString>

namespace boxmark {

/// Adds what a trial took of CPU and memory to its figures.
///
/// Means are of the samples within the measured window, each weighted by the time since the sample before it of the
/// same scope: that is what its CPU figure covers, and a sampler that comes late on a busy machine must not make the
/// busy time count less. Peaks of memory are of the whole trial: what was needed to start was needed; those of
/// CPU and load are of the window. Memory at the start is that of the first sample since the first 200. What was read
/// and written is that of the window.
void addResourceFigures(QMap<QString, double> &values, const Trial &trial, const QList<ResourceSample> &samples);

} // namespace boxmark
