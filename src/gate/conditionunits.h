// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"

#include <QString>
#include <QStringList>

namespace boxmark {

/// What numbers of a condition must share to be held against each other.
enum class Dimension { None, Time, Size, Share, Rate };

/// Of the figures that are told in this unit.
Dimension dimensionOf(Unit unit);
/// "a time", "a size"…: as a person reads it.
QString dimensionName(Dimension dimension);

/// A unit that may stand behind a number.
struct ConditionUnit
{
    const char16_t *symbol; ///< as it is written: upper and lower case differ
    Dimension dimension;
    double factor; ///< to the unit that metrics of this dimension are kept in
};

/// Null when there is no such unit.
const ConditionUnit *findConditionUnit(const QString &symbol);
/// Every symbol.
QStringList conditionUnits();

} // namespace boxmark
