// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/commands.h"
#include "report/export.h"
#include "session/sessionreader.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("cli", text);
}

Error seeHelp(const QString &what)
{
    return {what, QString(), tr("See “boxmark export --help”.")};
}

// "  csv   Tables (CSV): …", a line each.
QString formatsText()
{
    QStringList lines;
    for (const ExportFormat &format : allExportFormats())
        lines.append(u"  %1 %2: %3"_s.arg(format.id, -10).arg(format.title, format.meaning));
    return lines.join(u'\n');
}

// Empty, after a complaint, when one of the names is not a format.
QStringList formatsOf(const QString &list)
{
    if (list == u"all"_s)
        return exportFormats();
    const QStringList formats = list.split(u',', Qt::SkipEmptyParts);
    for (const QString &format : formats) {
        if (!exportFormats().contains(format)) {
            complain(Error {tr("There is no format “%1”.").arg(format), QString(),
                tr("Known formats: %1.").arg(exportFormats().join(u", "_s))});
            return {};
        }
    }
    if (formats.isEmpty())
        complain(seeHelp(tr("“--format” names no format.")));
    return formats;
}

} // namespace

ExitStatus exportCommand(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(tr("Writes a saved session's tables, pictures and reports into a folder.")
        + u"\n\n"_s + tr("Formats:") + u'\n' + formatsText());
    parser.addPositionalArgument(u"SESSION"_s, tr("The session file (.boxmark)."));
    const QCommandLineOption to(u"to"_s, tr("The folder; it is made when it is missing."), u"DIR"_s);
    const QCommandLineOption format(u"format"_s,
        tr("Comma-separated, or “all”; %1 when not given.").arg(usualExportFormats().join(u", "_s)), u"FORMATS"_s,
        usualExportFormats().join(u','));
    parser.addOptions({to, format});
    bool helped = false;
    if (!parseCommand(parser, u"export"_s, arguments, helped))
        return ExitStatus::Usage;
    if (helped)
        return ExitStatus::Done;
    if (parser.positionalArguments().size() != 1 || parser.value(to).isEmpty()) {
        complain(seeHelp(tr("“export” takes one session file and “--to DIR”.")));
        return ExitStatus::Usage;
    }
    const QStringList formats = formatsOf(parser.value(format));
    if (formats.isEmpty())
        return ExitStatus::Usage;
    const auto session = SessionReader::open(parser.positionalArguments().first());
    if (!session) {
        complain(session.error());
        return ExitStatus::Failed;
    }
    if (!session.value()->notice().isEmpty())
        complain(session.value()->notice());
    const auto written = exportSession(*session.value(), parser.value(to), formats);
    if (!written) {
        complain(written.error());
        return ExitStatus::Failed;
    }
    for (const QString &path : written.value())
        say(path);
    return ExitStatus::Done;
}

} // namespace boxmark
