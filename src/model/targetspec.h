// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace boxmark {

/// One way to run the app, as the scenario names it.
struct TargetSpec
{
    QString name; ///< unique in a scenario; the kind's id when the scenario gives none
    QString kind; ///< "process", "docker", …: a key of the registry of target kinds
    QMap<QString, QString> options; ///< keys that only this kind knows, e.g. runtime

    bool operator==(const TargetSpec &) const = default;
};

inline constexpr int longestTargetName = 40;

/// Names become container and file names: up to 40 letters, digits, dashes, underscores and dots, beginning with a
/// letter or digit.
bool canNameTarget(const QString &name);

} // namespace boxmark
