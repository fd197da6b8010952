// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace boxmark {

/// What the window asks a person in a dialog of its own event loop; a test answers in its place. An empty string means
/// that nothing was chosen.
class Dialogs
{
public:
    Dialogs() = default;
    Dialogs(const Dialogs &) = delete;
    Dialogs &operator=(const Dialogs &) = delete;
    virtual ~Dialogs() = default;

    virtual QStringList chooseSessions(QWidget *parent);
    virtual QString chooseScenario(QWidget *parent);
    virtual QString chooseFolder(QWidget *parent, const QString &current);
    /// Where a chart is saved: a .png or .svg file.
    virtual QString chooseChartFile(QWidget *parent, const QString &suggestion);
    /// Whether a run that goes on may be stopped so that the window can close.
    virtual bool mayStopRun(QWidget *parent);
    /// Whether a run may send its load to these other computers.
    virtual bool mayLoad(QWidget *parent, const QStringList &hosts);
};

} // namespace boxmark
