// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The real main window over the real engine: the process target always, Docker when it answers.
#include "gui/target/targetlist.h"
#include "gui/windowfixture.h"
#include "helpers/screenshot.h"
#include "session/sessionreader.h"
#include "session/sessionstore.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProcess>
#include <QProgressBar>
#include <QPushButton>
#include <QTcpServer>
#include <QTest>
#include <QToolButton>

using namespace boxmark;
using namespace Qt::StringLiterals;
using test::child;
using test::trigger;

namespace {

quint16 freePort()
{
    QTcpServer probe;
    probe.listen(QHostAddress::LocalHost);
    return probe.serverPort();
}

} // namespace

class WindowRunTest : public test::WindowFixture
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aRunMovesTheChartsAndEndsWithItsFiguresSavedAndExported();
    void stopWorksInMidRunAndLeavesARunnableWindow();
    void closingDuringARunAsksAndWaitsForACleanStop();
    void everyTargetThatIsReadyRunsTogether();
    void aSessionFolderThatCannotBeWrittenIsSaidBeforeTheRun();
    void aRunningAddressIsAddedLoadedAndTakenOut();
    void anotherComputerIsLoadedOnlyWhenAPersonAgrees();
};

void WindowRunTest::aRunMovesTheChartsAndEndsWithItsFiguresSavedAndExported()
{
    runProcess("2s");
    QCOMPARE(currentPage(), u"runPage"_s);
    QVERIFY(m_window->findChild<QAction *>(u"actionStop"_s)->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(drawnPoints() > 0 || isIdle(), longWait);
    QVERIFY2(!isIdle(), qPrintable(messages().join(u'\n')));
    const qsizetype before = drawnPoints();
    QTRY_VERIFY_WITH_TIMEOUT(drawnPoints() > before + 6, longWait); // the charts move
    QVERIFY(child<QProgressBar>(*m_window, u"progress"_s)->value() > 0);
    shoot(u"window-live"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), longWait);

    QVERIFY2(messages().isEmpty(), qPrintable(messages().join(u'\n')));
    QVERIFY(table(u"figures"_s).rowCount() > 5);
    QVERIFY(child<QPlainTextEdit>(*m_window, u"text"_s)->toPlainText().contains(u"boxmark-agent"_s)); // the command
    const QString session = m_window->recording()->session().filePath;
    QVERIFY(session.startsWith(sessionFolder()));
    QVERIFY(m_window->windowTitle().contains(QFileInfo(session).completeBaseName()));

    trigger(*m_window, u"actionExport"_s);
    auto *dialog = m_window->findChild<QDialog *>(u"ExportDialog"_s);
    QVERIFY(dialog);
    m_dialogs->nextFolder = m_folder->filePath(u"out"_s);
    child<QPushButton>(*dialog, u"browse"_s)->click();
    child<QPushButton>(*dialog, u"exportNow"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(*dialog, u"openFolder"_s)->isVisible(), longWait);
    dialog->grab().save(test::screenshotPath(u"dialog-export"_s));
    for (const auto &file : {u"summary.csv"_s, u"requests.csv"_s, u"latency.png"_s, u"comparison.png"_s})
        QVERIFY2(QFileInfo(m_folder->filePath(u"out/"_s + file)).size() > 0, qPrintable(file));
    dialog->close();

    const auto shown = m_window->recording()->completedFigures();
    const auto curve = m_window->recording()->tracks({}).first().timeline->curves().p99;
    QVERIFY(m_window->close());
    makeWindow();
    open(session);
    QCOMPARE(currentPage(), u"comparePage"_s);
    QCOMPARE(m_window->recording()->completedFigures().size(), shown.size());
    QCOMPARE(m_window->recording()->completedFigures().first().values, shown.first().values);
    QCOMPARE(m_window->recording()->tracks({}).first().timeline->curves().p99, curve);
    QVERIFY(table(u"table"_s).rowCount() > 5);
    trigger(*m_window, u"actionShowRun"_s);
    QVERIFY(drawnPoints() > 6); // the same charts again
}

