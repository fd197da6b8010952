// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gate/conditionunits.h"

#include <QCoreApplication>

#include <array>

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("gate", text);
}

constexpr double kib = 1024;
constexpr double mib = 1024 * kib;
constexpr double gib = 1024 * mib;
constexpr std::array knownUnits {ConditionUnit {u"ns", Dimension::Time, 1e-6},
    ConditionUnit {u"us", Dimension::Time, 1e-3}, ConditionUnit {u"\u00b5s", Dimension::Time, 1e-3},
    ConditionUnit {u"\u03bcs", Dimension::Time, 1e-3}, ConditionUnit {u"ms", Dimension::Time, 1},
    ConditionUnit {u"s", Dimension::Time, 1e3}, ConditionUnit {u"m", Dimension::Time, 60e3},
    ConditionUnit {u"h", Dimension::Time, 3600e3}, ConditionUnit {u"B", Dimension::Size, 1},
    ConditionUnit {u"kB", Dimension::Size, 1e3}, ConditionUnit {u"MB", Dimension::Size, 1e6},
    ConditionUnit {u"GB", Dimension::Size, 1e9}, ConditionUnit {u"KiB", Dimension::Size, kib},
    ConditionUnit {u"MiB", Dimension::Size, mib}, ConditionUnit {u"GiB", Dimension::Size, gib},
    ConditionUnit {u"%", Dimension::Share, 1}, ConditionUnit {u"/s", Dimension::Rate, 1}};

} // namespace

Dimension dimensionOf(Unit unit)
{
    switch (unit) {
    case Unit::Milliseconds:
        return Dimension::Time;
    case Unit::PerSecond:
        return Dimension::Rate;
    case Unit::Percent:
    case Unit::CorePercent:
        return Dimension::Share;
    case Unit::Bytes:
        return Dimension::Size;
    case Unit::Count:
        return Dimension::None;
    }
    Q_UNREACHABLE();
}

QString dimensionName(Dimension dimension)
{
    switch (dimension) {
    case Dimension::None:
        return tr("a plain number");
    case Dimension::Time:
        return tr("a time");
    case Dimension::Size:
        return tr("a size");
    case Dimension::Share:
        return tr("a percentage");
    case Dimension::Rate:
        return tr("a rate");
    }
    Q_UNREACHABLE();
}

const ConditionUnit *findConditionUnit(const QString &symbol)
{
    for (const ConditionUnit &unit : knownUnits) {
        if (symbol == QStringView(unit.symbol))
            return &unit;
    }
    return nullptr;
}

QStringList conditionUnits()
{
    QStringList symbols;
    for (const ConditionUnit &unit : knownUnits)
        symbols.append(QString::fromUtf16(unit.symbol));
    return symbols;
}

} // namespace boxmark
