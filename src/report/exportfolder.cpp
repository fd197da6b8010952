// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/exportfolder.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace boxmark {

Result<void> makeExportFolder(const QString &directory)
{
    if (QDir().mkpath(directory) && QFileInfo(directory).isDir())
        return {};
    const auto tr = [](const char *text) { return QCoreApplication::translate("report", text); };
    const bool isFile = QFileInfo::exists(directory);
    return Error {tr("The folder %1 could not be made.").arg(directory),
        isFile ? tr("There is a file of this name.") : tr("You may not write there, or the disk is full."),
        tr("Choose another folder.")};
}

} // namespace boxmark
