// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the window makes of process, container, virtual machine and microVM side by side.
#include "chart/chartview.h"
#include "gui/compare/boxtable.h"
#include "gui/compare/comparisontable.h"
#include "gui/run/runpage.h"
#include "gui/run/targetcard.h"
#include "gui/widget/badge.h"
#include "gui/windowfixture.h"
#include "helpers/screenshot.h"

#include <QApplication>
#include <QComboBox>
#include <QTabWidget>
#include <QTest>
#include <QToolBar>

using namespace boxmark;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using test::child;
using test::trigger;

class WindowBoxesTest : public test::WindowFixture
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void emulatedTargetsCarryTheirMarkEverywhere();
    void thePhasesOfEveryStartStandSideBySide();
    void aStartGrowsWhileItGoesOn();
    void fourAndSixTargetsInSmallAndLargeLightAndDark();
    void theWindowNeverGrowsByItself_data();
    void theWindowNeverGrowsByItself();

private:
    template <typename Widget> Widget *onPage(const QString &page, const QString &name) const
    {
        return child<Widget>(*child<QWidget>(*m_window, page), name);
    }
    void shootEveryPage(qsizetype targets, const QSize &size, const QString &theme);
};

void WindowBoxesTest::emulatedTargetsCarryTheirMarkEverywhere()
{
    open(savedSession(test::syntheticBoxes(6), 3));
    const auto *comparison = onPage<ComparisonTable>(u"comparePage"_s, u"table"_s);
    const QStringList titles {u"process"_s, u"docker"_s, u"vm (emulated)"_s, u"microvm (emulated)"_s,
        u"docker gVisor"_s, u"cloud-hypervisor (nested KVM)"_s};
    for (int column = 0; column < titles.size(); ++column)
        QCOMPARE(comparison->model()->headerData(column, Qt::Horizontal).toString(), titles[column]);
    const auto *baseline = onPage<QComboBox>(u"comparePage"_s, u"baseline"_s);
    QVERIFY(baseline->findText(u"vm (emulated)"_s) > 0);
    const auto *boxes = onPage<BoxTable>(u"comparePage"_s, u"boxes"_s);
    QCOMPARE(boxes->horizontalHeaderItem(4)->text(), u"microvm (emulated)"_s);
    QCOMPARE(boxes->item(1, 4)->text(), u"QEMU 7.2.22 microvm"_s);

    trigger(*m_window, u"actionShowRun"_s);
    for (const TargetCard *card : m_window->findChildren<TargetCard *>()) {
        const bool machine = card->target() == u"vm" || card->target() == u"microvm";
        const auto *badge = card->findChild<Badge *>(u"badge"_s);
        QCOMPARE(badge->isVisible(), machine || card->target() == u"cloud-hypervisor");
        QCOMPARE(badge->text() == u"emulated", machine);
        QCOMPARE(card->accessibleName().contains(u"(emulated)"_s), machine);
    }
    const auto *latency = onPage<ChartView>(u"runPage"_s, u"latency"_s);
    QVERIFY(std::any_of(latency->spec().series.begin(), latency->spec().series.end(),
        [](const ChartSeries &series) { return series.target == u"microvm (emulated)"; }));
}

void WindowBoxesTest::thePhasesOfEveryStartStandSideBySide()
{
    open(savedSession(test::syntheticBoxes(4), 3));
    const auto *table = onPage<ComparisonTable>(u"comparePage"_s, u"startupTable"_s);
    QStringList phases;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        phases.append(table->model()->headerData(row, Qt::Vertical).toString());
    QCOMPARE(phases,
        (QStringList {u"Launch"_s, u"VMM"_s, u"Firmware"_s, u"Kernel"_s, u"System"_s, u"Agent"_s, u"App started"_s,
            u"App listening"_s, u"First answer"_s}));
    QCOMPARE(table->model()->index(3, 0).data().toString(), u"not measured"_s); // a process boots no kernel
    QVERIFY(table->model()->index(3, 2).data().toString().startsWith(u"2.60 s"_s));
    QVERIFY(!table->model()->headerData(3, Qt::Vertical, Qt::ToolTipRole).toString().isEmpty());

    trigger(*m_window, u"actionShowRun"_s);
    QTRY_VERIFY((m_window->resize(1600, 1000), m_window->size() == QSize(1600, 1000)));
    QCoreApplication::processEvents();
    for (const TargetCard *card : m_window->findChildren<TargetCard *>())
        QVERIFY2(!card->visibleRegion().isEmpty(), qPrintable(card->target()));
    const auto *chart = onPage<ChartView>(u"runPage"_s, u"startupChart"_s);
    QCOMPARE(chart->spec().bars.size(), 4);
    QCOMPARE(chart->spec().bars[2].segments.size(), 8); // firmware and system, but no phase of a VMM
}

