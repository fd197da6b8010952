// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the real main window offers and remembers, and how it says what is wrong.
#include "gui/target/targetlist.h"
#include "gui/windowfixture.h"
#include "session/sessionreader.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDropEvent>
#include <QListWidget>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStackedWidget>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;
using test::child;
using test::trigger;

class WindowTest : public test::WindowFixture
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void anEmptyWindowOffersTheQuickScenario();
    void targetsSayWhetherTheyAreReady();
    void withoutAScenarioTheListShowsWhatThisComputerHas();
    void aForeignFileShowsWhyItCannotBeOpened();
    void aBrokenScenarioShowsFileLineAndColumn();
    void aDroppedSessionOpens();
    void notesAreKeptInTheFile();
    void windowAndRecentSessionsAreRemembered();
    void everyPageInSmallAndLargeLightAndDark();
};

void WindowTest::anEmptyWindowOffersTheQuickScenario()
{
    auto *pages = child<QStackedWidget>(*m_window, u"pages"_s);
    QCOMPARE(pages->currentWidget()->objectName(), u"startPage"_s);
    QVERIFY(child<QPushButton>(*m_window, u"runQuick"_s)->isVisible());
    for (const auto &action : {u"actionShowRun"_s, u"actionShowCompare"_s, u"actionShowSession"_s}) {
        trigger(*m_window, action);
        bool hasButton = false;
        for (const QPushButton *button : pages->currentWidget()->findChildren<QPushButton *>())
            hasButton = hasButton || (button->isVisible() && button->isEnabled());
        QVERIFY2(hasButton, qPrintable(action));
    }
    QVERIFY(!m_window->findChild<QAction *>(u"actionStop"_s)->isEnabled());
    QVERIFY(!m_window->findChild<QAction *>(u"actionExport"_s)->isEnabled());
}

void WindowTest::targetsSayWhetherTheyAreReady()
{
    auto *targets = child<TargetList>(*m_window, u"targets"_s);
    QTRY_VERIFY_WITH_TIMEOUT(targets->readyTargets().contains(u"process"_s), longWait);
    const QByteArray path = qgetenv("PATH");
    qputenv("PATH", m_folder->path().toLocal8Bit()); // no docker here
    trigger(*m_window, u"actionRefresh"_s);
    auto *docker = targets->row(u"docker"_s);
    QVERIFY(docker);
    auto *copy = docker->findChild<QPushButton *>(u"copy"_s);
    QTRY_VERIFY_WITH_TIMEOUT(!docker->isReady() && copy->isVisible(), longWait);
    qputenv("PATH", path);
    shoot(u"window-target-not-ready"_s);
    copy->click();
    QVERIFY(!QGuiApplication::clipboard()->text().isEmpty());
}

void WindowTest::withoutAScenarioTheListShowsWhatThisComputerHas()
{
    auto *targets = child<TargetList>(*m_window, u"targets"_s);
    child<QComboBox>(*m_window, u"scenarios"_s)->setCurrentIndex(-1);
    trigger(*m_window, u"actionRefresh"_s);
    for (const QString &kind : {u"process"_s, u"docker"_s, u"vm"_s, u"microvm"_s})
        QTRY_VERIFY_WITH_TIMEOUT(targets->row(kind), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(targets->row(u"process"_s)->isReady(), longWait);
}

void WindowTest::aForeignFileShowsWhyItCannotBeOpened()
{
    QFile file(m_folder->filePath(u"foreign.boxmark"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("PK\x03\x04 this is something else");
    file.close();
    m_dialogs->nextSessions = {file.fileName()};
    trigger(*m_window, u"actionOpenSession"_s);
    QTRY_VERIFY(!messages().isEmpty() && messages().first().contains(u"foreign.boxmark"_s)
        && !messages().first().startsWith(u"Opening"_s));
    QVERIFY(!m_window->recording());
    shoot(u"window-message"_s);
}

void WindowTest::aBrokenScenarioShowsFileLineAndColumn()
{
    QFile file(m_folder->filePath(u"broken.yaml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("boxmark: 1\nname: Broken\nlod: {}\n");
    file.close();
    m_dialogs->nextScenario = file.fileName();
    trigger(*m_window, u"actionOpenScenario"_s);
    QCOMPARE(messages().size(), 1);
    QVERIFY2(messages().first().contains(u"broken.yaml:3"_s), qPrintable(messages().first()));
}

void WindowTest::aDroppedSessionOpens()
{
    const QString path = savedSession(1);
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QTRY_VERIFY(m_window->recording());
    QCOMPARE(m_window->recording()->session().filePath, path);
}

void WindowTest::notesAreKeptInTheFile()
{
    const QString path = savedSession(1);
    open(path);
    trigger(*m_window, u"actionShowSession"_s);
    auto *notes = child<QPlainTextEdit>(*m_window, u"notes"_s);
    auto *save = child<QPushButton>(*m_window, u"saveNotes"_s);
    QVERIFY(!save->isEnabled());
    notes->setPlainText(u"Fans were loud."_s);
    QVERIFY(save->isEnabled());
    save->click();
    QVERIFY2(messages().isEmpty(), qPrintable(messages().join(u'\n')));
    const auto reader = SessionReader::open(path);
    QVERIFY(reader.ok());
    QCOMPARE(reader.value()->session().notes, u"Fans were loud."_s);
}

void WindowTest::windowAndRecentSessionsAreRemembered()
{
    open(savedSession(1));
    m_window->resize(1010, 666);
    QVERIFY(m_window->close());
    auto dialogs = std::make_unique<test::ScriptedDialogs>();
    m_window = std::make_unique<MainWindow>(std::move(dialogs));
    QCOMPARE(m_window->size(), QSize(1010, 666));
    const auto *recent = child<QListWidget>(*m_window, u"recent"_s);
    QCOMPARE(recent->count(), 1);
    QCOMPARE(recent->item(0)->toolTip(), m_folder->filePath(u"saved.boxmark"_s));
    QFile::remove(m_folder->filePath(u"saved.boxmark"_s));
    m_window = std::make_unique<MainWindow>();
    QCOMPARE(child<QListWidget>(*m_window, u"recent"_s)->count(), 0); // gone files are not offered
}

void WindowTest::everyPageInSmallAndLargeLightAndDark()
{
    open(savedSession(3));
    QTRY_VERIFY_WITH_TIMEOUT(
        child<TargetList>(*m_window, u"targets"_s)->readyTargets().contains(u"process"_s), longWait);
    for (const bool dark : {false, true}) {
        QApplication::setPalette(dark ? test::darkPalette() : QPalette());
        for (const QSize &size : {QSize(900, 600), QSize(1600, 1000)}) {
            // Layouts learn by and by that a message is gone.
            QTRY_VERIFY((m_window->resize(size), m_window->size() == size));
            for (const auto &page : {u"Start"_s, u"Run"_s, u"Compare"_s, u"Session"_s}) {
                trigger(*m_window, u"actionShow"_s + page);
                QCoreApplication::processEvents();
                const QString name
                    = u"page-%1-%2-%3"_s.arg(page.toLower(), dark ? u"dark"_s : u"light"_s).arg(size.width());
                shoot(name);
                // Nothing forces the window to be larger than a small screen.
                QVERIFY2(m_window->width() <= size.width() && m_window->height() <= size.height(),
                    qPrintable(u"%1: %2×%3"_s.arg(name).arg(m_window->width()).arg(m_window->height())));
            }
        }
    }
}

QTEST_MAIN(WindowTest)
#include "tst_window.moc"
