// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/mainwindow.h"

#include "gui/export/exportdialog.h"
#include "gui/start/recentfiles.h"
#include "gui/target/addressdialog.h"
#include "gui/widget/chartactions.h"
#include "resume/resumption.h"
#include "target/url/runningapp.h"
#include "ui_mainwindow.h"

#include <QApplication>
#include <QDir>
#include <QFileInfo>

#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString namesOf(const QStringList &filePaths)
{
    QStringList names;
    for (const QString &path : filePaths)
        names.append(QFileInfo(path).fileName());
    return names.join(u", "_s);
}

} // namespace

MainWindow::MainWindow(std::unique_ptr<Dialogs> dialogs, QWidget *parent)
    : QMainWindow(parent)
    , m_ui(std::make_unique<Ui::MainWindow>())
    , m_dialogs(dialogs ? std::move(dialogs) : std::make_unique<Dialogs>())
{
    m_ui->setupUi(this);
    setUpToolbar();
    setUpActions();
    setUpPages();
    setUpEngine();
    restoreState();
    fillRecent();
    m_choice->restore();
    updateState();
    m_controller.recover();
}

MainWindow::~MainWindow() = default;

void MainWindow::openScenario(const QString &filePath)
{
    if (filePath.isEmpty() || !mayOpen())
        return;
    if (const auto opened = m_choice->open(filePath); !opened)
        m_ui->messages->showProblem(opened.error());
    else
        m_ui->messages->clear();
}

void MainWindow::askForAddress()
{
    const auto scenario = m_choice->scenario();
    if (!scenario)
        return;
    auto *dialog = new AddressDialog(scenario->targets, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &AddressDialog::chosen, this,
        [this, path = m_choice->path()](const TargetSpec &target) { m_choice->addTarget(path, target); });
    dialog->open();
}

void MainWindow::runAll()
{
    runTargets({});
}

void MainWindow::runQuick()
{
    const QString quick = m_choice->quickPath();
    if (quick.isEmpty()) {
        m_ui->messages->showProblem(
            {tr("No scenario was found."), tr("The folders that scenarios come from are empty."),
                tr("Open a scenario file, or set BOXMARK_SCENARIOS to a folder that holds some.")});
        return;
    }
    runScenario(quick);
}

void MainWindow::runScenario(const QString &filePath)
{
    m_choice->choose(filePath);
    runTargets({});
}

void MainWindow::runTargets(const QStringList &targets)
{
    if (m_controller.isRunning())
        return;
    const auto read = m_choice->readAgain();
    if (!read) {
        m_ui->messages->showProblem(read.error());
        return;
    }
    m_ui->messages->clear();
    const Scenario scenario = m_ui->targets->withChosenTrials(read.value());
    const QStringList hosts = hostsToAllow(scenario, targets);
    if (!hosts.isEmpty() && !m_dialogs->mayLoad(this, hosts))
        return;
    if (const auto started = m_controller.start(scenario, targets, !hosts.isEmpty()); !started)
        m_ui->messages->showProblem(started.error());
}

void MainWindow::resume()
{
    if (m_controller.isRunning() || !m_recording)
        return;
    m_ui->sessionPage->keepNotes();
    m_ui->messages->clear();
    if (const auto resumed = m_controller.resume(m_recording); !resumed)
        m_ui->messages->showProblem(resumed.error());
}

void MainWindow::showRecording(const std::shared_ptr<Recording> &recording)
{
    const bool resumed = std::exchange(m_recording, recording) == recording;
    m_ui->runPage->setRecording(recording);
    if (resumed)
        m_ui->sessionPage->setRecording(recording); // its notes cannot be saved now
    m_ui->actionShowRun->trigger();
    updateState();
}

void MainWindow::showEnded(const Result<void> &result, const QString &path)
{
    if (!result)
        m_ui->messages->showProblem(result.error());
    m_ui->runPage->setEnded(result);
    m_ui->sessionPage->setRecording(m_recording);
    if (!path.isEmpty()) {
        addRecentSession(path);
        m_finished.load({path});
    }
    fillRecent();
    updateState();
    QApplication::alert(this); // a run may take long, and who waits for it does something else
    if (m_closeWhenStopped)
        close();
}

// What a page shows of a run is not taken away, and reading a file would disturb what is being measured.
bool MainWindow::mayOpen()
{
    if (!m_controller.isRunning())
        return true;
    m_ui->messages->showInformation(tr("A run goes on. Open other files when it has ended, or stop it."));
    return false;
}

void MainWindow::openSession(const QString &filePath)
{
    openSessions(filePath.isEmpty() ? QStringList() : QStringList {filePath});
}

void MainWindow::openSessions(const QStringList &filePaths)
{
    if (filePaths.isEmpty() || !mayOpen())
        return;
    m_ui->messages->clear();
    m_ui->messages->showInformation(tr("Opening %1…").arg(namesOf(filePaths)));
    m_loader.load(filePaths);
}

void MainWindow::addSessions(const QStringList &filePaths)
{
    if (filePaths.isEmpty())
        return;
    m_ui->messages->clear();
    m_ui->messages->showInformation(tr("Opening %1…").arg(namesOf(filePaths)));
    m_adder.load(filePaths);
}

