// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The Compare page of the real window: verdicts, several sessions, charts, exports of just what it shows.
#include "chart/chartview.h"
#include "gui/compare/chartgallery.h"
#include "gui/compare/comparepage.h"
#include "gui/compare/comparisontable.h"
#include "gui/compare/differencetable.h"
#include "gui/windowfixture.h"
#include "helpers/screenshot.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>
#include <QTreeWidget>

using namespace boxmark;
using namespace Qt::StringLiterals;
using test::child;
using test::trigger;

class WindowCompareTest : public test::WindowFixture
{
    Q_OBJECT

private slots:
    void init() { setUp(); }
    void cleanup() { tearDown(); }

    void verdictsFollowBaselineAndMargin();
    void headlineFiguresComeFirstAndAllOnRequest();
    void eachStepOfAMixHasFiguresVerdictsAndAChart();
    void severalSessionsStandSideBySideBelowTheirDifferences();
    void droppedSessionsOpenSideBySide();
    void whatCannotBeAddedSaysWhyAndLeavesTheRest();
    void aChartIsEnlargedCopiedAndSaved();
    void theGalleryStandsWhereThereIsSpace();
    void doubtsAreMarkedWithWords();
    void anExportIsOfWhatThePageShows();
    void anExportCanBeStopped();
    void everyStateInSmallAndLargeLightAndDark();

private:
    ComparePage &page() const { return *child<ComparePage>(*m_window, u"comparePage"_s); }
    ComparisonModel &figures() const { return child<ComparisonTable>(page(), u"table"_s)->comparisonModel(); }
    QString titleOf(int column) const { return figures().headerData(column, Qt::Horizontal).toString(); }
    void add(const QString &path);
    void resizeTo(const QSize &size) { QTRY_VERIFY((m_window->resize(size), m_window->size() == size)); }
};

void WindowCompareTest::add(const QString &path)
{
    const qsizetype before = page().compared().paths().size();
    m_dialogs->nextSessions = {path};
    child<QPushButton>(page(), u"addSession"_s)->click();
    QTRY_COMPARE(page().compared().paths().size(), before + 1);
}

void WindowCompareTest::verdictsFollowBaselineAndMargin()
{
    open(savedSession(test::syntheticBoxes(4), 6));
    auto *baseline = child<QComboBox>(page(), u"baseline"_s);
    QCOMPARE(baseline->currentText(), u"process"_s);
    const int row = figures().rowOf(u"service_time_p50"_s);
    QVERIFY(figures().cell(row, 0).verdict.isEmpty());
    QVERIFY2(figures().cell(row, 1).verdict.endsWith(u"slower"_s), qPrintable(figures().cell(row, 1).verdict));
    baseline->setCurrentIndex(baseline->findText(u"docker"_s));
    QVERIFY(figures().cell(row, 0).verdict.endsWith(u"faster"_s));
    QVERIFY(figures().cell(row, 1).verdict.isEmpty());
    QVERIFY(child<QLabel>(page(), u"notes"_s)->text().contains(u"▲ higher"_s));

    auto *margin = child<QDoubleSpinBox>(page(), u"margin"_s);
    QCOMPARE(margin->value(), 5.0);
    const int cpu = figures().rowOf(u"cpu_host_mean"_s);
    QVERIFY2(figures().cell(cpu, 0).verdict.contains(u"equivalent within 5 %"_s),
        qPrintable(figures().cell(cpu, 0).verdict));
    margin->setValue(10);
    QVERIFY(figures().cell(cpu, 0).verdict.contains(u"equivalent within 10 %"_s));
    QVERIFY(figures().cell(cpu, 0).verdict.startsWith(u"≈"_s));

    baseline->setCurrentIndex(0); // none
    QVERIFY(!figures().hasVerdicts());
}

void WindowCompareTest::headlineFiguresComeFirstAndAllOnRequest()
{
    open(savedSession(3));
    const int headline = figures().rowCount();
    QVERIFY(figures().rowOf(u"throughput"_s) >= 0);
    QCOMPARE(figures().rowOf(u"service_time_max"_s), -1);
    auto *shown = child<QComboBox>(page(), u"shown"_s);
    shown->setCurrentIndex(1);
    QVERIFY(figures().rowCount() > headline);
    const int row = figures().rowOf(u"service_time_max"_s);
    QVERIFY(row >= 0);
    // Which way is better stands beside every metric, and its chart comes into the gallery.
    QCOMPARE(figures().headerData(row, Qt::Vertical, ComparisonModel::DirectionRole).toString(), u"lower is better"_s);
    QVERIFY(page().findChild<ChartView *>(u"figure_service_time_max"_s));
}

