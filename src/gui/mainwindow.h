// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/dialogs.h"
#include "gui/export/exportdialog.h"
#include "gui/run/runcontroller.h"
#include "gui/session/sessionloader.h"
#include "gui/start/scenariochoice.h"

#include <QComboBox>
#include <QMainWindow>

#include <memory>

namespace Ui {
class MainWindow;
}

namespace boxmark {

/// Wires the pages to the engine; each page knows only what it shows.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    /// Without `dialogs` a person is asked.
    explicit MainWindow(std::unique_ptr<Dialogs> dialogs = {}, QWidget *parent = nullptr);
    ~MainWindow() override;

    void openSession(const QString &filePath);
    /// The first is shown on every page, the others beside it on Compare.
    void openSessions(const QStringList &filePaths);
    void openScenario(const QString &filePath);
    /// Sessions, and scenarios by their ending.
    void openFiles(const QStringList &filePaths);
    /// Closes as soon as nothing of a run is left, without asking: the system wants the program to end.
    void closeWithoutAsking();

    RunController &controller() { return m_controller; }
    /// Of the run that goes on or of the session that is shown; null at first.
    std::shared_ptr<const Recording> recording() const { return m_recording; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void setUpToolbar();
    void fitToolbar();
    void setUpActions();
    void setUpPages();
    void setUpEngine();
    void setIcons();
    void setQuietText();
    void restoreState();

    void askForAddress();
    bool mayOpen();
    void runAll();
    void runQuick();
    void runScenario(const QString &filePath);
    void runTargets(const QStringList &targets);
    void resume();

    void showRecording(const std::shared_ptr<Recording> &recording);
    void showEnded(const Result<void> &result, const QString &path);
    void showLoaded(const LoadedSessions &files);
    void addSessions(const QStringList &filePaths);
    void showAdded(const LoadedSessions &files);
    /// Of the run that has just ended: its file, from which everything is compared.
    void showFinished(const LoadedSessions &files);
    void showMessagesOf(const LoadedSessions &files);
    void saveChart(const QString &name, const ChartSpec &spec);
    ExportSubject exportSubject() const;
    void exportSession();
    void fillRecent();
    void updateState();
    void showKeyboard();
    void showComputer();
    void about();

    std::unique_ptr<Ui::MainWindow> m_ui;
    std::unique_ptr<Dialogs> m_dialogs;
    QComboBox *m_scenarios = nullptr;
    std::unique_ptr<ScenarioChoice> m_choice; ///< outlives the controller, whose last run still tells its end
    RunController m_controller;
    SessionLoader m_loader;
    SessionLoader m_adder; ///< of what is set beside it
    SessionLoader m_finished; ///< of what has just been run
    std::shared_ptr<Recording> m_recording;
    bool m_closeWhenStopped = false;
    bool m_notesGivenUp = false; ///< a person has been told that they cannot be kept
};

} // namespace boxmark
