// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/metric.h"

#include <QList>
#include <QString>

namespace boxmark {

/// What a metric is about: long tables are read group by group.
enum class MetricGroup { StartUp, Latency, Rates, Cpu, Memory, Io, Footprint, Other };

/// In the order in which tables show them.
const QList<MetricGroup> &allMetricGroups();

/// By the metric's name, which stays for ever.
MetricGroup groupOf(const Metric &metric);

/// "Start-up", "Latency"…
QString groupTitle(MetricGroup group);

} // namespace boxmark
