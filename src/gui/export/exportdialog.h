// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/dialogs.h"
#include "gui/export/exporter.h"
#include "report/chart/reportcharts.h"

#include <QDialog>

#include <memory>

namespace Ui {
class ExportDialog;
}

namespace boxmark {

/// What is exported: just what the Compare page shows.
struct ExportSubject
{
    QStringList sessionPaths;
    ReportOptions report;
    QString baselineTitle; ///< "vm (emulated)"
    QList<NamedChart> charts; ///< that one may choose from
};

/// Chooses folder, formats and size of pictures, exports, and shows what was written or why not. What was chosen is
/// remembered.
class ExportDialog : public QDialog
{
    Q_OBJECT
public:
    /// `dialogs` outlives this.
    ExportDialog(const ExportSubject &subject, Dialogs &dialogs, QWidget *parent);
    ~ExportDialog() override;

    bool isExporting() const { return m_exporter.isRunning(); }
    void done(int result) override;

protected:
    bool focusNextPrevChild(bool next) override;

private:
    void connectAll();
    void restoreChoice();
    void rememberChoice() const;
    ExportOptions options() const;
    void browse();
    void exportNow();
    void showProgress(int done, int total, const QString &what);
    void showResult(const Result<QStringList> &files);
    void updateButtons();

    std::unique_ptr<Ui::ExportDialog> m_ui;
    ExportSubject m_subject;
    Dialogs &m_dialogs;
    Exporter m_exporter;
};

} // namespace boxmark