void WindowCompareTest::eachStepOfAMixHasFiguresVerdictsAndAChart()
{
    auto *tables = child<QTabWidget>(page(), u"tables"_s);
    auto *table = child<ComparisonTable>(page(), u"stepTable"_s);
    open(savedSession(1));
    QVERIFY(!tables->isTabVisible(tables->indexOf(table)));

    open(mixedSession());
    QVERIFY(tables->isTabVisible(tables->indexOf(table)));
    const ComparisonModel &steps = table->comparisonModel();
    const int row = steps.rowOf(u"service_time_p95_step_2"_s);
    QVERIFY(row > 0);
    QCOMPARE(steps.headerData(row, Qt::Vertical).toString(), u"GET /dear"_s);
    QCOMPARE(steps.nameAt(row), u"Service time p95, GET /dear"_s);
    QVERIFY2(steps.cell(row, 1).verdict.endsWith(u"slower"_s), qPrintable(steps.cell(row, 1).verdict));
    QCOMPARE(steps.rowOf(u"error_rate_step_1"_s), -1); // nothing failed
    child<QComboBox>(page(), u"baseline"_s)->setCurrentIndex(0); // none
    QVERIFY(steps.cell(row, 1).verdict.isEmpty());

    QVERIFY(!page().findChild<ChartView *>(u"steps_service_time_p95"_s));
    tables->setCurrentWidget(table);
    table->setCurrentIndex(table->model()->index(row, 0));
    QCOMPARE(child<ChartView>(page(), u"steps_service_time_p95"_s)->spec().bars.size(), 4);
    shoot(u"compare-steps"_s);
    QCOMPARE(steps.rowOf(u"service_time_p99_step_1"_s), -1);
    child<QComboBox>(page(), u"shown"_s)->setCurrentIndex(1); // all figures
    QVERIFY(steps.rowOf(u"service_time_p99_step_1"_s) > 0);
}

void WindowCompareTest::severalSessionsStandSideBySideBelowTheirDifferences()
{
    open(savedSession(u"before"_s, u"6.1.0"_s));
    auto *differences = child<DifferenceTable>(page(), u"differences"_s);
    QVERIFY(!differences->isVisible());
    child<QComboBox>(page(), u"baseline"_s)->setCurrentIndex(2); // docker
    add(savedSession(u"after"_s, u"6.12.1"_s));
    QCOMPARE(figures().columnCount(), 4);
    QCOMPARE(titleOf(1), u"docker (before)"_s);
    QCOMPARE(titleOf(3), u"docker (after)"_s);
    QCOMPARE(page().compared().baseline(), u"docker (before)"_s); // stays what was chosen
    QVERIFY(differences->isVisible());
    QStringList facts;
    for (int row = 0; row < differences->rowCount(); ++row)
        facts.append(differences->item(row, 0)->text());
    QVERIFY(facts.contains(u"kernel"_s));
    QVERIFY(!facts.contains(u"cpu"_s)); // the same in both
    const int kernel = static_cast<int>(facts.indexOf(u"kernel"_s));
    QCOMPARE(differences->item(kernel, 1)->text(), u"6.1.0"_s);
    QCOMPARE(differences->item(kernel, 2)->text(), u"6.12.1"_s);

    const auto removes = page().findChildren<QToolButton *>(u"removeSession"_s);
    QCOMPARE(removes.size(), 2);
    removes.last()->click();
    QCOMPARE(figures().columnCount(), 2);
    QCOMPARE(titleOf(1), u"docker"_s);
    QVERIFY(!differences->isVisible());
    QTRY_VERIFY(page().findChildren<QToolButton *>(u"removeSession"_s).isEmpty()); // the last one stays
}

