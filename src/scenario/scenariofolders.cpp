// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/scenarioreader.h"

#include <QCoreApplication>
#include <QDir>
#include <QStandardPaths>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

QString ownScenarioFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/boxmark/scenarios"_s;
}

QStringList scenarioFolders()
{
    const QString program = QCoreApplication::applicationDirPath();
    const QStringList candidates {
        qEnvironmentVariable("BOXMARK_SCENARIOS"), // a test's or a packager's word comes first
        program + u"/../../scenarios"_s, // build/release/boxmark in the source tree
        program + u"/../share/boxmark/scenarios"_s, // an installation
        ownScenarioFolder()};
    QStringList folders;
    for (const QString &candidate : candidates) {
        const QString path = QDir(candidate).canonicalPath();
        if (!candidate.isEmpty() && !path.isEmpty() && !folders.contains(path))
            folders.append(path);
    }
    return folders;
}

QStringList findScenarioFiles()
{
    QStringList files;
    for (const QString &folder : scenarioFolders()) {
        auto entries = QDir(folder).entryInfoList({u"*.yaml"_s, u"*.yml"_s}, QDir::Files | QDir::Readable, QDir::Name);
        // A variant's name goes on where the first one's ends: it stands behind it.
        std::stable_sort(entries.begin(), entries.end(),
            [](const QFileInfo &one, const QFileInfo &two) { return one.completeBaseName() < two.completeBaseName(); });
        for (const QFileInfo &entry : entries)
            files.append(entry.absoluteFilePath());
    }
    return files;
}

} // namespace boxmark
