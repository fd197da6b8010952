// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <cmath>
#include <vector>

/// Published data and comparisons with figures as they were printed.
namespace boxmark::test {

using Sample = std::vector<double>;

// SciPy's documentation of mannwhitneyu.
inline const Sample males {19, 22, 16, 29, 24};
inline const Sample females {20, 11, 17, 12};

// R's documentation of wilcox.test: Hollander & Wolfe, permeability of the chorioamnion.
inline const Sample atTerm {0.80, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46};
inline const Sample early {1.15, 0.88, 0.90, 0.74, 1.21};

// The same: depression before and after therapy.
inline const Sample before {1.83, 0.50, 1.62, 2.48, 1.68, 1.88, 1.55, 3.06, 1.30};
inline const Sample after {0.878, 0.647, 0.598, 2.05, 1.06, 1.29, 1.06, 3.14, 1.29};

// benchstat's documentation, ns/op.
inline const Sample jsonOld {1726, 1723, 1707, 1707, 1713, 1729, 1736, 1707, 1705, 1774};
inline const Sample jsonNew {1423, 1416, 1411, 1413, 1412, 1426, 1422, 1424, 1447, 1425};
inline const Sample gobOld {3069, 3075, 3069, 3067, 3207, 3064, 3064, 3058, 3059, 3062};
inline const Sample gobNew {3075, 3065, 3059, 3065, 3060, 3081, 3186, 3135, 3087, 3062};

/// Fails the calling test when the value is not what was printed, to half a unit of its last digit.
#define COMPARE_PRINTED(value, printed)                                                                                \
    QVERIFY2(boxmark::test::equalsPrinted(value, printed), qPrintable(QString::number(value, 'g', 15)))

inline bool equalsPrinted(double value, const char *printed)
{
    const QByteArray text(printed);
    const qsizetype exponentAt = text.indexOf('e');
    const QByteArray digits = exponentAt < 0 ? text : text.left(exponentAt);
    const int exponent = exponentAt < 0 ? 0 : text.mid(exponentAt + 1).toInt();
    const qsizetype point = digits.indexOf('.');
    const auto decimals = static_cast<double>(point < 0 ? 0 : digits.size() - point - 1);
    const double lastDigit = std::pow(10, exponent - decimals);
    return std::abs(value - text.toDouble()) <= 0.5000001 * lastDigit;
}

} // namespace boxmark::test