void WindowCompareTest::droppedSessionsOpenSideBySide()
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(savedSession(u"before"_s, u"6.1.0"_s)),
        QUrl::fromLocalFile(savedSession(u"after"_s, u"6.12.1"_s))});
    QDragEnterEvent enter({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &enter);
    QVERIFY(enter.isAccepted());
    QDropEvent drop({10, 10}, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QApplication::sendEvent(m_window.get(), &drop);
    QTRY_COMPARE(page().compared().paths().size(), 2);
    QCOMPARE(currentPage(), u"comparePage"_s);
    QVERIFY(m_window->recording()->session().filePath.endsWith(u"before.boxmark"_s));
}

void WindowCompareTest::whatCannotBeAddedSaysWhyAndLeavesTheRest()
{
    const QString path = savedSession(u"before"_s, u"6.1.0"_s);
    QFile foreign(m_folder->filePath(u"foreign.boxmark"_s));
    QVERIFY(foreign.open(QIODevice::WriteOnly));
    foreign.write("something else");
    foreign.close();
    open(path);
    m_dialogs->nextSessions = {foreign.fileName(), path};
    child<QPushButton>(page(), u"addSession"_s)->click();
    QTRY_COMPARE(messages().size(), 2);
    QVERIFY(messages().first().contains(u"foreign.boxmark"_s));
    QVERIFY(messages().last().contains(u"compared already"_s));
    QCOMPARE(figures().columnCount(), 2);
}

void WindowCompareTest::aChartIsEnlargedCopiedAndSaved()
{
    open(savedSession(3));
    resizeTo({1600, 1000});
    auto *small = child<ChartView>(page(), u"figure_throughput"_s);
    child<ChartGallery>(page(), u"gallery"_s)->reveal(u"figure_throughput"_s);
    QTest::mouseClick(small->viewport(), Qt::LeftButton);
    auto *large = child<ChartView>(page(), u"largeChart"_s);
    QTRY_VERIFY(large->isVisible());
    QCOMPARE(large->spec().title, u"Throughput"_s);
    const auto *values = child<QTableWidget>(page(), u"chartValues"_s);
    QCOMPARE(values->rowCount(), 2);
    QCOMPARE(values->item(1, 0)->text(), u"docker"_s);
    shoot(u"compare-large-chart"_s);
    child<QPushButton>(page(), u"nextChart"_s)->click();
    QVERIFY(large->spec().title != u"Throughput"_s);
    child<QPushButton>(page(), u"previousChart"_s)->click();

    child<QPushButton>(page(), u"copyChart"_s)->click();
    QVERIFY(!QGuiApplication::clipboard()->image().isNull());
    for (const QString &name : {u"chart.png"_s, u"chart.svg"_s}) {
        m_dialogs->nextChartFile = m_folder->filePath(name);
        child<QPushButton>(page(), u"saveChart"_s)->click();
        QVERIFY2(QFileInfo(m_dialogs->nextChartFile).size() > 1000, qPrintable(name));
    }
    m_dialogs->nextChartFile = m_folder->filePath(u"chart.doc"_s);
    child<QPushButton>(page(), u"saveChart"_s)->click();
    QVERIFY(messages().last().contains(u".png"_s)); // the remedy

    QTest::keyClick(large, Qt::Key_Escape);
    QTRY_VERIFY(!large->isVisible());
    small->setFocus();
    QTest::keyClick(small, Qt::Key_Return); // without a mouse
    QVERIFY(large->isVisible());
}

void WindowCompareTest::theGalleryStandsWhereThereIsSpace()
{
    open(savedSession(3));
    auto *gallery = child<ChartGallery>(page(), u"gallery"_s);
    auto *tables = child<QTabWidget>(page(), u"tables"_s);
    resizeTo({1600, 1000});
    QTRY_VERIFY(tables->indexOf(gallery) < 0 && gallery->isVisible());
    resizeTo({900, 600});
    QTRY_VERIFY(tables->indexOf(gallery) > 0);
    tables->setCurrentWidget(gallery);
    QTRY_VERIFY(gallery->isVisible());
    const auto charts = gallery->charts();
    QVERIFY(charts.size() > 5);
    for (const NamedChart &chart : charts)
        QVERIFY2(gallery->findChild<ChartView *>(chart.name), qPrintable(chart.name));
}

void WindowCompareTest::doubtsAreMarkedWithWords()
{
    open(doubtfulSession());
    QCOMPARE(titleOf(1), u"docker\n⚠ disturbed, near the floor"_s);
    QCOMPARE(figures().cell(figures().rowOf(u"service_time_p50"_s), 1).mark, u"⚠ near the floor"_s);
    const auto *remarks = child<QTableWidget>(page(), u"remarks"_s);
    QVERIFY(remarks->rowCount() >= 3);
    bool found = false;
    for (int row = 0; row < remarks->rowCount(); ++row)
        found = found || (remarks->item(row, 1)->text() == u"disturbed" && remarks->item(row, 2)->text() == u"2");
    QVERIFY(found);
    shoot(u"compare-doubts"_s);

    trigger(*m_window, u"actionShowSession"_s);
    const auto *trials = child<QTableWidget>(*m_window, u"trials"_s);
    QStringList marks;
    for (int row = 0; row < trials->rowCount(); ++row)
        marks.append(trials->item(row, 6)->text());
    QCOMPARE(marks.filter(u"disturbed"_s).size(), 1);
    shoot(u"session-doubts"_s);
    trigger(*m_window, u"actionShowRun"_s);
    shoot(u"run-doubts"_s);
}

void WindowCompareTest::anExportIsOfWhatThePageShows()
{
    open(savedSession(u"before"_s, u"6.1.0"_s));
    add(savedSession(u"after"_s, u"6.12.1"_s));
    auto *baseline = child<QComboBox>(page(), u"baseline"_s);
    baseline->setCurrentIndex(baseline->findText(u"docker (after)"_s));
    trigger(*m_window, u"actionExport"_s);
    auto *dialog = m_window->findChild<QDialog *>(u"ExportDialog"_s);
    QVERIFY(dialog);
    QVERIFY(child<QLabel>(*dialog, u"comparison"_s)->text().contains(u"docker (after)"_s));
    m_dialogs->nextFolder = m_folder->filePath(u"out"_s);
    child<QPushButton>(*dialog, u"browse"_s)->click();
    child<QPushButton>(*dialog, u"exportNow"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(*dialog, u"openFolder"_s)->isVisible(), longWait);
    dialog->grab().save(test::screenshotPath(u"dialog-export-compared"_s));
    QFile summary(m_folder->filePath(u"out/summary.csv"_s));
    QVERIFY(summary.open(QIODevice::ReadOnly));
    const QByteArray text = summary.readAll();
    QVERIFY(text.contains("docker (before)") && text.contains("docker (after)"));

    // What was chosen is there again next time.
    auto *formats = child<QTreeWidget>(*dialog, u"formats"_s);
    QTreeWidgetItem *first = formats->topLevelItem(0)->child(0);
    const bool was = first->checkState(0) == Qt::Checked;
    first->setCheckState(0, was ? Qt::Unchecked : Qt::Checked);
    child<QPushButton>(*dialog, u"exportNow"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(*dialog, u"exportNow"_s)->isEnabled(), longWait);
    dialog->close();
    QTRY_VERIFY(!m_window->findChild<QDialog *>(u"ExportDialog"_s));
    trigger(*m_window, u"actionExport"_s);
    dialog = m_window->findChild<QDialog *>(u"ExportDialog"_s);
    QCOMPARE(child<QTreeWidget>(*dialog, u"formats"_s)->topLevelItem(0)->child(0)->checkState(0) == Qt::Checked, !was);
}

void WindowCompareTest::anExportCanBeStopped()
{
    open(savedSession(3));
    trigger(*m_window, u"actionExport"_s);
    auto *dialog = m_window->findChild<QDialog *>(u"ExportDialog"_s);
    m_dialogs->nextFolder = m_folder->filePath(u"out"_s);
    child<QPushButton>(*dialog, u"browse"_s)->click();
    child<QPushButton>(*dialog, u"exportNow"_s)->click();
    QVERIFY(child<QPushButton>(*dialog, u"cancel"_s)->isVisible());
    child<QPushButton>(*dialog, u"cancel"_s)->click();
    QTRY_VERIFY_WITH_TIMEOUT(child<QPushButton>(*dialog, u"exportNow"_s)->isEnabled(), longWait);
    QVERIFY(!child<QPushButton>(*dialog, u"openFolder"_s)->isVisible());
    QVERIFY(!child<QPushButton>(*dialog, u"cancel"_s)->isVisible());
}

void WindowCompareTest::everyStateInSmallAndLargeLightAndDark()
{
    struct State
    {
        QString name;
        QString path;
        QString other {};
    };
    const QList<State> states {{u"two"_s, savedSession(3)}, {u"doubts"_s, doubtfulSession()},
        {u"steps"_s, mixedSession()}, {u"six"_s, savedSession(test::syntheticBoxes(6), 6)},
        {u"sessions"_s, savedSession(u"before the change of the allocator, with huge pages"_s, u"6.1.0"_s),
            savedSession(u"after"_s, u"6.12.1"_s)}};
    for (const State &state : states) {
        open(state.path);
        if (!state.other.isEmpty())
            add(state.other);
        for (const bool dark : {false, true}) {
            QApplication::setPalette(dark ? test::darkPalette() : QPalette());
            for (const QSize &size : {QSize(900, 600), QSize(1600, 1000)}) {
                resizeTo(size);
                auto *tables = child<QTabWidget>(page(), u"tables"_s);
                for (int tab = 0; tab < tables->count(); ++tab) {
                    if (!tables->isTabVisible(tab))
                        continue;
                    tables->setCurrentIndex(tab);
                    QCoreApplication::processEvents();
                    const QString name
                        = u"compare-%1-%2-%3-%4"_s
                              .arg(state.name, tables->currentWidget()->objectName(), dark ? u"dark"_s : u"light"_s)
                              .arg(size.width());
                    shoot(name);
                    QVERIFY2(m_window->width() <= size.width() && m_window->height() <= size.height(),
                        qPrintable(u"%1: %2×%3"_s.arg(name).arg(m_window->width()).arg(m_window->height())));
                }
                tables->setCurrentIndex(0);
            }
        }
    }
}

QTEST_MAIN(WindowCompareTest)
#include "tst_windowcompare.moc"
