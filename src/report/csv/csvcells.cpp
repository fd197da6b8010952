// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/csv/csvcells.h"

namespace boxmark {

void optionalNumber(CsvFile &file, std::optional<double> value)
{
    if (value)
        file.number(*value);
    else
        file.empty();
}

void optionalInteger(CsvFile &file, std::optional<qint64> value)
{
    if (value)
        file.integer(*value);
    else
        file.empty();
}

void optionalTime(CsvFile &file, const std::optional<RequestTicks> &time)
{
    if (time)
        file.tenths(time->count());
    else
        file.empty();
}

void optionalBytes(CsvFile &file, const std::optional<Bytes> &size)
{
    if (size)
        file.integer(size->count);
    else
        file.empty();
}

void acceleratorCell(CsvFile &file, std::optional<Accelerator> accelerator)
{
    if (accelerator)
        file.text(acceleratorName(*accelerator));
    else
        file.empty();
}

void outcomeCells(CsvFile &file, const std::array<quint64, allOutcomes.size()> &outcomes)
{
    for (const quint64 count : outcomes)
        file.integer(static_cast<qint64>(count));
}

} // namespace boxmark
