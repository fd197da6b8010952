// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/start/recentfiles.h"

#include <QFileInfo>
#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr qsizetype mostRecent = 10;
constexpr QLatin1StringView sessionsKey("recentSessions");
constexpr QLatin1StringView scenariosKey("recentScenarios");
constexpr QLatin1StringView lastScenarioKey("lastScenario");

QStringList existing(QLatin1StringView key)
{
    QStringList files = QSettings().value(key).toStringList();
    files.removeIf([](const QString &file) { return !QFileInfo::exists(file); });
    return files;
}

void prepend(QLatin1StringView key, const QString &filePath)
{
    const QString path = QFileInfo(filePath).absoluteFilePath();
    QStringList files = existing(key);
    files.removeAll(path);
    files.prepend(path);
    QSettings().setValue(key, QStringList(files.first(std::min(files.size(), mostRecent))));
}

} // namespace

QStringList recentSessions()
{
    return existing(sessionsKey);
}

void addRecentSession(const QString &filePath)
{
    prepend(sessionsKey, filePath);
}

void forgetRecentSessions()
{
    QSettings().remove(sessionsKey);
}

QStringList recentScenarios()
{
    return existing(scenariosKey);
}

void addRecentScenario(const QString &filePath)
{
    prepend(scenariosKey, filePath);
}

QString lastScenario()
{
    return QSettings().value(lastScenarioKey).toString();
}

void setLastScenario(const QString &filePath)
{
    QSettings().setValue(lastScenarioKey, filePath);
}

} // namespace boxmark
