// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window.h"

#include "base/terminationsignal.h"
#include "gui/mainwindow.h"

#include <QApplication>

namespace boxmark {

int runWindow(QApplication &application, const QStringList &filePaths)
{
    MainWindow window;
    const TerminationSignal termination;
    QObject::connect(&termination, &TerminationSignal::received, &window, &MainWindow::closeWithoutAsking);
    window.show();
    window.openFiles(filePaths);
    return application.exec();
}

} // namespace boxmark
