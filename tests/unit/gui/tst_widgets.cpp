// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/chartview.h"
#include "chart/kind/timelinecharts.h"
#include "gui/export/exportdialog.h"
#include "gui/run/columnwidths.h"
#include "gui/run/logpane.h"
#include "gui/session/scenariotext.h"
#include "gui/target/targetrow.h"
#include "gui/widget/hiddenlines.h"
#include "gui/widget/icons.h"
#include "gui/widget/messagebar.h"
#include "helpers/childwidget.h"
#include "helpers/strictlog.h"
#include "run/vocabulary.h"
#include "scenario/scenarioreader.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

#include <array>

using namespace boxmark;
using namespace Qt::StringLiterals;
using test::child;

namespace {

Readiness dockerIsMissing()
{
    return {false, {},
        {u"Docker is not installed."_s, u"There is no program “docker”."_s, u"Install it."_s,
            u"apt-get install docker.io"_s}};
}

} // namespace

class WidgetsTest : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnAnyWarning(); }

    void aTargetThatIsNotReadySaysWhyAndCopiesTheRemedy();
    void aReadyTargetCanBeRunUnlessARunGoesOn();
    void messagesShowCauseAndRemedyOnceAndAreFew();
    void theLogIsFilteredBySourceAndText();
    void theLogTakesWhatCameInTheMeantime();
    void controlCharactersOfATargetDoNotReachTheLog();
    void anExportIntoAFolderThatCannotBeMadeSaysSo();
    void everyIconDrawsSomething();
    void columnsGiveUpWhatIsMissedLeast();
    void addressesThatWereAddedStandBelowTheScenario();
    void escapeInTheLogsFilterStopsNothing();
    void daemonsAreHiddenUntilSomebodyAsksForThem();
};

void WidgetsTest::aTargetThatIsNotReadySaysWhyAndCopiesTheRemedy()
{
    TargetRow row({u"docker"_s, u"docker"_s, {}}, kindStyle(u"docker"_s), nullptr);
    row.show();
    QVERIFY(!row.isReady());
    row.setReadiness(dockerIsMissing());
    QVERIFY(!child<QToolButton>(row, u"run"_s)->isEnabled());
    const auto *problem = child<QLabel>(row, u"problem"_s);
    QVERIFY(problem->isVisible());
    for (const QString &part : {u"Docker is not installed."_s, u"There is no program “docker”."_s, u"Install it."_s})
        QVERIFY(problem->text().contains(part));
    auto *copy = child<QPushButton>(row, u"copy"_s);
    QVERIFY(copy->isVisible());
    copy->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"apt-get install docker.io"_s);
}

void WidgetsTest::aReadyTargetCanBeRunUnlessARunGoesOn()
{
    TargetRow row({u"docker"_s, u"docker"_s, {}}, kindStyle(u"docker"_s), nullptr);
    row.show();
    QSignalSpy requested(&row, &TargetRow::runRequested);
    row.setReadiness(dockerIsMissing());
    row.setReadiness(Readiness {true, u"Docker 20.10"_s});
    QVERIFY(!child<QLabel>(row, u"problem"_s)->isVisible());
    child<QToolButton>(row, u"run"_s)->click();
    QCOMPARE(requested.count(), 1);
    row.setRunAllowed(false);
    child<QToolButton>(row, u"run"_s)->click();
    QCOMPARE(requested.count(), 1);
    QVERIFY(row.accessibleName().contains(u"docker"_s));
}

void WidgetsTest::messagesShowCauseAndRemedyOnceAndAreFew()
{
    MessageBar bar;
    bar.show();
    const Error error {u"It failed."_s, u"<b>The cause</b>"_s, u"Do this."_s, u"do --this"_s};
    bar.showProblem(error);
    bar.showProblem(error);
    QCOMPARE(bar.messages().size(), 1);
    child<QPushButton>(bar, u"copyCommand"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"do --this"_s);
    for (const QLabel *label : bar.findChildren<QLabel *>()) {
        if (label->text() == u"<b>The cause</b>"_s)
            QCOMPARE(label->textFormat(), Qt::PlainText); // what a program wrote is never markup
    }
    bar.clear();
    bar.showProblem({u"The build failed."_s, QString(u"line\n"_s).repeated(200) + u"the last line"_s, {}});
    QVERIFY(bar.sizeHint().height() < 400); // the window keeps its space
    for (int index = 0; index < 5; ++index)
        bar.showInformation(u"Note %1"_s.arg(index));
    QCOMPARE(bar.messages().size(), 3);
    QCOMPARE(bar.messages().last()->error().what, u"Note 4"_s);
    child<QToolButton>(*bar.messages().last(), u"closeMessage"_s)->click();
    QTRY_COMPARE(bar.messages().size(), 2);
}

