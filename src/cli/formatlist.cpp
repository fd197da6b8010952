// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/formatlist.h"

#include "cli/commands.h"
#include "report/export.h"
#include "scenario/nearestkey.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

} // namespace

QStringList formatsOf(const QStringList &lists)
{
    QStringList formats;
    for (const QString &part : lists.join(u',').split(u',', Qt::SkipEmptyParts)) {
        const QString format = part.trimmed();
        if (format == u"all"_s) {
            formats += exportFormats();
            continue;
        }
        if (exportFormats().contains(format)) {
            formats.append(format);
            continue;
        }
        const QString nearest = nearestKey(format, exportFormats());
        complain(Error {tr("There is no format “%1”.").arg(format),
            nearest.isEmpty() ? QString() : tr("Did you mean “%1”?").arg(nearest),
            tr("Known formats: all, %1.").arg(exportFormats().join(u", "_s))});
        return {};
    }
    if (formats.isEmpty())
        complain(Error {
            tr("“--format” names no format."), QString(), tr("Known formats: %1.").arg(exportFormats().join(u", "_s))});
    return formats;
}

QString formatsText()
{
    QStringList lines {tr("Formats:")};
    for (const ExportFormat &format : allExportFormats())
        lines.append(u"  %1 %2: %3"_s.arg(format.id, -12).arg(format.title, format.meaning));
    return lines.join(u'\n');
}

QString usualFormats()
{
    return usualExportFormats().join(u',');
}

} // namespace boxmark
