// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/dialogs.h"
#include "gui/exporter.h"

#include <QCheckBox>
#include <QDialog>

#include <memory>

namespace Ui {
class ExportDialog;
}

namespace boxmark {

/// Chooses folder and formats, exports, and shows what was written or why not.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `dialogs` outlives this.
    ExportDialog(const QString &sessionPath, Dialogs &dialogs, QWidget *parent);
    ~ExportDialog() override;

    bool isExporting() const { return m_exporter.isRunning(); }

private:
    QStringList chosenFormats() const;
    void browse();
    void exportNow();
    void showResult(const Result<QStringList> &files);
    void updateButtons();

    std::unique_ptr<Ui::ExportDialog> m_ui;
    QString m_sessionPath;
    Dialogs &m_dialogs;
    Exporter m_exporter;
    QList<QCheckBox *> m_formats;
};

} // namespace boxmark