void WidgetsTest::theLogIsFilteredBySourceAndText()
{
    const auto recording = std::make_shared<Recording>();
    recording->record(1, LogLine {LogSource::Build, {}, u"Step 1/3 : FROM scratch"_s});
    recording->record(1, LogLine {LogSource::App, {}, u"listening"_s});
    recording->record(1, LogLine {LogSource::Command, {}, u"docker build ."_s});
    LogPane pane;
    pane.setRecording(recording);
    const auto *text = child<QPlainTextEdit>(pane, u"text"_s);
    QCOMPARE(text->blockCount(), 3);
    child<QLineEdit>(pane, u"filter"_s)->setText(u"LISTEN"_s);
    QVERIFY(text->toPlainText().endsWith(u"listening"_s));
    QCOMPARE(text->blockCount(), 1);
    child<QLineEdit>(pane, u"filter"_s)->clear();
    auto *source = child<QComboBox>(pane, u"source"_s);
    source->setCurrentIndex(source->findText(u"command"_s));
    QCOMPARE(text->blockCount(), 1);
    QVERIFY(text->toPlainText().endsWith(u"docker build ."_s));
    child<QToolButton>(pane, u"copy"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), text->toPlainText());
}

void WidgetsTest::theLogTakesWhatCameInTheMeantime()
{
    const auto recording = std::make_shared<Recording>();
    LogPane pane;
    pane.setRecording(recording);
    const auto *text = child<QPlainTextEdit>(pane, u"text"_s);
    for (int index = 0; index < 30'000; ++index)
        recording->record(1, LogLine {LogSource::App, {}, u"line %1"_s.arg(index)});
    QVERIFY(text->toPlainText().isEmpty());
    pane.refresh();
    QCOMPARE(text->blockCount(), 5000); // bounded
    QVERIFY(text->toPlainText().endsWith(u"line 29999"_s));
    recording->record(1, LogLine {LogSource::App, {}, u"one more"_s});
    pane.refresh();
    QVERIFY(text->toPlainText().endsWith(u"one more"_s));
}

void WidgetsTest::controlCharactersOfATargetDoNotReachTheLog()
{
    const auto recording = std::make_shared<Recording>();
    recording->record(1, LogLine {LogSource::App, {}, u"\u001b[31mred\u0007"_s + QString(100'000, u'x')});
    LogPane pane;
    pane.setRecording(recording);
    const QString shown = child<QPlainTextEdit>(pane, u"text"_s)->toPlainText();
    QVERIFY(!shown.contains(QChar(0x1b)));
    QVERIFY(!shown.contains(QChar(0x07)));
    QVERIFY(shown.size() < 5000);
}

void WidgetsTest::anExportIntoAFolderThatCannotBeMadeSaysSo()
{
    QTemporaryDir folder;
    Dialogs dialogs;
    ExportDialog dialog({{folder.filePath(u"gone.boxmark"_s)}, {}, {}, {}}, dialogs, nullptr);
    dialog.show();
    child<QLineEdit>(dialog, u"folder"_s)->setText(u"/proc/nowhere"_s);
    child<QPushButton>(dialog, u"exportNow"_s)->click();
    QVERIFY(!child<QPushButton>(dialog, u"exportNow"_s)->isEnabled());
    QTRY_VERIFY(!dialog.isExporting());
    QTRY_COMPARE(dialog.findChildren<Message *>().size(), 1);
    QVERIFY(child<QPushButton>(dialog, u"exportNow"_s)->isEnabled());
}

void WidgetsTest::everyIconDrawsSomething()
{
    const auto isBlank = [](const QIcon &icon) {
        const QImage image = icon.pixmap(24, 24).toImage().convertToFormat(QImage::Format_ARGB32);
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (qAlpha(image.pixel(x, y)) > 128)
                    return false;
            }
        }
        return true;
    };
    for (int action = 0; action <= static_cast<int>(Action::Warning); ++action)
        QVERIFY2(!isBlank(actionIcon(static_cast<Action>(action))), qPrintable(QString::number(action)));
    for (const QString &kind : {u"process"_s, u"docker"_s, u"vm"_s, u"microvm"_s, u"vagrant"_s, u"url"_s, u"new"_s})
        QVERIFY2(!isBlank(targetIcon(kind, kindStyle(kind))), qPrintable(kind));
    QVERIFY(!applicationIcon().isNull());
}

void WidgetsTest::columnsGiveUpWhatIsMissedLeast()
{
    const QList<int> widths {50, 40, 40, 80, 100};
    constexpr std::array<qsizetype, 2> dispensable {2, 3};
    QCOMPARE(fittedWidths(widths, dispensable, 310), widths);
    QCOMPARE(fittedWidths(widths, dispensable, 300), (QList<int> {50, 40, 0, 80, 100}));
    QCOMPARE(fittedWidths(widths, dispensable, 250), (QList<int> {50, 40, 0, 80, 80}));
    QCOMPARE(fittedWidths(widths, dispensable, 200), (QList<int> {50, 40, 0, 0, 100}));
    QCOMPARE(totalWidth(fittedWidths(widths, dispensable, 100)), 100);
    QCOMPARE(totalWidth(fittedWidths(widths, dispensable, -5)), 0);
    QCOMPARE(wider({}, {1, 2}), (QList<int> {1, 2}));
    QCOMPARE(wider({3, 1}, {1, 2}), (QList<int> {3, 2}));
}

void WidgetsTest::daemonsAreHiddenUntilSomebodyAsksForThem()
{
    const QTemporaryDir folder;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    QCOMPARE(hiddenLines(u"memory"_s), QStringList {sharedDaemonsRole()});
    QVERIFY(hiddenLines(u"cpu"_s).isEmpty());
    ChartView first;
    keepHiddenLines(&first, u"memory"_s);
    QCOMPARE(first.spec().hiddenRoles, QStringList {sharedDaemonsRole()});
    first.toggleRole(sharedDaemonsRole());
    ChartView next; // another day
    keepHiddenLines(&next, u"memory"_s);
    QVERIFY(next.spec().hiddenRoles.isEmpty());
}

void WidgetsTest::addressesThatWereAddedStandBelowTheScenario()
{
    const QByteArray yaml = "boxmark: 1\nname: Added\napp: {builtin: workload}\n"
                            "load: {duration: 1s, steps: [{get: /bytes}]}\ntargets: [process]\n";
    const auto read = parseScenario(yaml, u"added.yaml"_s, knownVocabulary());
    QVERIFY2(read.ok(), qPrintable(read ? QString() : read.error().text()));
    Scenario scenario = read.value();
    QCOMPARE(scenarioText(scenario), QString::fromUtf8(yaml));
    scenario.targets.append({u"mine"_s, u"url"_s, {{u"url"_s, u"http://127.0.0.1:8000"_s}}});
    const QString text = scenarioText(scenario);
    QVERIFY(text.startsWith(QString::fromUtf8(yaml)));
    QVERIFY2(text.contains(u"#   - {kind: url, name: \"mine\", url: \"http://127.0.0.1:8000\"}"_s), qPrintable(text));
    QVERIFY(parseScenario(text.toUtf8(), u"copied.yaml"_s, knownVocabulary()).ok()); // who copies it has a scenario
}

void WidgetsTest::escapeInTheLogsFilterStopsNothing()
{
    QWidget window;
    LogPane pane(&window);
    QAction stop;
    stop.setShortcut(Qt::Key_Escape);
    window.addAction(&stop);
    QSignalSpy stopped(&stop, &QAction::triggered);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
    QApplication::setActiveWindow(&window);
    auto *filter = child<QLineEdit>(pane, u"filter"_s);
    filter->setFocus();
    filter->setText(u"GET"_s);
    QTest::keyClick(filter, Qt::Key_Escape);
    QVERIFY(filter->text().isEmpty());
    QCOMPARE(stopped.size(), 0);
}

QTEST_MAIN(WidgetsTest)
#include "tst_widgets.moc"
