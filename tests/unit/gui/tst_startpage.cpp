// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/start/scenariocard.h"
#include "gui/start/scenariolibrary.h"
#include "gui/start/startpage.h"
#include "helpers/childwidget.h"
#include "helpers/screenshot.h"
#include "helpers/strictlog.h"
#include "run/plan/scenariotext.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace boxmark;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using test::child;
using test::screenshotPath;

class StartPageTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aScenarioThatCannotBeReadSaysWhyInItsCard();
    void aScenariosCardSaysWhatItNeedsAndAboutHowLongItTakes();
    void everyScenarioThatComesWithTheProgramHasAWholeCard();
    void recentSessionsOpenWithOneClick();
};

void StartPageTest::aScenarioThatCannotBeReadSaysWhyInItsCard()
{
    StartPage page;
    page.setScenarios({{u"/s/bad.yaml"_s, Error {u"bad.yaml:3:1: there is no key “lod”."_s, {}, u"Write “load”."_s}}});
    page.show();
    const auto *description = child<QLabel>(page, u"description"_s);
    QVERIFY(description->text().contains(u"bad.yaml:3:1"_s));
    QVERIFY(description->text().contains(u"Write “load”."_s));
}

void StartPageTest::aScenariosCardSaysWhatItNeedsAndAboutHowLongItTakes()
{
    Scenario scenario;
    scenario.name = u"Pages"_s;
    scenario.app.source = AppSpec::Source::Dockerfile;
    scenario.load.duration = 60s;
    scenario.load.warmup = 3s;
    scenario.trials = 3;
    scenario.targets = {{u"process"_s, u"process"_s, {}}, {u"docker"_s, u"docker"_s, {}}};
    StartPage page;
    page.setScenarios({{u"/s/pages.yaml"_s, scenario}});
    page.show();
    QCOMPARE(child<QLabel>(page, u"needs"_s)->text(), u"A Dockerfile as process, docker. Needs Docker."_s);
    QCOMPARE(child<QLabel>(page, u"duration"_s)->text(), u"6 trials of 63 s, about 7 min"_s);

    scenario.targets.append({u"microvm"_s, u"microvm"_s, {}});
    scenario.app.source = AppSpec::Source::Builtin;
    scenario.load.duration = 5s;
    scenario.trials = 1;
    QCOMPARE(scenarioNeeds(scenario), u"The built-in workload as process, docker, microvm. Needs Docker, QEMU."_s);
    QCOMPARE(scenarioExtent(scenario), u"3 trials of 8 s, about 30 s"_s);
    scenario.until = Until {};
    QVERIFY(scenarioExtent(scenario).startsWith(u"At least "_s));
}

void StartPageTest::everyScenarioThatComesWithTheProgramHasAWholeCard()
{
    ScenarioLibrary library;
    qputenv("BOXMARK_SCENARIOS", BOXMARK_SOURCE_DIR "/scenarios");
    library.reload();
    qunsetenv("BOXMARK_SCENARIOS");
    StartPage page;
    QList<StartPage::ScenarioFile> files;
    for (const ScenarioLibrary::Entry &entry : library.entries()) {
        QVERIFY2(entry.scenario.ok(), entry.scenario.ok() ? "" : qPrintable(entry.scenario.error().text()));
        QVERIFY2(!entry.scenario.value().description.isEmpty(), qPrintable(entry.filePath));
        files.append({entry.filePath, entry.scenario});
    }
    QVERIFY(files.size() >= 7);
    page.setScenarios(files);
    page.resize(1280, 800);
    page.setRecentSessions({});
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    QVERIFY(page.grab().save(screenshotPath(u"gallery"_s)));
    QSignalSpy wanted(&page, &StartPage::runRequested);
    const QList<QPushButton *> buttons = page.findChildren<QPushButton *>(u"run"_s);
    QCOMPARE(buttons.size(), files.size());
    buttons.last()->click();
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toString(), files.last().first);
}

void StartPageTest::recentSessionsOpenWithOneClick()
{
    StartPage page;
    QSignalSpy chosen(&page, &StartPage::sessionChosen);
    page.setRecentSessions({u"/sessions/quick 2026-11-20.boxmark"_s});
    page.show();
    auto *list = child<QListWidget>(page, u"recent"_s);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.first().first().toString(), u"/sessions/quick 2026-11-20.boxmark"_s);
    page.setRecentSessions({});
    QVERIFY(!list->isVisible());
}

QTEST_MAIN(StartPageTest)
#include "tst_startpage.moc"
