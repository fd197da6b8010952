// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/exportdialog.h"

#include "gui/icons.h"
#include "report/exportformat.h"
#include "ui_exportdialog.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark {

ExportDialog::ExportDialog(const QString &sessionPath, Dialogs &dialogs, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ExportDialog>())
    , m_sessionPath(sessionPath)
    , m_dialogs(dialogs)
{
    m_ui->setupUi(this);
    m_ui->exportNow->setIcon(actionIcon(Action::Export));
    m_ui->openFolder->hide();
    const QFileInfo session(sessionPath);
    m_ui->folder->setText(session.dir().filePath(session.completeBaseName() + u" export"_s));
    for (const ExportFormat &format : allExportFormats()) {
        auto *box = new QCheckBox(format.title, m_ui->formats);
        box->setObjectName(format.id);
        box->setToolTip(format.meaning);
        box->setChecked(format.usual);
        m_ui->formatLayout->insertWidget(static_cast<int>(m_formats.size()), box);
        connect(box, &QCheckBox::toggled, this, &ExportDialog::updateButtons);
        m_formats.append(box);
    }
    connect(m_ui->folder, &QLineEdit::textChanged, this, &ExportDialog::updateButtons);
    connect(m_ui->browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_ui->exportNow, &QPushButton::clicked, this, &ExportDialog::exportNow);
    connect(m_ui->close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_ui->openFolder, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_ui->folder->text())); });
    connect(&m_exporter, &Exporter::finished, this, &ExportDialog::showResult);
    updateButtons();
    resize(fontMetrics().averageCharWidth() * 80, sizeHint().height());
}

ExportDialog::~ExportDialog() = default;

QStringList ExportDialog::chosenFormats() const
{
    QStringList formats;
    for (const QCheckBox *box : m_formats) {
        if (box->isChecked())
            formats.append(box->objectName());
    }
    return formats;
}

void ExportDialog::browse()
{
    const QString folder = m_dialogs.chooseFolder(this, m_ui->folder->text());
    if (!folder.isEmpty())
        m_ui->folder->setText(folder);
}

void ExportDialog::exportNow()
{
    m_ui->messages->clear();
    m_ui->openFolder->hide();
    m_ui->result->setText(tr("Exporting…"));
    m_exporter.start(m_sessionPath, m_ui->folder->text(), chosenFormats());
    updateButtons();
}

void ExportDialog::showResult(const Result<QStringList> &files)
{
    updateButtons();
    if (!files) {
        m_ui->result->clear();
        m_ui->messages->showProblem(files.error());
        return;
    }
    m_ui->result->setText(
        tr("Files written: %1, to %2").arg(files.value().size()).arg(QDir::toNativeSeparators(m_ui->folder->text())));
    m_ui->openFolder->show();
}

void ExportDialog::updateButtons()
{
    const bool possible = !m_ui->folder->text().trimmed().isEmpty() && !chosenFormats().isEmpty();
    m_ui->exportNow->setEnabled(possible && !m_exporter.isRunning());
}

} // namespace boxmark
