// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/export/exportdialog.h"

#include "gui/widget/icons.h"
#include "gui/widget/taborder.h"
#include "report/chart/pictures.h"
#include "report/export.h"
#include "ui_exportdialog.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QSettings>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr QLatin1StringView formatsKey("export/formats");
constexpr QLatin1StringView widthKey("export/width");
constexpr QLatin1StringView scaleKey("export/scale");

QString suggestedFolder(const QString &sessionPath)
{
    const QFileInfo session(sessionPath);
    return session.dir().filePath(session.completeBaseName() + u" export"_s);
}

} // namespace

ExportDialog::ExportDialog(const ExportSubject &subject, Dialogs &dialogs, QWidget *parent)
    : QDialog(parent)
    , m_ui(std::make_unique<Ui::ExportDialog>())
    , m_subject(subject)
    , m_dialogs(dialogs)
{
    m_ui->setupUi(this);
    m_ui->exportNow->setIcon(actionIcon(Action::Export));
    m_ui->openFolder->hide();
    m_ui->progressRow->hide();
    m_ui->folder->setText(suggestedFolder(subject.sessionPaths.value(0)));
    m_ui->comparison->setVisible(!subject.baselineTitle.isEmpty());
    m_ui->comparison->setText(tr("Held against %1, equivalent within %2 %, as on the Compare page.")
                                  .arg(subject.baselineTitle)
                                  .arg(100 * subject.report.margin.value_or(VerdictRule {}.margin)));
    m_ui->charts->addItem(tr("the usual charts and the whole comparison"), QString());
    m_ui->charts->addItem(tr("those and a chart of every other metric"), everyChart);
    for (const NamedChart &chart : subject.charts)
        m_ui->charts->addItem(chart.spec.title, chart.name);
    restoreChoice();
    connectAll();
    updateButtons();
    resize(sizeHint());
}

ExportDialog::~ExportDialog() = default;

void ExportDialog::connectAll()
{
    connect(m_ui->formats, &FormatList::changed, this, &ExportDialog::updateButtons);
    connect(m_ui->folder, &QLineEdit::textChanged, this, &ExportDialog::updateButtons);
    connect(m_ui->browse, &QPushButton::clicked, this, &ExportDialog::browse);
    connect(m_ui->exportNow, &QPushButton::clicked, this, &ExportDialog::exportNow);
    connect(m_ui->close, &QPushButton::clicked, this, &QDialog::close);
    connect(m_ui->cancel, &QPushButton::clicked, &m_exporter, &Exporter::cancel);
    connect(m_ui->openFolder, &QPushButton::clicked, this,
        [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_ui->folder->text())); });
    connect(&m_exporter, &Exporter::progressed, this, &ExportDialog::showProgress);
    connect(&m_exporter, &Exporter::finished, this, &ExportDialog::showResult);
}

void ExportDialog::restoreChoice()
{
    const QSettings settings;
    m_ui->formats->setChosen(settings.value(formatsKey, usualExportFormats()).toStringList());
    m_ui->width->setValue(settings.value(widthKey, ExportOptions {}.width).toInt());
    m_ui->scale->setValue(settings.value(scaleKey, ExportOptions {}.scale).toDouble());
}

void ExportDialog::rememberChoice() const
{
    QSettings settings;
    settings.setValue(formatsKey, m_ui->formats->chosen());
    settings.setValue(widthKey, m_ui->width->value());
    settings.setValue(scaleKey, m_ui->scale->value());
}

ExportOptions ExportDialog::options() const
{
    ExportOptions options;
    options.report = m_subject.report;
    options.width = m_ui->width->value();
    options.scale = m_ui->scale->value();
    if (const QString chart = m_ui->charts->currentData().toString(); !chart.isEmpty())
        options.charts = {chart};
    return options;
}

void ExportDialog::browse()
{
    const QString folder = m_dialogs.chooseFolder(this, m_ui->folder->text());
    if (!folder.isEmpty())
        m_ui->folder->setText(folder);
}

void ExportDialog::exportNow()
{
    rememberChoice();
    m_ui->messages->clear();
    m_ui->openFolder->hide();
    m_ui->result->clear();
    m_exporter.start(m_subject.sessionPaths, m_ui->folder->text(), m_ui->formats->chosen(), options());
    updateButtons();
}

void ExportDialog::showProgress(int done, int total, const QString &what)
{
    m_ui->progress->setMaximum(total);
    m_ui->progress->setValue(done);
    m_ui->result->setText(what);
}

void ExportDialog::showResult(const Result<QStringList> &files)
{
    updateButtons();
    if (!files) {
        m_ui->result->clear();
        m_ui->messages->showProblem(files.error());
        return;
    }
    QStringList names;
    for (const QString &file : files.value())
        names.append(QDir(m_ui->folder->text()).relativeFilePath(file));
    m_ui->result->setText(tr("Files written: %1").arg(files.value().size()));
    m_ui->result->setToolTip(names.join(u'\n'));
    m_ui->openFolder->show();
}

void ExportDialog::updateButtons()
{
    const bool running = m_exporter.isRunning();
    const bool possible = !m_ui->folder->text().trimmed().isEmpty() && !m_ui->formats->chosen().isEmpty();
    m_ui->exportNow->setEnabled(possible && !running);
    m_ui->pictures->setEnabled(m_ui->formats->drawsAny() && !running);
    m_ui->formats->setEnabled(!running);
    m_ui->progressRow->setVisible(running);
}

// What is half written is not left to itself.
void ExportDialog::done(int result)
{
    m_exporter.cancel();
    QDialog::done(result);
}

bool ExportDialog::focusNextPrevChild(bool next)
{
    return focusNextAsLaidOut(this, next) || QDialog::focusNextPrevChild(next);
}

} // namespace boxmark
