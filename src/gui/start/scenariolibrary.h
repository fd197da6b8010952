// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace boxmark {

/// The scenarios that the window offers: those of scenarioFolders() and those that a person opened from elsewhere, with
/// one of them chosen.
class ScenarioLibrary
{
public:
    struct Entry
    {
        QString filePath;
        Result<Scenario> scenario;
    };

    /// Reads every file anew.
    void reload();
    /// Adds a file, or reads it again. Its index.
    qsizetype add(const QString &filePath);

    const QList<Entry> &entries() const { return m_entries; }
    /// A target more for a scenario, for as long as this lives; its file stays as it is.
    void addTarget(const QString &filePath, const TargetSpec &target);
    /// Only one that was added can be taken out.
    void removeTarget(const QString &filePath, const QString &name);
    /// Their names.
    QStringList addedTargets(const QString &filePath) const;

    /// Nothing when there is none of that path or it cannot be read.
    std::optional<Scenario> scenario(const QString &filePath) const;
    /// The one named quick.yaml, else the first that can be read; empty when there is none.
    QString quickPath() const;

private:
    Result<Scenario> read(const QString &filePath) const;

    QList<Entry> m_entries;
    QHash<QString, QList<TargetSpec>> m_added; ///< by file path
};

} // namespace boxmark
