// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/dialogs.h"

#include "scenario/scenarioreader.h"
#include "session/sessionstore.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Dialogs", text);
}

} // namespace

QStringList Dialogs::chooseSessions(QWidget *parent)
{
    return QFileDialog::getOpenFileNames(
        parent, tr("Open sessions"), sessionFolder(), tr("Boxmark sessions (*.boxmark);;All files (*)"));
}

QString Dialogs::chooseScenario(QWidget *parent)
{
    const QStringList folders = scenarioFolders();
    return QFileDialog::getOpenFileName(parent, tr("Open scenario"), folders.isEmpty() ? QString() : folders.first(),
        tr("Scenarios (*.yaml *.yml);;All files (*)"));
}

QString Dialogs::chooseFolder(QWidget *parent, const QString &current)
{
    return QFileDialog::getExistingDirectory(parent, tr("Choose a folder for the export"), current);
}

QString Dialogs::chooseChartFile(QWidget *parent, const QString &suggestion)
{
    const QString png = tr("Picture (*.png)");
    const QString svg = tr("Drawing that scales (*.svg)");
    QString chosen = png;
    const QString path
        = QFileDialog::getSaveFileName(parent, tr("Save chart"), suggestion, png + QStringLiteral(";;") + svg, &chosen);
    if (path.isEmpty() || !QFileInfo(path).suffix().isEmpty())
        return path;
    return path + (chosen == svg ? QStringLiteral(".svg") : QStringLiteral(".png"));
}

bool Dialogs::mayStopRun(QWidget *parent)
{
    QMessageBox box(QMessageBox::Question, tr("A run goes on"), tr("Stop the run and close the window?"),
        QMessageBox::NoButton, parent);
    box.setInformativeText(tr("What has been measured so far stays in the session file."));
    const QPushButton *stop = box.addButton(tr("&Stop and close"), QMessageBox::AcceptRole);
    box.addButton(tr("&Keep running"), QMessageBox::RejectRole);
    box.exec();
    return box.clickedButton() == stop;
}

bool Dialogs::mayLoad(QWidget *parent, const QStringList &hosts)
{
    QMessageBox box(QMessageBox::Warning, tr("The load goes to another computer"),
        tr("Send the load of this run to %1?").arg(hosts.join(QStringLiteral(", "))), QMessageBox::NoButton, parent);
    box.setInformativeText(
        tr("A load test may bring an app down. Somebody who may decide on that computer must agree to it."));
    const QPushButton *send = box.addButton(tr("&Send the load"), QMessageBox::AcceptRole);
    QPushButton *cancel = box.addButton(QMessageBox::Cancel);
    box.setDefaultButton(cancel);
    box.exec();
    return box.clickedButton() == send;
}

} // namespace boxmark
