// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// How MainWindow is put together, and what it does for its surroundings: closing, dropped files, themes, settings, and
// the small dialogs of its menus.
#include "chart/theme.h"
#include "gui/computerdialog.h"
#include "gui/keyboard.h"
#include "gui/mainwindow.h"
#include "gui/start/recentfiles.h"
#include "gui/widget/icons.h"
#include "gui/widget/taborder.h"
#include "ui_mainwindow.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QContextMenuEvent>
#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QLabel>
#include <QLayout>
#include <QMessageBox>
#include <QMimeData>
#include <QSettings>

#include <utility>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr QLatin1StringView geometryKey("window/geometry");
constexpr QLatin1StringView splitterKey("window/splitter");
constexpr int longestScenario = 36; ///< characters of its name in the toolbar

bool isSession(const QString &filePath)
{
    return filePath.endsWith(u".boxmark"_s);
}

bool isScenario(const QString &filePath)
{
    return filePath.endsWith(u".yaml"_s) || filePath.endsWith(u".yml"_s);
}

QStringList droppedFiles(const QMimeData *data)
{
    QStringList files;
    for (const QUrl &url : data->urls())
        files.append(url.toLocalFile());
    files.removeIf([](const QString &file) { return !isSession(file) && !isScenario(file); });
    return files;
}

} // namespace

