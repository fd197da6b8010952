// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "report/export.h"

#include "report/exportfolder.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

Error unknownFormat(const QString &name)
{
    const auto tr = [](const char *text) { return QCoreApplication::translate("report", text); };
    return {tr("The session cannot be exported as \"%1\".").arg(name), tr("There is no such format."),
        tr("Choose from: %1.").arg(exportFormats().join(u", "_s))};
}

/// In the order of the list, each once.
Result<QList<const ExportFormat *>> formatsOf(const QStringList &names)
{
    for (const QString &name : names) {
        if (!findExportFormat(name))
            return unknownFormat(name);
    }
    QList<const ExportFormat *> formats;
    for (const ExportFormat &format : allExportFormats()) {
        if (names.contains(format.id))
            formats.append(&format);
    }
    return formats;
}

} // namespace

QStringList exportFormats()
{
    QStringList names;
    for (const ExportFormat &format : allExportFormats())
        names.append(format.id);
    return names;
}

QStringList usualExportFormats()
{
    QStringList names;
    for (const ExportFormat &format : allExportFormats()) {
        if (format.usual)
            names.append(format.id);
    }
    return names;
}

Result<SessionExport> SessionExport::read(const QList<const SessionReader *> &sessions, const QString &directory,
    const QStringList &formats, const ExportOptions &options)
{
    SessionExport made;
    made.m_directory = directory;
    auto chosen = formatsOf(formats);
    if (!chosen)
        return chosen.error();
    made.m_formats = chosen.take();
    if (auto folder = formats.isEmpty() ? Result<void>() : makeExportFolder(directory); !folder)
        return folder.error();
    for (const ExportFormat *format : made.m_formats) {
        if (format->listen)
            made.m_listeners.push_back({format, format->listen(directory)});
    }
    RecordVisitor listening = [&made](const Trial &trial, const Record &record) {
        for (const Listener &listener : made.m_listeners)
            listener.listener->record(trial, record);
    };
    // Where nobody listens, the trials need not come in their order: several threads read them.
    auto report = makeReport(sessions, options.report, made.m_listeners.empty() ? RecordVisitor() : listening);
    if (!report)
        return report.error();
    made.m_source = std::make_shared<ExportSource>(ExportSource {report.take(), options});
    return made;
}

RecordListener *SessionExport::listenerOf(const ExportFormat &format) const
{
    for (const Listener &listener : m_listeners) {
        if (listener.format == &format)
            return listener.listener.get();
    }
    return nullptr;
}

Result<QStringList> SessionExport::carryOut(const ExportFormat &format)
{
    RecordListener *listener = listenerOf(format);
    return listener ? listener->write(*m_source) : format.write(*m_source, m_directory);
}

Result<QStringList> SessionExport::carryOutAll()
{
    QStringList written;
    for (const ExportFormat *format : std::as_const(m_formats)) {
        auto files = carryOut(*format);
        if (!files)
            return files;
        written += files.value();
    }
    return written;
}

Result<QStringList> exportSession(
    const SessionReader &session, const QString &directory, const QStringList &formats, const ExportOptions &options)
{
    auto made = SessionExport::read({&session}, directory, formats, options);
    if (!made)
        return made.error();
    return made.value().carryOutAll();
}

} // namespace boxmark
