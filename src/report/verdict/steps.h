// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "report/verdict/comparison.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace boxmark {

/// The metrics that a step of a mix has by itself, in the order of allMetrics().
const QList<Metric> &stepMetrics();
/// The few of them that tables for a person show: median and tail of the service time, throughput, failures.
QList<Metric> headlineStepMetrics();

/// The steps of the loads that were compared, as first met. Empty when no load has more than one: then the figures of
/// the trial are those of its step.
QStringList stepsOf(const Comparison &comparison);

/// One step alone: the same targets and trials, with the step's figures in place of the whole's.
Comparison comparisonOfStep(const Comparison &comparison, const QString &step);

/// Each metric step by step: steps as rows, each titled by its step and named "service_time_p50_step_1".
Comparison comparisonBySteps(const Comparison &comparison, const QList<Metric> &metrics);
/// What the row of such a name is of: "service_time_p50". The name itself when it is of no step.
QString metricOfStepRow(const QString &name);

/// Whether there is nothing to see in it: no value, or zeros.
bool isAllZero(const Comparison &comparison);

} // namespace boxmark
