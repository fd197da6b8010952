// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/recentfiles.h"

#include <QFileInfo>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr qsizetype mostRecent = 10;
constexpr QLatin1StringView key("recentSessions");

} // namespace

QStringList recentSessions()
{
    QStringList files = QSettings().value(key).toStringList();
    files.removeIf([](const QString &file) { return !QFileInfo::exists(file); });
    return files;
}

void addRecentSession(const QString &filePath)
{
    const QString path = QFileInfo(filePath).absoluteFilePath();
    QStringList files = recentSessions();
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(key, QStringList(files.first(std::min(files.size(), mostRecent))));
}

} // namespace boxmark
