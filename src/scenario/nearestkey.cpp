// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/nearestkey.h"

#include <algorithm>
#include <numeric>
#include <vector>

namespace boxmark {

namespace {

// V. I. Levenshtein, Binary codes capable of correcting deletions, insertions, and reversals (1966); two-row form.
qsizetype editDistance(const QString &a, const QString &b)
{
    const auto width = static_cast<std::size_t>(b.size());
    std::vector<qsizetype> previous(width + 1);
    std::vector<qsizetype> current(width + 1);
    std::iota(previous.begin(), previous.end(), 0);
    for (qsizetype row = 0; row < a.size(); ++row) {
        current[0] = row + 1;
        for (std::size_t column = 0; column < width; ++column) {
            const bool same = a[row] == b[static_cast<qsizetype>(column)];
            current[column + 1]
                = std::min({previous[column] + (same ? 0 : 1), previous[column + 1] + 1, current[column] + 1});
        }
        previous.swap(current);
    }
    return previous.back();
}

} // namespace

QString nearestKey(const QString &key, const QStringList &known)
{
    // A key longer than this is no slip of the pen, and the file is untrusted.
    constexpr qsizetype longestKey = 64;
    if (key.size() > longestKey)
        return {};
    QString nearest;
    qsizetype best = std::max<qsizetype>(2, key.size() / 2) + 1;
    for (const QString &candidate : known) {
        const qsizetype distance = editDistance(key.toLower(), candidate);
        if (distance < best && distance < key.size()) { // else no letter of it stands
            best = distance;
            nearest = candidate;
        }
    }
    return nearest;
}

} // namespace boxmark
