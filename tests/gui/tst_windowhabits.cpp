// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What people take for granted of a window: nothing is lost, what was chosen stays chosen, and a run that was stopped
// can go on.
#include "gui/windowfixture.h"
#include "helpers/screenshot.h"
#include "session/sessionreader.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QListWidget>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QSplitter>
#include <QTest>
#include <QTreeWidget>

using namespace boxmark;
using namespace Qt::StringLiterals;
using test::child;
using test::trigger;

class WindowHabitsTest : public test::WindowFixture
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void aStoppedRunGoesOnInTheSameFile();
    void whileARunGoesOnNothingElseOpens();
    void notesAreKeptWithoutBeingSaved();
    void theScenarioIsRemembered();
    void handlesOfSplittersAreRemembered();
    void recentSessionsCanBeForgotten();
    void everyShortcutIsListed();
    void theComputerIsCheckedAsTheDoctorDoes();

private:
    void drop(const QString &path);
    void nextWindow();
    bool isEnabled(const QString &action) const { return m_window->findChild<QAction *>(action)->isEnabled(); }
    qsizetype completed() const { return m_window->recording()->completedFigures().size(); }
};

void WindowHabitsTest::drop(const QString &path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QDropEvent event({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &event);
}

void WindowHabitsTest::nextWindow()
{
    QVERIFY(m_window->close());
    makeWindow();
}

void WindowHabitsTest::aStoppedRunGoesOnInTheSameFile()
{
    drop(scenarioFile(u"process.yaml"_s, "[process]", "1s"));
    child<QSpinBox>(*m_window, u"trialsOfEach"_s)->setValue(3);
    trigger(*m_window, u"actionRunAll"_s);
    QVERIFY(!isEnabled(u"actionResume"_s));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->recording() && completed() >= 1, longWait);
    trigger(*m_window, u"actionStop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), longWait);
    const QString path = m_window->recording()->session().filePath;
    QCOMPARE(m_window->recording()->session().trials.size(), 3);
    QVERIFY(completed() < 3);
    QVERIFY(isEnabled(u"actionResume"_s));
    shoot(u"window-stopped"_s);

    // Of a saved session as well, and in another window.
    nextWindow();
    open(path);
    QVERIFY2(isEnabled(u"actionResume"_s), qPrintable(messages().join(u'\n')));
    trigger(*m_window, u"actionShowRun"_s);
    QTest::mouseClick(child<QPushButton>(*m_window, u"resume"_s), Qt::LeftButton);
    QVERIFY2(!isIdle(), qPrintable(messages().join(u'\n')));
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), longWait);
    QVERIFY2(messages().isEmpty(), qPrintable(messages().join(u'\n')));
    QCOMPARE(completed(), 3);
    QVERIFY(!isEnabled(u"actionResume"_s));
    QVERIFY(!child<QPushButton>(*m_window, u"resume"_s)->isVisible());
    const auto reader = SessionReader::open(path);
    QVERIFY(reader.ok());
    for (const Trial &trial : reader.value()->session().trials)
        QCOMPARE(trialStateName(trial.state), u"completed"_s);
}

void WindowHabitsTest::whileARunGoesOnNothingElseOpens()
{
    const QString other = savedSession(1);
    runProcess("60s");
    QVERIFY(!isEnabled(u"actionOpenScenario"_s));
    QVERIFY(!isEnabled(u"actionRefresh"_s)); // it would start programs beside what is measured
    drop(other);
    QVERIFY(messages().join(u' ').contains(u"A run goes on."_s));
    trigger(*m_window, u"actionStop"_s);
    QTRY_VERIFY_WITH_TIMEOUT(isIdle(), longWait);
    drop(other);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->recording()->session().filePath, other, longWait);
}

void WindowHabitsTest::notesAreKeptWithoutBeingSaved()
{
    const auto notesIn = [](const QString &path) { return SessionReader::open(path).value()->session().notes; };
    const QString path = savedSession(u"one"_s, u"6.1.0"_s);
    open(path);
    trigger(*m_window, u"actionShowSession"_s);
    child<QPlainTextEdit>(*m_window, u"notes"_s)->setPlainText(u"Another page."_s);
    trigger(*m_window, u"actionShowCompare"_s);
    QCOMPARE(notesIn(path), u"Another page."_s);
    trigger(*m_window, u"actionShowSession"_s);
    child<QPlainTextEdit>(*m_window, u"notes"_s)->setPlainText(u"Another session."_s);
    open(savedSession(u"two"_s, u"6.2.0"_s));
    QCOMPARE(notesIn(path), u"Another session."_s);
    open(path);
    trigger(*m_window, u"actionShowSession"_s);
    child<QPlainTextEdit>(*m_window, u"notes"_s)->setPlainText(u"The window closed."_s);
    QVERIFY(m_window->close());
    QCOMPARE(notesIn(path), u"The window closed."_s);
}

