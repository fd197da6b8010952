// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/windowfixture.h"

#include "chart/chartview.h"
#include "gui/compare/comparisontable.h"
#include "gui/widget/messagebar.h"
#include "helpers/screenshot.h"
#include "helpers/strictlog.h"
#include "helpers/syntheticrun.h"
#include "session/sessionwriter.h"

#include <QApplication>
#include <QFile>
#include <QSettings>
#include <QStackedWidget>
#include <QTest>

using namespace Qt::StringLiterals;

namespace boxmark::test {

QPalette darkPalette()
{
    QPalette palette;
    const QColor window(0x2b, 0x2b, 0x2b);
    const QColor text(0xe6, 0xe6, 0xe6);
    palette.setColor(QPalette::Window, window);
    palette.setColor(QPalette::Base, window.darker(120));
    palette.setColor(QPalette::AlternateBase, window.lighter(110));
    palette.setColor(QPalette::Button, window.lighter(120));
    palette.setColor(QPalette::ToolTipBase, window);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, text);
    palette.setColor(QPalette::PlaceholderText, QColor(0x9a, 0x9a, 0x9a));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, QColor(0x77, 0x77, 0x77));
    return palette;
}

void WindowFixture::setUp()
{
    failOnAnyWarning();
    QCoreApplication::setOrganizationName(u"boxmark"_s);
    QCoreApplication::setApplicationName(u"boxmark-window-test"_s);
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    qputenv("XDG_DATA_HOME", m_folder->filePath(u"data"_s).toLocal8Bit());
    qputenv("XDG_CONFIG_HOME", m_folder->filePath(u"config"_s).toLocal8Bit());
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder->filePath(u"config"_s));
    qputenv("BOXMARK_SCENARIOS", BOXMARK_SOURCE_DIR "/scenarios");
    QSettings().clear();
    makeWindow();
}

void WindowFixture::tearDown()
{
    m_window.reset();
    QApplication::setPalette(QPalette());
}

void WindowFixture::makeWindow()
{
    auto dialogs = std::make_unique<ScriptedDialogs>();
    m_dialogs = dialogs.get();
    m_window = std::make_unique<MainWindow>(std::move(dialogs));
    m_window->resize(1200, 780);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    QApplication::setActiveWindow(m_window.get()); // a virtual display has no window manager that would
}

QString WindowFixture::scenarioFile(const QString &name, const QByteArray &targets, const QByteArray &duration) const
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write %s", qPrintable(file.fileName()));
    file.write(
        "boxmark: 1\nname: Window test\napp:\n  builtin: workload\nload:\n  concurrency: 4\n  duration: " + duration
        + "\n  warmup: 300ms\n  steps:\n    - get: /primecount?n=20000\ntrials: 1\nsampling: {interval: "
          "100ms}\ntargets: "
        + targets + "\n");
    return file.fileName();
}

QString WindowFixture::save(const QString &name, const Session &session, const QList<SyntheticTrial> &trials) const
{
    const QString path = m_folder->filePath(name + u".boxmark"_s);
    auto writer = SessionWriter::create(path, true);
    if (!writer)
        qFatal("%s", qPrintable(writer.error().text()));
    playInto(*writer.value(), session, trials);
    return path;
}

QString WindowFixture::savedSession(int trials) const
{
    return save(u"saved"_s, syntheticSession(trials), syntheticTrials(trials));
}

QString WindowFixture::savedSession(const QList<SyntheticBox> &boxes, int trials, const QString &scenario) const
{
    Session session = boxSession(boxes, trials);
    if (!scenario.isEmpty())
        session.scenario.name = scenario;
    return save(u"boxes"_s, session, boxTrials(boxes, trials));
}

QString WindowFixture::savedSession(const QString &name, const QString &kernel) const
{
    Session session = syntheticSession(3);
    session.id = name;
    session.environment.facts = {{u"cpu"_s, u"Example CPU, 2 cores"_s}, {u"kernel"_s, kernel}};
    return save(name, session, syntheticTrials(3));
}

QString WindowFixture::doubtfulSession() const
{
    QList<SyntheticTrial> trials = syntheticTrials(3);
    for (SyntheticTrial &synthetic : trials) {
        if (synthetic.trial.target != u"docker")
            continue;
        synthetic.records.append(
            Caveat {CaveatKind::Floor, u"The path alone takes 310 µs, more than half of the median."_s});
        synthetic.records.append(Caveat {CaveatKind::Note, u"The memory limit was not applied."_s});
        if (synthetic.trial.number == 2)
            synthetic.records.append(
                Caveat {CaveatKind::Disturbed, u"Other processes took 38 % of a core, and 12 % were stolen."_s});
    }
    return save(u"doubtful"_s, syntheticSession(3), trials);
}

QString WindowFixture::mixedSession() const
{
    Session session = syntheticSession(6);
    session.scenario.load.steps.resize(2);
    session.scenario.load.steps[0].path = u"/cheap"_s;
    session.scenario.load.steps[1].path = u"/dear"_s;
    QList<SyntheticTrial> trials = syntheticTrials(6);
    for (SyntheticTrial &synthetic : trials) {
        for (Record &record : synthetic.records) {
            auto *batch = std::get_if<RequestBatch>(&record);
            for (qsizetype i = 3; batch && i < batch->requests.size(); i += 4) {
                Request &dear = batch->requests[i];
                dear.step = 1;
                dear.service *= 10;
                dear.response = dear.service;
            }
        }
    }
    return save(u"mixed"_s, session, trials);
}

void WindowFixture::open(const QString &sessionPath)
{
    m_dialogs->nextSessions = {sessionPath};
    trigger(*m_window, u"actionOpenSession"_s);
    QTRY_VERIFY_WITH_TIMEOUT(
        m_window->recording() && m_window->recording()->session().filePath == sessionPath, longWait);
}

void WindowFixture::runProcess(const QByteArray &duration)
{
    m_dialogs->nextScenario = scenarioFile(u"process.yaml"_s, "[process]", duration);
    trigger(*m_window, u"actionOpenScenario"_s);
    trigger(*m_window, u"actionRunAll"_s);
    QVERIFY2(!isIdle(), qPrintable(messages().join(u'\n')));
}

qsizetype WindowFixture::drawnPoints() const
{
    return child<ChartView>(*m_window, u"latency"_s)->drawnPoints();
}

QList<TimelineTrack> WindowFixture::tracks() const
{
    return m_window->recording() ? m_window->recording()->tracks({}) : QList<TimelineTrack> {};
}

QStringList WindowFixture::messages() const
{
    QStringList texts;
    for (const Message *message : child<MessageBar>(*m_window, u"messages"_s)->messages())
        texts.append(message->error().text());
    return texts;
}

QString WindowFixture::currentPage() const
{
    return child<QStackedWidget>(*m_window, u"pages"_s)->currentWidget()->objectName();
}

ComparisonModel &WindowFixture::table(const QString &name) const
{
    return child<ComparisonTable>(*m_window, name)->comparisonModel();
}

void WindowFixture::shoot(const QString &name) const
{
    m_window->grab().save(screenshotPath(name));
}

} // namespace boxmark::test
