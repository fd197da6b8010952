// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "target/microvm/microvmspec.h"

using namespace Qt::StringLiterals;

namespace boxmark {

QString microVmBootArguments(std::optional<int> tscKilohertz)
{
    QString arguments = u"console=ttyS0 quiet panic=1 reboot=t"_s;
    if (tscKilohertz)
        arguments += u" tsc=reliable tsc_early_khz=%1"_s.arg(*tscKilohertz);
    return arguments;
}

} // namespace boxmark