void WindowHabitsTest::theScenarioIsRemembered()
{
    const QString mine = scenarioFile(u"mine.yaml"_s, "[process]", "1s");
    drop(mine);
    nextWindow();
    auto *scenarios = child<QComboBox>(*m_window, u"scenarios"_s);
    QCOMPARE(scenarios->currentData().toString(), mine);
    QFile::remove(mine);
    nextWindow();
    scenarios = child<QComboBox>(*m_window, u"scenarios"_s);
    QVERIFY(scenarios->currentData().toString().endsWith(u"quick.yaml"_s));
    QCOMPARE(scenarios->findData(mine), -1);
}

void WindowHabitsTest::handlesOfSplittersAreRemembered()
{
    const QString path = savedSession(3);
    const auto sizesOf = [this, &path](const QString &page) {
        open(path);
        m_window->resize(1600, 1000);
        trigger(*m_window, u"actionShow"_s + page);
        QCoreApplication::processEvents();
        return child<QWidget>(*m_window, page.toLower() + u"Page"_s)->findChild<QSplitter *>(u"splitter"_s);
    };
    for (const QString &page : {u"Run"_s, u"Compare"_s}) {
        QSplitter *splitter = sizesOf(page);
        const int whole = splitter->sizes().value(0) + splitter->sizes().value(1);
        const QList<int> before = splitter->sizes();
        splitter->setSizes({before[0] - 60, before[1] + 60});
        const QList<int> moved = splitter->sizes();
        QVERIFY(moved != before);
        emit splitter->splitterMoved(moved[0], 1); // as a mouse does
        nextWindow();
        splitter = sizesOf(page);
        QCOMPARE(splitter->sizes().value(0) + splitter->sizes().value(1), whole);
        QVERIFY2(std::abs(splitter->sizes().value(0) - moved[0]) < 30, qPrintable(page));
    }
}

void WindowHabitsTest::recentSessionsCanBeForgotten()
{
    open(savedSession(1));
    QCOMPARE(child<QListWidget>(*m_window, u"recent"_s)->count(), 1);
    child<QMenu>(*m_window, u"menuRecent"_s)->actions().last()->trigger();
    QCOMPARE(child<QListWidget>(*m_window, u"recent"_s)->count(), 0);
    QVERIFY(!child<QMenu>(*m_window, u"menuRecent"_s)->isEnabled());
}

void WindowHabitsTest::everyShortcutIsListed()
{
    trigger(*m_window, u"actionKeyboard"_s);
    auto *box = child<QMessageBox>(*m_window, u"keyboard"_s);
    QVERIFY(box->isVisible());
    box->grab().save(test::screenshotPath(u"dialog-keyboard"_s));
    for (const QAction *action : m_window->findChildren<QAction *>(QRegularExpression(u"^action"_s))) {
        if (!action->shortcut().isEmpty())
            QVERIFY2(box->text().contains(action->shortcut().toString()), qPrintable(action->text()));
    }
    box->close();
}

void WindowHabitsTest::theComputerIsCheckedAsTheDoctorDoes()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", m_folder->path().toLocal8Bit()); // nothing is here
    trigger(*m_window, u"actionComputer"_s);
    auto *dialog = child<QDialog>(*m_window, u"ComputerDialog"_s);
    auto *checks = child<QTreeWidget>(*dialog, u"checks"_s);
    const auto qemu = [checks] { return checks->findItems(u"qemu-img"_s, Qt::MatchExactly | Qt::MatchRecursive); };
    QTRY_COMPARE_WITH_TIMEOUT(qemu().size(), 1, longWait);
    qputenv("PATH", path);
    checks->setCurrentItem(qemu().first());
    auto *copy = child<QPushButton>(*dialog, u"copy"_s);
    QVERIFY(copy->isVisible());
    dialog->grab().save(test::screenshotPath(u"dialog-computer"_s));
    copy->click();
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"install"_s));
    dialog->close();
}

QTEST_MAIN(WindowHabitsTest)
#include "tst_windowhabits.moc"
