// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "report/exportformat.h"
#include "session/sessionreader.h"

#include <QString>
#include <QStringList>

#include <memory>
#include <vector>

namespace boxmark {

/// The ids of all formats, in their order; and of those that are written when nobody names any.
QStringList exportFormats();
QStringList usualExportFormats();

/// An export in steps, one a format, so that only what is drawn holds the GUI thread up. The sessions are read once,
/// whatever the formats are. Moved between threads, used in one at a time.
class SessionExport
{
public:
    /// Reads the sessions and, when there are formats, makes `directory` when it is missing. Nothing is written before
    /// it is known that every format exists.
    static Result<SessionExport> read(const QList<const SessionReader *> &sessions, const QString &directory,
        const QStringList &formats, const ExportOptions &options = {});
    /// Those that were chosen, in the order of the list.
    const QList<const ExportFormat *> &formats() const { return m_formats; }
    /// Writes one of formats(), once; returns the paths. Files of an earlier export are replaced, each as a whole (a
    /// full disk leaves the earlier file or none, never half of one). What draws needs the GUI thread.
    Result<QStringList> carryOut(const ExportFormat &format);
    /// All of them.
    Result<QStringList> carryOutAll();

    const Report &report() const { return m_source->report; }
    const ExportSource &source() const { return *m_source; }
    /// What became of the conditions to fail on, for the formats that tell it. Before anything is written.
    void setConditions(const QList<ConditionResult> &conditions) { m_source->conditions = conditions; }

private:
    struct Listener
    {
        const ExportFormat *format;
        std::unique_ptr<RecordListener> listener;
    };

    RecordListener *listenerOf(const ExportFormat &format) const;

    QString m_directory;
    QList<const ExportFormat *> m_formats;
    std::vector<Listener> m_listeners;
    std::shared_ptr<ExportSource> m_source;
};

/// All steps. Two exports of one file are the same byte for byte, but for pictures.
Result<QStringList> exportSession(const SessionReader &session, const QString &directory, const QStringList &formats,
    const ExportOptions &options = {});

} // namespace boxmark
