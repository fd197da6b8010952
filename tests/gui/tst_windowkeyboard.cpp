// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The window without a mouse and without a screen: whatever can be done has a name, a way by Tab and a letter of its
// own.
#include "chart/palette.h"
#include "gui/compare/chartgallery.h"
#include "gui/compare/verdictmark.h"
#include "gui/keyboardwalk.h"
#include "gui/run/runpage.h"
#include "gui/target/targetlist.h"
#include "gui/target/targetrow.h"
#include "gui/widget/messagebar.h"
#include "gui/windowfixture.h"

#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace boxmark;
using namespace Qt::StringLiterals;
using test::child;
using test::trigger;

class WindowKeyboardTest : public test::WindowFixture
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void theStartPage();
    void targetsThatAreNotReadyAndMessages();
    void emptyPages();
    void theRunPage();
    void theComparePage();
    void aLargeChart();
    void theSessionPage();
    void everyDialog();
    void notesLetTabGoOn();
    void chartsAndTablesShowTheirMenuAtShiftF10();
    void verdictsAndRemarksAreLegibleInLightAndDark();

private:
    void check(QWidget &window, const QString &state) const;
    void check(const QString &state) const { check(*m_window, state); }
    void checkTabsOf(const QString &tabs, const QString &state) const;
    void checkDialog(const QString &state) const;
    void resizeTo(const QSize &size) { QTRY_VERIFY((m_window->resize(size), m_window->size() == size)); }
};

void WindowKeyboardTest::check(QWidget &window, const QString &state) const
{
    QCoreApplication::processEvents();
    QStringList found;
    // Layouts settle by and by, and what is ready becomes known.
    (void)QTest::qWaitFor([&window, &found] {
        // A virtual display has no window manager that would, and what it says late of another window comes before
        // this.
        QApplication::setActiveWindow(&window);
        found = test::withoutName(window) + test::breachesOfTabOrder(window) + test::sharedMnemonics(window);
        return found.isEmpty();
    });
    QVERIFY2(found.isEmpty(), qPrintable(u"\n%1:\n%2"_s.arg(state, found.join(u'\n'))));
}

void WindowKeyboardTest::checkTabsOf(const QString &tabs, const QString &state) const
{
    auto *widget = child<QTabWidget>(*m_window, tabs);
    for (int index = 0; index < widget->count(); ++index) {
        if (!widget->isTabVisible(index) || !widget->isTabEnabled(index))
            continue;
        widget->setCurrentIndex(index);
        check(u"%1, %2"_s.arg(state, widget->tabText(index)));
    }
}

void WindowKeyboardTest::checkDialog(const QString &state) const
{
    auto *dialog = qobject_cast<QDialog *>(QApplication::activeModalWidget());
    QVERIFY2(dialog && QTest::qWaitForWindowExposed(dialog), qPrintable(state));
    check(*dialog, state);
    const auto buttons = dialog->findChildren<QPushButton *>();
    QVERIFY2(
        std::ranges::count_if(buttons, &QPushButton::isDefault) == 1, qPrintable(state + u": Enter does nothing"_s));
    QTest::keyClick(dialog, Qt::Key_Escape);
    QVERIFY2(!dialog->isVisible(), qPrintable(state + u": Escape does nothing"_s));
}

void WindowKeyboardTest::theStartPage()
{
    check(u"first start"_s);
    open(savedSession(1));
    trigger(*m_window, u"actionShowStart"_s);
    for (const QSize &size : {QSize(900, 600), QSize(1600, 1000)}) {
        resizeTo(size);
        check(u"with a recent session, %1"_s.arg(size.width()));
    }
}

void WindowKeyboardTest::targetsThatAreNotReadyAndMessages()
{
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", m_folder->path().toLocal8Bit()); // no docker here
    trigger(*m_window, u"actionRefresh"_s);
    const auto *targets = child<TargetList>(*m_window, u"targets"_s);
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(*targets->row(u"docker"_s), u"copy"_s)->isVisible(), longWait);
    qputenv("PATH", path);
    auto *messages = child<MessageBar>(*m_window, u"messages"_s);
    messages->showProblem({u"Nothing runs."_s, u"The engine is missing."_s, u"Install it."_s, u"apt install x"_s});
    messages->showProblem({u"Nothing else runs."_s, u"It is missing."_s, u"Install it."_s, u"apt install y"_s});
    for (const QString &page : {u"Start"_s, u"Run"_s, u"Compare"_s, u"Session"_s}) {
        trigger(*m_window, u"actionShow"_s + page);
        check(u"messages, "_s + page);
    }
}

void WindowKeyboardTest::emptyPages()
{
    for (const QString &page : {u"Run"_s, u"Compare"_s, u"Session"_s}) {
        trigger(*m_window, u"actionShow"_s + page);
        check(u"empty "_s + page);
    }
}

