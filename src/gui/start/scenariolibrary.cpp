// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/start/scenariolibrary.h"

#include "run/vocabulary.h"
#include "scenario/scenarioreader.h"

#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

bool hasTarget(const Scenario &scenario, const QString &name)
{
    return std::any_of(scenario.targets.begin(), scenario.targets.end(),
        [&name](const TargetSpec &target) { return target.name == name; });
}

bool isQuick(const QString &filePath)
{
    return QFileInfo(filePath).fileName() == u"quick.yaml"_s;
}

} // namespace

void ScenarioLibrary::reload()
{
    QStringList paths = findScenarioFiles();
    for (const Entry &entry : std::as_const(m_entries)) {
        if (!paths.contains(entry.filePath) && QFileInfo::exists(entry.filePath))
            paths.append(entry.filePath);
    }
    // The first thing to try stands first.
    std::stable_partition(paths.begin(), paths.end(), isQuick);
    m_entries.clear();
    for (const QString &path : std::as_const(paths))
        m_entries.append({path, read(path)});
}

// A target that the file has by now takes the place of one of that name.
Result<Scenario> ScenarioLibrary::read(const QString &filePath) const
{
    auto scenario = readScenario(filePath, knownVocabulary());
    for (const TargetSpec &target : m_added.value(filePath)) {
        if (scenario && !hasTarget(scenario.value(), target.name))
            scenario.value().targets.append(target);
    }
    return scenario;
}

void ScenarioLibrary::addTarget(const QString &filePath, const TargetSpec &target)
{
    m_added[filePath].append(target);
    add(filePath);
}

void ScenarioLibrary::removeTarget(const QString &filePath, const QString &name)
{
    m_added[filePath].removeIf([&name](const TargetSpec &target) { return target.name == name; });
    add(filePath);
}

QStringList ScenarioLibrary::addedTargets(const QString &filePath) const
{
    QStringList names;
    for (const TargetSpec &target : m_added.value(filePath))
        names.append(target.name);
    return names;
}

qsizetype ScenarioLibrary::add(const QString &filePath)
{
    const QString path = QFileInfo(filePath).absoluteFilePath();
    Entry entry {path, read(path)};
    for (qsizetype index = 0; index < m_entries.size(); ++index) {
        if (m_entries[index].filePath == path) {
            m_entries[index] = std::move(entry);
            return index;
        }
    }
    m_entries.append(std::move(entry));
    return m_entries.size() - 1;
}

std::optional<Scenario> ScenarioLibrary::scenario(const QString &filePath) const
{
    for (const Entry &entry : m_entries) {
        if (entry.filePath == filePath && entry.scenario)
            return entry.scenario.value();
    }
    return std::nullopt;
}

QString ScenarioLibrary::quickPath() const
{
    QString first;
    for (const Entry &entry : m_entries) {
        if (!entry.scenario)
            continue;
        if (isQuick(entry.filePath))
            return entry.filePath;
        if (first.isEmpty())
            first = entry.filePath;
    }
    return first;
}

} // namespace boxmark
