// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/kind/timelinecharts.h"
#include "gui/compare/comparisonmodel.h"
#include "gui/mainwindow.h"
#include "gui/windowdriver.h"
#include "helpers/syntheticboxes.h"

#include <QObject>
#include <QPalette>
#include <QTemporaryDir>

#include <memory>

namespace boxmark::test {

/// As a desktop's dark theme sets it.
QPalette darkPalette();

/// The real main window with folders of its own for settings and sessions, and answers in the place of dialogs. A test
/// program derives from it.
class WindowFixture : public QObject
{
    Q_OBJECT

protected:
    static constexpr int longWait = 120'000; ///< ms; a Docker build on a busy machine

    void setUp();
    void tearDown();
    void makeWindow();

    /// A scenario of the built-in workload in a file of its own.
    QString scenarioFile(const QString &name, const QByteArray &targets, const QByteArray &duration) const;
    /// A session file with synthetic records of two targets.
    QString savedSession(int trials) const;
    /// One of several kinds of boxes, with their start-up phases and facts.
    QString savedSession(const QList<SyntheticBox> &boxes, int trials, const QString &scenario = {}) const;
    /// Three trials of two targets in a file of that name, on a computer with that kernel.
    QString savedSession(const QString &name, const QString &kernel) const;
    /// One whose docker target has a disturbed trial and is near the floor of its path.
    QString doubtfulSession() const;
    /// Six trials of two targets with a mix of two steps: three requests of GET /cheap to one of GET /dear.
    QString mixedSession() const;
    void open(const QString &sessionPath);
    /// Opens a scenario of the process target and runs it.
    void runProcess(const QByteArray &duration);

    bool isIdle() const { return !m_window->controller().isRunning(); }
    qsizetype drawnPoints() const;
    QList<TimelineTrack> tracks() const;
    QStringList messages() const;
    QString currentPage() const;
    ComparisonModel &table(const QString &name) const;
    void shoot(const QString &name) const;

private:
    QString save(const QString &name, const Session &session, const QList<SyntheticTrial> &trials) const;

protected:
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<MainWindow> m_window;
    ScriptedDialogs *m_dialogs = nullptr; ///< owned by the window
};

} // namespace boxmark::test