void WindowRunTest::stopWorksInMidRunAndLeavesARunnableWindow()
{
    runProcess("60s");
    QTRY_VERIFY_WITH_TIMEOUT(drawnPoints() > 3, longWait);
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), longWait);
    QVERIFY(!messages().isEmpty());
    QVERIFY(m_window->findChild<QAction *>(u"actionRunAll"_s)->isEnabled());
    // What had been measured is kept.
    const auto reader = SessionReader::open(m_window->recording()->session().filePath);
    QVERIFY(reader.ok());
    QCOMPARE(reader.value()->session().trials.first().state, TrialState::Cancelled);
    const auto *summary = child<QLabel>(*child<QWidget>(*m_window, u"sessionPage"_s), u"summary"_s);
    QVERIFY2(summary->text().startsWith(u"Stopped before its end: 0 of 1"_s), qPrintable(summary->text()));
    runProcess("300ms");
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), longWait);
    QVERIFY2(summary->text().startsWith(u"Complete: 1 of 1"_s), qPrintable(summary->text()));
    QVERIFY2(messages().isEmpty(), qPrintable(messages().join(u'\n')));
}

void WindowRunTest::closingDuringARunAsksAndWaitsForACleanStop()
{
    runProcess("60s");
    m_dialogs->stopRun = false;
    QVERIFY(!m_window->close());
    QCOMPARE(m_dialogs->questions, 1);
    QVERIFY(!isIdle());
    QVERIFY(m_window->isVisible());
    m_dialogs->stopRun = true;
    QVERIFY(!m_window->close()); // not before nothing is left
    QTRY_VERIFY_WITH_TIMEOUT(!m_window->isVisible(), longWait);
    QVERIFY(isIdle());
}

void WindowRunTest::everyTargetThatIsReadyRunsTogether()
{
    auto *targets = child<TargetList>(*m_window, u"targets"_s);
    QTRY_VERIFY_WITH_TIMEOUT(targets->readyTargets().contains(u"process"_s), longWait);
    m_dialogs->nextScenario = scenarioFile(u"both.yaml"_s, "[process, docker]", "2s");
    trigger(*m_window, u"actionOpenScenario"_s);
    auto *docker = targets->row(u"docker"_s);
    QVERIFY(docker);
    // Ready or not, the answer comes.
    QTRY_VERIFY_WITH_TIMEOUT(!docker->accessibleName().contains(u"checking"_s), longWait);
    if (!docker->isReady())
        QSKIP("Docker does not answer here.");
    trigger(*m_window, u"actionRunAll"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        isIdle() || (tracks().size() == 2 && tracks().last().timeline->curves().p99.size() > 12), longWait);
    QVERIFY2(!isIdle(), qPrintable(messages().join(u'\n')));
    shoot(u"window-live-two-targets"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), longWait);
    QVERIFY2(messages().isEmpty(), qPrintable(messages().join(u'\n')));
    QCOMPARE(table(u"figures"_s).comparison().targets, (QList<QString> {u"process"_s, u"docker"_s}));
    shoot(u"window-ended"_s);
    trigger(*m_window, u"actionShowCompare"_s);
    shoot(u"window-compare-real"_s);
    trigger(*m_window, u"actionShowSession"_s);
    shoot(u"window-session-real"_s);
}

void WindowRunTest::aSessionFolderThatCannotBeWrittenIsSaidBeforeTheRun()
{
    QFile file(m_folder->filePath(u"data"_s)); // a file where the folder should be
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    m_dialogs->nextScenario = scenarioFile(u"process.yaml"_s, "[process]", "300ms");
    trigger(*m_window, u"actionOpenScenario"_s);
    trigger(*m_window, u"actionRunAll"_s);
    QVERIFY(isIdle());
    QCOMPARE(messages().size(), 1);
}

