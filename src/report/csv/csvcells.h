// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/outcome.h"
#include "model/record.h"
#include "model/trial.h"
#include "report/csv/csvfile.h"

#include <array>
#include <optional>

namespace boxmark {

// Cells that several tables have. One that has no value is empty, never zero.

/// In the unit that the column's name tells.
void optionalNumber(CsvFile &file, std::optional<double> value);
void optionalInteger(CsvFile &file, std::optional<qint64> value);
/// In microseconds, with one decimal.
void optionalTime(CsvFile &file, const std::optional<RequestTicks> &time);
/// In bytes.
void optionalBytes(CsvFile &file, const std::optional<Bytes> &size);
void acceleratorCell(CsvFile &file, std::optional<Accelerator> accelerator);
/// One for each outcome, in the order of allOutcomes.
void outcomeCells(CsvFile &file, const std::array<quint64, allOutcomes.size()> &outcomes);

} // namespace boxmark
