// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How MainWindow is put together, and what it does for its surroundings: closing, dropped files, themes, settings.
#include "gui/icons.h"
#include "gui/mainwindow.h"
#include "ui_mainwindow.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QLabel>
#include <QMimeData>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr QLatin1StringView geometryKey("window/geometry");
constexpr QLatin1StringView splitterKey("window/splitter");

struct DroppedFiles
{
    QStringList sessions;
    QString scenario;

    explicit DroppedFiles(const QMimeData *data)
    {
        for (const QUrl &url : data->urls()) {
            const QString file = url.toLocalFile();
            if (file.endsWith(u".boxmark"_s))
                sessions.append(file);
            else if (scenario.isEmpty() && (file.endsWith(u".yaml"_s) || file.endsWith(u".yml"_s)))
                scenario = file;
        }
    }
    bool isEmpty() const { return sessions.isEmpty() && scenario.isEmpty(); }
};

} // namespace

void MainWindow::setUpToolbar()
{
    m_scenarios = new QComboBox(this);
    m_scenarios->setObjectName(u"scenarios"_s);
    m_scenarios->setAccessibleName(tr("Scenario"));
    m_scenarios->setToolTip(tr("The scenario that Run all carries out"));
    m_scenarios->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_scenarios->setPlaceholderText(tr("No scenario"));
    connect(m_scenarios, &QComboBox::activated, this, [this] { chooseScenario(scenarioPath()); });

    auto *pages = new QActionGroup(this);
    auto *spacer = new QWidget(this);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    m_ui->toolbar->addWidget(m_scenarios);
    for (QAction *action :
        {m_ui->actionOpenScenario, m_ui->actionRunAll, m_ui->actionStop, m_ui->actionOpenSession, m_ui->actionExport})
        m_ui->toolbar->addAction(action);
    m_ui->toolbar->widgetForAction(m_ui->actionOpenScenario)->setProperty("toolButtonStyle", Qt::ToolButtonIconOnly);
    m_ui->toolbar->insertSeparator(m_ui->actionOpenSession);
    m_ui->toolbar->addWidget(spacer);
    for (QAction *action :
        {m_ui->actionShowStart, m_ui->actionShowRun, m_ui->actionShowCompare, m_ui->actionShowSession}) {
        pages->addAction(action);
        m_ui->toolbar->addAction(action);
    }
}

void MainWindow::setUpActions()
{
    m_ui->actionRunAll->setShortcuts({QKeySequence(u"Ctrl+R"_s), QKeySequence(u"F5"_s)});
    connect(
        m_ui->actionOpenSession, &QAction::triggered, this, [this] { openSessions(m_dialogs->chooseSessions(this)); });
    connect(
        m_ui->actionOpenScenario, &QAction::triggered, this, [this] { openScenario(m_dialogs->chooseScenario(this)); });
    connect(m_ui->actionExport, &QAction::triggered, this, &MainWindow::exportSession);
    connect(m_ui->actionQuit, &QAction::triggered, this, &QWidget::close);
    connect(m_ui->actionRunAll, &QAction::triggered, this, &MainWindow::runAll);
    connect(m_ui->actionStop, &QAction::triggered, &m_controller, &RunController::stop);
    connect(m_ui->actionRefresh, &QAction::triggered, this, &MainWindow::probeTargets);
    connect(m_ui->actionAddAddress, &QAction::triggered, this, &MainWindow::askForAddress);
    connect(m_ui->actionAbout, &QAction::triggered, this, &MainWindow::about);
    const auto shows = [this](QAction *action, QWidget *page) {
        connect(action, &QAction::triggered, this, [this, action, page] {
            action->setChecked(true);
            m_ui->pages->setCurrentWidget(page);
        });
    };
    shows(m_ui->actionShowStart, m_ui->startPage);
    shows(m_ui->actionShowRun, m_ui->runPage);
    shows(m_ui->actionShowCompare, m_ui->comparePage);
    shows(m_ui->actionShowSession, m_ui->sessionPage);
    m_ui->actionShowStart->trigger();
    setIcons();
}

void MainWindow::setIcons()
{
    const QList<std::pair<QAction *, Action>> icons {{m_ui->actionOpenSession, Action::Open},
        {m_ui->actionOpenScenario, Action::OpenScenario}, {m_ui->actionExport, Action::Export},
        {m_ui->actionRunAll, Action::Run}, {m_ui->actionStop, Action::Stop}, {m_ui->actionRefresh, Action::Refresh},
        {m_ui->actionAddAddress, Action::Add}, {m_ui->actionShowStart, Action::StartPage},
        {m_ui->actionShowRun, Action::RunPage}, {m_ui->actionShowCompare, Action::ComparePage},
        {m_ui->actionShowSession, Action::SessionPage}};
    for (const auto &[action, icon] : icons)
        action->setIcon(actionIcon(icon));
}

