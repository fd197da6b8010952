// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"

#include <QList>
#include <QString>

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
    /// Nothing when there is none of that path or it cannot be read.
    std::optional<Scenario> scenario(const QString &filePath) const;
    /// The one named quick.yaml, else the first that can be read; empty when there is none.
    QString quickPath() const;

private:
    QList<Entry> m_entries;
};

} // namespace boxmark
