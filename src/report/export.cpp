// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/export.h"

#include "report/exportfolder.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

struct Format
{
    QString name;
    Result<QStringList> (*write)(const SessionReader &, const QString &);
};

const QList<Format> &knownFormats()
{
    static const QList<Format> formats {{u"csv"_s, exportCsv}, {u"png"_s, exportPng}};
    return formats;
}

Error unknownFormat(const QString &name)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("report", text); };
    return {tr("The session cannot be exported as \"%1\".").arg(name), tr("There is no such format."),
        tr("Choose from: %1.").arg(exportFormats().join(u", "_s))};
}

} // namespace

QStringList exportFormats()
{
    QStringList names;
    for (const Format &format : knownFormats())
        names.append(format.name);
    return names;
}

Result<QStringList> exportSession(const SessionReader &session, const QString &directory, const QStringList &formats)
{
    for (const QString &name : formats) { // before anything is written
        if (!exportFormats().contains(name))
            return unknownFormat(name);
    }
    if (auto made = makeExportFolder(directory); !made)
        return made.error();
    QStringList written;
    for (const Format &format : knownFormats()) {
        if (!formats.contains(format.name))
            continue;
        auto files = format.write(session, directory);
        if (!files)
            return files.error();
        written += files.value();
    }
    return written;
}

} // namespace boxmark