void MainWindow::setUpPages()
{
    const auto openSessionDialog = [this] { m_ui->actionOpenSession->trigger(); };
    connect(m_ui->startPage, &StartPage::quickRunRequested, this, &MainWindow::runQuick);
    connect(m_ui->startPage, &StartPage::runRequested, this, &MainWindow::runScenario);
    connect(m_ui->startPage, &StartPage::sessionChosen, this, &MainWindow::openSession);
    connect(m_ui->startPage, &StartPage::openSessionRequested, this, openSessionDialog);
    connect(m_ui->startPage, &StartPage::openScenarioRequested, m_ui->actionOpenScenario, &QAction::trigger);
    connect(m_ui->runPage, &RunPage::quickRunRequested, this, &MainWindow::runQuick);
    connect(m_ui->runPage, &RunPage::saveChartRequested, this, &MainWindow::saveChart);
    connect(m_ui->comparePage, &ComparePage::quickRunRequested, this, &MainWindow::runQuick);
    connect(m_ui->comparePage, &ComparePage::openSessionRequested, this, openSessionDialog);
    connect(m_ui->comparePage, &ComparePage::addSessionRequested, this,
        [this] { addSessions(m_dialogs->chooseSessions(this)); });
    connect(m_ui->comparePage, &ComparePage::saveChartRequested, this, &MainWindow::saveChart);
    connect(m_ui->sessionPage, &SessionPage::openSessionRequested, this, openSessionDialog);
    connect(m_ui->sessionPage, &SessionPage::problem, m_ui->messages, &MessageBar::showProblem);
    connect(m_ui->targets, &TargetList::runRequested, this, [this](const QString &target) { runTargets({target}); });
    connect(m_ui->targets, &TargetList::addRequested, m_ui->actionAddAddress, &QAction::trigger);
    connect(m_ui->targets, &TargetList::removeRequested, this, [this](const QString &target) {
        m_library.removeTarget(scenarioPath(), target);
        chooseScenario(scenarioPath());
    });
    connect(m_ui->targets, &TargetList::refreshRequested, m_ui->actionRefresh, &QAction::trigger);
}

void MainWindow::setUpEngine()
{
    connect(&m_controller, &RunController::started, this, &MainWindow::showRecording);
    connect(&m_controller, &RunController::stepChanged, m_ui->runPage, &RunPage::setStep);
    connect(&m_controller, &RunController::progressChanged, m_ui->runPage, &RunPage::setProgress);
    connect(&m_controller, &RunController::ended, this, &MainWindow::showEnded);
    connect(&m_controller, &RunController::problem, m_ui->messages, &MessageBar::showProblem);
    connect(&m_controller, &RunController::discovered, this, &MainWindow::showDiscovered);
    connect(&m_controller, &RunController::probed, this,
        [this](const QString &target, const Readiness &readiness, quint64 generation) {
            if (generation == m_probeGeneration)
                m_ui->targets->setReadiness(target, readiness);
        });
    connect(&m_loader, &SessionLoader::loaded, this, &MainWindow::showLoaded);
    connect(&m_adder, &SessionLoader::loaded, this, &MainWindow::showAdded);
    connect(&m_finished, &SessionLoader::loaded, this, &MainWindow::showFinished);
}

void MainWindow::restoreState()
{
    setWindowIcon(applicationIcon());
    resize(1200, 780);
    m_ui->splitter->setSizes({230, 970});
    const QSettings settings;
    restoreGeometry(settings.value(geometryKey).toByteArray());
    m_ui->splitter->restoreState(settings.value(splitterKey).toByteArray());
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    if (m_controller.isRunning()) {
        // Close when nothing of the run is left, not before.
        event->ignore();
        if (m_closeWhenStopped || m_dialogs->mayStopRun(this)) {
            m_closeWhenStopped = true;
            m_controller.stop();
        }
        return;
    }
    QSettings settings;
    settings.setValue(geometryKey, saveGeometry());
    settings.setValue(splitterKey, m_ui->splitter->saveState());
    QMainWindow::closeEvent(event);
}

void MainWindow::closeWithoutAsking()
{
    m_closeWhenStopped = true;
    close();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!DroppedFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    const DroppedFiles files(event->mimeData());
    event->acceptProposedAction();
    openSessions(files.sessions);
    openScenario(files.scenario);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    // Toolbars cache the pixmaps of their icons.
    if (event->type() == QEvent::PaletteChange)
        setIcons();
}

} // namespace boxmark