void WindowRunTest::aRunningAddressIsAddedLoadedAndTakenOut()
{
    const quint16 port = freePort();
    QProcess app;
    app.start(qEnvironmentVariable("BOXMARK_AGENT"), {u"serve"_s, u"--listen"_s, u"127.0.0.1:%1"_s.arg(port)});
    m_dialogs->nextScenario = scenarioFile(u"process.yaml"_s, "[process]", "500ms");
    trigger(*m_window, u"actionOpenScenario"_s);
    trigger(*m_window, u"actionAddAddress"_s);
    auto *dialog = m_window->findChild<QDialog *>(u"AddressDialog"_s);
    QVERIFY(dialog);
    const auto *add = child<QDialogButtonBox>(*dialog, u"buttons"_s)->button(QDialogButtonBox::Ok);
    const auto *remark = child<QLabel>(*dialog, u"remark"_s);
    auto *address = child<QLineEdit>(*dialog, u"address"_s);
    auto *name = child<QLineEdit>(*dialog, u"name"_s);
    address->setText(u"https://127.0.0.1"_s);
    QVERIFY(!add->isEnabled() && remark->text().contains(u"Only http"_s));
    address->setText(u"192.0.2.1:8000"_s);
    QVERIFY(add->isEnabled() && remark->text().contains(u"192.0.2.1 is another computer"_s));
    dialog->grab().save(test::screenshotPath(u"dialog-address"_s));
    address->setText(u"127.0.0.1:%1"_s.arg(port));
    name->setText(u"process"_s);
    QVERIFY(!add->isEnabled() && remark->text().contains(u"already"_s));
    name->setText(u"by-hand"_s);
    QTest::keyClick(name, Qt::Key_Return);

    auto *targets = child<TargetList>(*m_window, u"targets"_s);
    QTRY_VERIFY_WITH_TIMEOUT(targets->readyTargets() == QStringList({u"process"_s, u"by-hand"_s}), longWait);
    QTRY_VERIFY(targets->row(u"by-hand"_s)->isVisible());
    shoot(u"window-added-address"_s);
    trigger(*m_window, u"actionRunAll"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), longWait);
    QVERIFY2(messages().isEmpty(), qPrintable(messages().join(u'\n')));
    QCOMPARE(m_dialogs->questions, 0); // this computer
    QCOMPARE(table(u"figures"_s).comparison().targets, (QList<QString> {u"process"_s, u"by-hand"_s}));
    QCOMPARE(app.state(), QProcess::Running); // nor was it ended

    child<QToolButton>(*targets->row(u"by-hand"_s), u"remove"_s)->click();
    QTRY_VERIFY(!targets->row(u"by-hand"_s));
    QVERIFY(targets->row(u"process"_s));
    app.kill();
    QVERIFY(app.waitForFinished());
}

void WindowRunTest::anotherComputerIsLoadedOnlyWhenAPersonAgrees()
{
    // RFC 5737: nobody's.
    m_dialogs->nextScenario
        = scenarioFile(u"remote.yaml"_s, "[process, {kind: url, url: 'http://192.0.2.1:8000'}]", "300ms");
    trigger(*m_window, u"actionOpenScenario"_s);
    trigger(*m_window, u"actionRunAll"_s);
    QVERIFY(isIdle());
    QCOMPARE(m_dialogs->askedHosts, QStringList {u"192.0.2.1"_s});
    auto *targets = child<TargetList>(*m_window, u"targets"_s);
    QTRY_VERIFY_WITH_TIMEOUT(targets->readyTargets().contains(u"process"_s), longWait);
    emit targets->runRequested(u"process"_s); // which sends nothing there
    QCOMPARE(m_dialogs->questions, 1);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), longWait);
    QVERIFY2(messages().isEmpty(), qPrintable(messages().join(u'\n')));

    m_dialogs->loadOthers = true;
    trigger(*m_window, u"actionRunAll"_s);
    QCOMPARE(m_dialogs->questions, 2);
    QVERIFY(!isIdle());
    QTest::keyClick(m_window.get(), Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), longWait);
    QVERIFY2(!messages().join(u'\n').contains(u"No load is sent"_s), qPrintable(messages().join(u'\n')));
}

QTEST_MAIN(WindowRunTest)
#include "tst_windowrun.moc"