void WindowBoxesTest::aStartGrowsWhileItGoesOn()
{
    const auto boxes = test::syntheticBoxes(4);
    Session session = test::boxSession(boxes);
    for (const test::SyntheticTrial &synthetic : test::boxTrials(boxes)) {
        session.trials.append({.id = synthetic.trial.id, .target = synthetic.trial.target});
    }
    const auto recording = std::make_shared<Recording>();
    recording->sessionStarted(session);
    RunPage page;
    page.resize(1100, 800);
    page.setRecording(recording);
    page.show();
    const auto *chart = child<ChartView>(page, u"startupChart"_s);

    Trial trial = session.trials[3];
    trial.state = TrialState::Running;
    trial.box = boxes[3].facts;
    recording->trialChanged(trial);
    page.setStep({trial.target, trial.id, Step::Starting});
    QVERIFY(chart->isVisible()); // brought forward
    recording->startingUp(trial.id, {{phase::spawn, 0ms, 5ms}}, Clock::system().now());
    QTRY_VERIFY(chart->spec().bars.value(3).segments.size() == 2); // what is under way comes last
    QCOMPARE(chart->spec().bars[3].name, u"microvm (emulated)"_s);
    const double length = *chart->spec().bars[3].value;
    QTRY_VERIFY(*chart->spec().bars[3].value > length);
    QVERIFY(!chart->spec().bars[0].value);
    page.grab().save(test::screenshotPath(u"boxes-run-starting"_s));

    trial.coldStart = boxes[3].shape.coldStart;
    recording->startingUp(trial.id, test::syntheticStart(boxes[3], 1), Clock::system().now());
    recording->trialChanged(trial);
    QVERIFY(!recording->isStarting());
    QTRY_COMPARE(chart->spec().bars[3].segments.size(), 7);
    QCOMPARE(*chart->spec().bars[3].value, 3900.0);
}

void WindowBoxesTest::shootEveryPage(qsizetype targets, const QSize &size, const QString &theme)
{
    auto *tables = onPage<QTabWidget>(u"comparePage"_s, u"tables"_s);
    auto *details = onPage<QTabWidget>(u"runPage"_s, u"details"_s);
    const auto shootPage = [&](const QString &page, const QString &view) {
        trigger(*m_window, u"actionShow"_s + page);
        QCoreApplication::processEvents();
        const QString name = u"boxes%1-%2%3-%4-%5"_s.arg(targets).arg(page.toLower(), view, theme).arg(size.width());
        shoot(name);
        QVERIFY2(m_window->width() <= size.width() && m_window->height() <= size.height(),
            qPrintable(u"%1: %2×%3"_s.arg(name).arg(m_window->width()).arg(m_window->height())));
    };
    for (int tab = 0; tab < tables->count(); ++tab) {
        tables->setCurrentIndex(tab);
        shootPage(u"Compare"_s, QString::number(tab));
    }
    for (int tab = 1; tab < details->count(); ++tab) {
        details->setCurrentIndex(tab);
        shootPage(u"Run"_s, QString::number(tab));
    }
    shootPage(u"Session"_s, {});
}

void WindowBoxesTest::fourAndSixTargetsInSmallAndLargeLightAndDark()
{
    for (const qsizetype targets : {4, 6}) {
        open(savedSession(test::syntheticBoxes(targets), 3));
        QTRY_COMPARE(m_window->recording()->session().scenario.targets.size(), targets);
        for (const bool dark : {false, true}) {
            QApplication::setPalette(dark ? test::darkPalette() : QPalette());
            for (const QSize &size : {QSize(900, 600), QSize(1600, 1000)}) {
                QTRY_VERIFY((m_window->resize(size), m_window->size() == size));
                shootEveryPage(targets, size, dark ? u"dark"_s : u"light"_s);
            }
        }
    }
}

void WindowBoxesTest::theWindowNeverGrowsByItself_data()
{
    QTest::addColumn<int>("points");
    QTest::newRow("the font that is set") << QApplication::font().pointSize();
    QTest::newRow("a large font") << QApplication::font().pointSize() * 3 / 2;
}

void WindowBoxesTest::theWindowNeverGrowsByItself()
{
    QFETCH(int, points);
    const QFont before = QApplication::font();
    QFont font = before;
    font.setPointSize(points);
    QApplication::setFont(font);
    const QSize size(900, 600);
    QTRY_VERIFY((m_window->resize(size), m_window->size() == size));
    QList<test::SyntheticBox> boxes = test::syntheticBoxes(6);
    for (test::SyntheticBox &box : boxes)
        box.spec.name = box.spec.name.leftJustified(40, u'x');
    open(savedSession(boxes, 3, QString(120, u'w')));
    QTRY_COMPARE(m_window->recording()->session().scenario.targets.size(), 6);
    shootEveryPage(boxes.size(), size, QString::number(points));
    QCOMPARE(m_window->size(), size);

    trigger(*m_window, u"actionShowRun"_s);
    QCoreApplication::processEvents();
    int places = 0;
    for (const TargetCard *card : m_window->findChildren<TargetCard *>()) {
        const auto *memory = child<QLabel>(*card, u"memory"_s);
        const auto *throughput = child<QLabel>(*card, u"throughput"_s);
        QVERIFY(memory->isHidden() || memory->mapTo(m_window.get(), QPoint(memory->width(), 0)).x() <= size.width());
        QVERIFY(throughput->width() >= throughput->fontMetrics().horizontalAdvance(throughput->text()));
        if (places == 0)
            places = throughput->mapTo(m_window.get(), QPoint()).x();
        QCOMPARE(throughput->mapTo(m_window.get(), QPoint()).x(), places); // below each other
    }
    const auto *toolbar = child<QToolBar>(*m_window, u"toolbar"_s);
    if (points == before.pointSize())
        QVERIFY(toolbar->widgetForAction(child<QAction>(*m_window, u"actionShowSession"_s))->isVisible());
    QApplication::setFont(before);
}

QTEST_MAIN(WindowBoxesTest)
#include "tst_windowboxes.moc"