void MainWindow::setUpToolbar()
{
    m_scenarios = new QComboBox(this);
    m_scenarios->setObjectName(u"scenarios"_s);
    m_scenarios->setAccessibleName(tr("Scenario"));
    m_scenarios->setToolTip(tr("The scenario that Run all carries out"));
    m_scenarios->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_scenarios->setMaximumWidth(fontMetrics().averageCharWidth() * longestScenario);
    m_scenarios->setPlaceholderText(tr("No scenario"));
    m_choice = std::make_unique<ScenarioChoice>(
        m_controller, ScenarioChoice::Views {m_scenarios, m_ui->startPage, m_ui->targets});
    connect(m_choice.get(), &ScenarioChoice::changed, this, &MainWindow::updateState);

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

// A narrow window rather does without the words of files than without the way to a page.
void MainWindow::fitToolbar()
{
    for (const auto style : {Qt::ToolButtonTextBesideIcon, Qt::ToolButtonIconOnly}) {
        for (QAction *action : {m_ui->actionOpenSession, m_ui->actionExport, m_ui->actionStop})
            m_ui->toolbar->widgetForAction(action)->setProperty("toolButtonStyle", style);
        m_ui->toolbar->layout()->invalidate();
        if (m_ui->toolbar->sizeHint().width() <= width())
            return;
    }
}

void MainWindow::resizeEvent(QResizeEvent *event)
{
    QMainWindow::resizeEvent(event);
    fitToolbar();
}

void MainWindow::setUpActions()
{
    m_ui->actionQuit->setShortcuts({QKeySequence(u"Ctrl+Q"_s), QKeySequence(u"Ctrl+W"_s)});
    m_ui->actionRunAll->setShortcuts({QKeySequence(u"Ctrl+R"_s), QKeySequence(u"F5"_s)});
    connect(
        m_ui->actionOpenSession, &QAction::triggered, this, [this] { openSessions(m_dialogs->chooseSessions(this)); });
    connect(
        m_ui->actionOpenScenario, &QAction::triggered, this, [this] { openScenario(m_dialogs->chooseScenario(this)); });
    connect(m_ui->actionExport, &QAction::triggered, this, &MainWindow::exportSession);
    connect(m_ui->actionQuit, &QAction::triggered, this, &QWidget::close);
    connect(m_ui->actionRunAll, &QAction::triggered, this, &MainWindow::runAll);
    connect(m_ui->actionResume, &QAction::triggered, this, &MainWindow::resume);
    connect(m_ui->actionStop, &QAction::triggered, &m_controller, &RunController::stop);
    connect(m_ui->actionRefresh, &QAction::triggered, m_choice.get(), &ScenarioChoice::probe);
    connect(m_ui->actionAddAddress, &QAction::triggered, this, &MainWindow::askForAddress);
    connect(m_ui->actionFullScreen, &QAction::triggered, this,
        [this](bool full) { setWindowState(windowState().setFlag(Qt::WindowFullScreen, full)); });
    connect(m_ui->actionComputer, &QAction::triggered, this, &MainWindow::showComputer);
    connect(m_ui->actionKeyboard, &QAction::triggered, this, &MainWindow::showKeyboard);
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
    setQuietText();
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
    connect(m_ui->runPage, &RunPage::resumeRequested, m_ui->actionResume, &QAction::trigger);
    connect(m_ui->comparePage, &ComparePage::quickRunRequested, this, &MainWindow::runQuick);
    connect(m_ui->comparePage, &ComparePage::openSessionRequested, this, openSessionDialog);
    connect(m_ui->comparePage, &ComparePage::addSessionRequested, this,
        [this] { addSessions(m_dialogs->chooseSessions(this)); });
    connect(m_ui->comparePage, &ComparePage::saveChartRequested, this, &MainWindow::saveChart);
    connect(m_ui->sessionPage, &SessionPage::openSessionRequested, this, openSessionDialog);
    connect(m_ui->sessionPage, &SessionPage::problem, m_ui->messages, &MessageBar::showProblem);
    connect(m_ui->targets, &TargetList::runRequested, this, [this](const QString &target) { runTargets({target}); });
    connect(m_ui->targets, &TargetList::addRequested, m_ui->actionAddAddress, &QAction::trigger);
    connect(m_ui->targets, &TargetList::removeRequested, m_choice.get(), &ScenarioChoice::removeTarget);
    connect(m_ui->targets, &TargetList::refreshRequested, m_ui->actionRefresh, &QAction::trigger);
}

void MainWindow::setUpEngine()
{
    connect(&m_controller, &RunController::started, this, &MainWindow::showRecording);
    connect(&m_controller, &RunController::stepChanged, m_ui->runPage, &RunPage::setStep);
    connect(&m_controller, &RunController::progressChanged, m_ui->runPage, &RunPage::setProgress);
    connect(&m_controller, &RunController::ended, this, &MainWindow::showEnded);
    connect(&m_controller, &RunController::problem, m_ui->messages, &MessageBar::showProblem);
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
    if (!m_ui->sessionPage->keepNotes() && !std::exchange(m_notesGivenUp, true)) {
        event->ignore(); // the message tells why; who closes once more does without them
        return;
    }
    QSettings settings;
    settings.setValue(geometryKey, saveGeometry());
    settings.setValue(splitterKey, m_ui->splitter->saveState());
    setLastScenario(m_choice->path());
    QMainWindow::closeEvent(event);
}

void MainWindow::closeWithoutAsking()
{
    m_closeWhenStopped = true;
    close();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (!droppedFiles(event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    openFiles(droppedFiles(event->mimeData()));
}

void MainWindow::openFiles(const QStringList &filePaths)
{
    QStringList sessions = filePaths;
    sessions.removeIf(isScenario);
    for (const QString &filePath : filePaths) {
        if (isScenario(filePath))
            openScenario(filePath);
    }
    openSessions(sessions);
}

void MainWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        m_ui->actionFullScreen->setChecked(isFullScreen());
    // Toolbars cache the pixmaps of their icons.
    if (event->type() == QEvent::PaletteChange) {
        setIcons();
        setQuietText();
    }
}

// Of what is said beside the figures, and of what stands in empty fields.
void MainWindow::setQuietText()
{
    const QColor quiet = quietText(palette());
    if (palette().color(QPalette::PlaceholderText) == quiet)
        return;
    QPalette own;
    own.setColor(QPalette::PlaceholderText, quiet);
    setPalette(own);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    return focusNextAsLaidOut(this, next) || QMainWindow::focusNextPrevChild(next);
}

// Keyboards without a menu key have this instead, in most programs.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    QWidget *focused = focusWidget();
    if (event->key() != Qt::Key_F10 || event->modifiers() != Qt::ShiftModifier || !focused) {
        QMainWindow::keyPressEvent(event);
        return;
    }
    const QPoint middle = focused->rect().center();
    QContextMenuEvent menu(QContextMenuEvent::Keyboard, middle, focused->mapToGlobal(middle));
    QCoreApplication::sendEvent(focused, &menu);
}

void MainWindow::showComputer()
{
    auto *dialog = new ComputerDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&m_controller, &RunController::checked, dialog, &ComputerDialog::setChecks);
    connect(dialog, &ComputerDialog::checkRequested, &m_controller, &RunController::check);
    dialog->open();
    m_controller.check();
}

void MainWindow::showKeyboard()
{
    QList<QAction *> actions;
    for (const QMenu *menu : {m_ui->menuFile, m_ui->menuRun, m_ui->menuView, m_ui->menuHelp})
        actions += menu->actions();
    auto *box = new QMessageBox(
        QMessageBox::NoIcon, tr("Keyboard and mouse"), keyboardText(actions), QMessageBox::Close, this);
    box->setObjectName(u"keyboard"_s);
    box->setTextFormat(Qt::RichText);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->open();
}

void MainWindow::about()
{
    QMessageBox::about(this, tr("About Boxmark"),
        tr("Boxmark %1 shows what isolation costs: it runs one app as a process, in a container, in a "
           "virtual machine and in a microVM, drives the same load at each, and compares.\n\nGPL-3.0-or-later.")
            .arg(QStringLiteral(BOXMARK_VERSION)));
}

} // namespace boxmark