void MainWindow::showMessagesOf(const LoadedSessions &files)
{
    m_ui->messages->clear();
    for (const Error &problem : files.problems)
        m_ui->messages->showProblem(problem);
    for (const LoadedSession &session : files.sessions) {
        if (!session.notice.isEmpty())
            m_ui->messages->showInformation(session.notice);
    }
}

void MainWindow::showLoaded(const LoadedSessions &files)
{
    if (m_controller.isRunning())
        return;
    if (files.sessions.isEmpty()) {
        showMessagesOf(files);
        return;
    }
    LoadedSessions others = files;
    const LoadedSession first = others.sessions.takeFirst();
    m_recording = first.recording;
    m_ui->runPage->setRecording(m_recording);
    m_ui->comparePage->setSession(first.reported);
    m_ui->sessionPage->setRecording(m_recording);
    m_ui->actionShowCompare->trigger();
    addRecentSession(m_recording->session().filePath);
    showAdded(others);
    if (!first.notice.isEmpty())
        m_ui->messages->showInformation(first.notice);
    updateState();
}

void MainWindow::showAdded(const LoadedSessions &files)
{
    showMessagesOf(files);
    for (const LoadedSession &session : files.sessions) {
        if (const auto added = m_ui->comparePage->addSession(session.reported); !added)
            m_ui->messages->showProblem(added.error());
        else
            addRecentSession(session.reported.session.filePath);
    }
    fillRecent();
}

void MainWindow::showFinished(const LoadedSessions &files)
{
    for (const Error &problem : files.problems)
        m_ui->messages->showProblem(problem);
    for (const LoadedSession &session : files.sessions) {
        if (m_recording && session.reported.session.id == m_recording->session().id)
            m_ui->comparePage->setSession(session.reported);
    }
}

void MainWindow::saveChart(const QString &name, const ChartSpec &spec)
{
    const QDir folder = QFileInfo(m_recording->session().filePath).dir();
    const QString path = m_dialogs->chooseChartFile(this, folder.filePath(name + u".png"_s));
    if (path.isEmpty())
        return;
    if (const auto saved = boxmark::saveChart(spec, path); saved)
        m_ui->messages->showInformation(tr("The chart was saved as %1.").arg(QDir::toNativeSeparators(path)));
    else
        m_ui->messages->showProblem(saved.error());
}

// What the Compare page shows; of a run that it does not show yet, the run.
ExportSubject MainWindow::exportSubject() const
{
    const ComparedSessions &compared = m_ui->comparePage->compared();
    const QString path = m_recording->session().filePath;
    if (!compared.paths().contains(path))
        return {{path}, {}, {}, {}};
    ReportOptions options;
    options.baseline = compared.baseline();
    options.margin = compared.margin();
    return {compared.paths(), options, compared.report().comparison.titleOf(compared.baseline()),
        m_ui->comparePage->charts()};
}

void MainWindow::exportSession()
{
    auto *dialog = new ExportDialog(exportSubject(), *m_dialogs, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::fillRecent()
{
    const QStringList recent = recentSessions();
    m_ui->startPage->setRecentSessions(recent);
    m_ui->menuRecent->clear();
    for (const QString &file : recent) {
        const QString name = QFileInfo(file).completeBaseName().replace(u'&', u"&&"_s); // not the mark of a letter
        QAction *action = m_ui->menuRecent->addAction(name);
        action->setToolTip(file);
        connect(action, &QAction::triggered, this, [this, file] { openSession(file); });
    }
    m_ui->menuRecent->addSeparator();
    connect(m_ui->menuRecent->addAction(tr("&Forget these")), &QAction::triggered, this, [this] {
        forgetRecentSessions();
        fillRecent();
    });
    m_ui->menuRecent->setEnabled(!recent.isEmpty());
}

void MainWindow::updateState()
{
    const bool running = m_controller.isRunning();
    const bool saved = !running && m_recording && !m_recording->session().filePath.isEmpty();
    m_ui->actionRunAll->setEnabled(!running && m_choice->scenario().has_value());
    m_ui->actionAddAddress->setEnabled(m_ui->actionRunAll->isEnabled());
    m_ui->targets->setAddAllowed(m_ui->actionRunAll->isEnabled());
    m_ui->actionStop->setEnabled(running);
    const bool resumable = saved && isUnfinished(m_recording->session());
    m_ui->actionResume->setEnabled(resumable);
    m_ui->runPage->setResumable(resumable);
    for (QAction *asking : {m_ui->actionRefresh, m_ui->actionComputer})
        asking->setEnabled(!running); // it would disturb what is being measured
    m_ui->actionOpenScenario->setEnabled(!running);
    m_ui->actionExport->setEnabled(saved);
    m_ui->actionOpenSession->setEnabled(!running);
    m_ui->menuRecent->setEnabled(!running && !m_ui->menuRecent->isEmpty());
    m_scenarios->setEnabled(!running);
    m_ui->targets->setRunAllowed(!running);
    m_ui->startPage->setRunAllowed(!running);
    m_ui->runPage->setRunAllowed(!running);
    m_ui->comparePage->setRunAllowed(!running);
    const QString name = !m_recording ? QString()
        : running                     ? tr("running %1").arg(m_controller.scenarioName())
                                      : QFileInfo(m_recording->session().filePath).completeBaseName();
    setWindowTitle(name.isEmpty() ? tr("Boxmark") : tr("%1 — Boxmark").arg(name));
}

} // namespace boxmark
