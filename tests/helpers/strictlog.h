// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "helpers/patience.h"

#include <QRegularExpression>
#include <QTest>

namespace boxmark::test {

/// To be called in init() of every test: a warning that the test did not expect (QTest::ignoreMessage) fails it.
inline void failOnAnyWarning()
{
    // The offscreen platform says this of every window with a minimum size, and of menus; there is nothing to mend.
    QTest::failOnWarning(QRegularExpression(
        QStringLiteral("^(?!This plugin does not support (propagateSizeHints|raise\\(\\)|grabbing the keyboard)).*")));
}

} // namespace boxmark::test
