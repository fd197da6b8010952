// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/stopsignal.h"

#include <csignal>
#include <cstring>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr int lastSignal = 64; // of Linux on x86-64 (signal(7))
constexpr int firstRealTime = 34; // what glibc calls SIGRTMIN; the two before are its own

// "RTMIN+3", "RTMAX-2".
std::optional<int> realTimeSignal(const QString &name)
{
    const bool fromFirst = name.startsWith(u"RTMIN");
    if (!fromFirst && !name.startsWith(u"RTMAX"))
        return {};
    bool isNumber = true;
    const QString rest = name.mid(5);
    const int offset = rest.isEmpty() ? 0 : rest.toInt(&isNumber);
    const int number = (fromFirst ? firstRealTime : lastSignal) + offset;
    if (!isNumber || number < firstRealTime || number > lastSignal)
        return {};
    return number;
}

} // namespace

std::optional<int> signalNumber(const QString &name)
{
    bool isNumber = false;
    const int number = name.toInt(&isNumber);
    if (isNumber)
        return number > 0 && number <= lastSignal ? std::optional(number) : std::nullopt;
    QString plain = name.toUpper();
    if (plain.startsWith(u"SIG"))
        plain.remove(0, 3);
    for (int signal = 1; signal < firstRealTime; ++signal) {
        const char *known = sigabbrev_np(signal);
        if (known && plain == QLatin1StringView(known))
            return signal;
    }
    return realTimeSignal(plain);
}

} // namespace boxmark
