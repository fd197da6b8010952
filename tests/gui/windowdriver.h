// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/dialogs.h"
#include "gui/mainwindow.h"
#include "helpers/childwidget.h"

#include <QAction>
#include <QString>

namespace boxmark::test {

/// Answers what the window asks, in the order in which a test expects to be asked.
class ScriptedDialogs final : public Dialogs
{
public:
    QStringList nextSessions;
    QString nextScenario;
    QString nextFolder;
    QString nextChartFile;
    bool stopRun = true;
    bool loadOthers = false;
    QStringList askedHosts;
    int questions = 0;

    QStringList chooseSessions(QWidget *) override { return nextSessions; }
    QString chooseScenario(QWidget *) override { return nextScenario; }
    QString chooseFolder(QWidget *, const QString &) override { return nextFolder; }
    QString chooseChartFile(QWidget *, const QString &) override { return nextChartFile; }
    bool mayStopRun(QWidget *) override
    {
        ++questions;
        return stopRun;
    }
    bool mayLoad(QWidget *, const QStringList &hosts) override
    {
        ++questions;
        askedHosts = hosts;
        return loadOthers;
    }
};

inline void trigger(const QWidget &window, const QString &action)
{
    auto *found = window.findChild<QAction *>(action);
    if (!found)
        qFatal("no action %s", qPrintable(action));
    found->trigger();
}

} // namespace boxmark::test