void WindowKeyboardTest::theRunPage()
{
    open(savedSession(test::syntheticBoxes(4), 3));
    trigger(*m_window, u"actionShowRun"_s);
    for (const QSize &size : {QSize(900, 600), QSize(1600, 1000)}) {
        resizeTo(size);
        checkTabsOf(u"details"_s, u"run %1"_s.arg(size.width()));
    }
}

void WindowKeyboardTest::theComparePage()
{
    const QString other = savedSession(u"other"_s, u"6.12.1"_s);
    open(mixedSession());
    m_dialogs->nextSessions = {other};
    child<QPushButton>(*m_window, u"addSession"_s)->click();
    QTRY_COMPARE(m_window->findChildren<QToolButton *>(u"removeSession"_s).size(), 2);
    QTRY_VERIFY(messages().isEmpty());
    for (const QSize &size : {QSize(900, 600), QSize(1600, 1000)}) {
        resizeTo(size);
        checkTabsOf(u"tables"_s, u"compare %1"_s.arg(size.width()));
    }
    open(doubtfulSession());
    checkTabsOf(u"tables"_s, u"doubts"_s);
}

void WindowKeyboardTest::aLargeChart()
{
    open(savedSession(3));
    resizeTo({1600, 1000});
    auto *chart = child<GalleryChart>(*m_window, u"figure_throughput"_s);
    chart->setFocus();
    QTest::keyClick(chart, Qt::Key_Return);
    QTRY_VERIFY(child<QWidget>(*m_window, u"largeChart"_s)->isVisible());
    check(u"large chart"_s);
}

void WindowKeyboardTest::theSessionPage()
{
    open(savedSession(3));
    trigger(*m_window, u"actionShowSession"_s);
    checkTabsOf(u"tabs"_s, u"session"_s);
}

void WindowKeyboardTest::everyDialog()
{
    open(savedSession(3));
    for (const QString &action : {u"actionAddAddress"_s, u"actionExport"_s, u"actionComputer"_s, u"actionKeyboard"_s}) {
        trigger(*m_window, action);
        checkDialog(action);
    }
    QTRY_VERIFY(!m_window->findChild<QDialog *>(u"ComputerDialog"_s)); // the closed one
    trigger(*m_window, u"actionComputer"_s);
    auto *cleanUp = child<QPushButton>(*m_window, u"cleanUp"_s);
    QTRY_VERIFY_WITH_TIMEOUT(cleanUp->isEnabled(), longWait);
    cleanUp->click();
    checkDialog(u"clean up"_s);
}

void WindowKeyboardTest::notesLetTabGoOn()
{
    open(savedSession(1));
    trigger(*m_window, u"actionShowSession"_s);
    auto *notes = child<QPlainTextEdit>(*m_window, u"notes"_s);
    child<QTabWidget>(*m_window, u"tabs"_s)->setCurrentWidget(notes->parentWidget());
    QApplication::setActiveWindow(m_window.get());
    notes->setFocus();
    QTest::keyClicks(notes, u"Fans were loud."_s);
    QTest::keyClick(notes, Qt::Key_Tab);
    QCOMPARE(notes->toPlainText(), u"Fans were loud."_s);
    QCOMPARE(QApplication::focusWidget(), child<QWidget>(*m_window, u"saveNotes"_s));
}

void WindowKeyboardTest::chartsAndTablesShowTheirMenuAtShiftF10()
{
    open(savedSession(3));
    trigger(*m_window, u"actionShowRun"_s);
    for (const QString &name : {u"latency"_s, u"figures"_s}) {
        auto *widget = child<RunPage>(*m_window, u"runPage"_s)->findChild<QWidget *>(name);
        widget->setFocus();
        QStringList entries;
        QTimer::singleShot(0, m_window.get(), [&entries] {
            if (!QApplication::activePopupWidget())
                return;
            for (const QAction *action : QApplication::activePopupWidget()->actions())
                entries.append(action->text());
            QApplication::activePopupWidget()->close();
        });
        QTest::keyClick(widget, Qt::Key_F10, Qt::ShiftModifier);
        QVERIFY2(entries.join(u'\n').startsWith(u"&Copy"_s), qPrintable(name));
    }
}

void WindowKeyboardTest::verdictsAndRemarksAreLegibleInLightAndDark()
{
    constexpr double legible = 4.5; // WCAG 2.1, 1.4.3
    for (const QPalette &theme : {QPalette(), test::darkPalette()}) {
        QApplication::setPalette(theme);
        const QPalette palette = m_window->palette();
        for (const auto ground : {QPalette::Base, QPalette::AlternateBase, QPalette::Window}) {
            const QColor below = palette.color(ground);
            QVERIFY(contrastRatio(palette.color(QPalette::PlaceholderText), below) >= legible);
            for (const Tone tone : {Tone::Better, Tone::Worse, Tone::Same, Tone::Unknown}) {
                const QColor color = toneColor(tone, palette);
                QVERIFY2(contrastRatio(color, below) >= legible, qPrintable(color.name() + below.name()));
            }
        }
    }
}

QTEST_MAIN(WindowKeyboardTest)
#include "tst_windowkeyboard.moc"
