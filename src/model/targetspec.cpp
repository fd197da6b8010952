// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/targetspec.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

bool canNameTarget(const QString &name)
{
    static const QString allowed = u"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."_s;
    return !name.isEmpty() && name.size() <= longestTargetName && name.front().isLetterOrNumber()
        && std::all_of(name.begin(), name.end(), [](QChar c) { return allowed.contains(c); });
}

} // namespace boxmark
