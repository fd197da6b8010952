// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

namespace boxmark::test {

/// How long QTRY_VERIFY and QTRY_COMPARE wait, in milliseconds. Qt's own five seconds are less than a computer that
/// others keep busy may need to start a program; what comes at all ends the waiting as soon as it comes.
constexpr int patience = 30'000;

} // namespace boxmark::test

#undef QTRY_VERIFY
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT((expression), boxmark::test::patience)
#undef QTRY_COMPARE
#define QTRY_COMPARE(expression, expected) QTRY_COMPARE_WITH_TIMEOUT((expression), (expected), boxmark::test::patience)
