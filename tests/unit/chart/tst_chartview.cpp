// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/chartview.h"
#include "chart/draw/chartitems.h"
#include "chart/draw/readout.h"
#include "chart/kind/timewindow.h"
#include "helpers/strictlog.h"

#include <QAccessible>
#include <QApplication>
#include <QMouseEvent>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>

#include <memory>

using namespace boxmark;
using namespace Qt::StringLiterals;

namespace {

ChartSpec line()
{
    ChartSpec spec;
    spec.title = u"Latency"_s;
    spec.subtitle = u"lower is better"_s;
    spec.valueTitle = u"Response time"_s;
    spec.timeTitle = u"Time"_s;
    ChartSeries series {u"docker"_s, u"p50"_s, kindStyle(u"docker"_s), Stroke::Bold};
    for (int index = 0; index <= 100; ++index)
        series.points.append({index * 0.1, 1.0 + index});
    spec.series.append(series);
    return spec;
}

void wheel(ChartView &view, QPointF at, int delta)
{
    QWheelEvent event(
        at, view.viewport()->mapToGlobal(at), {}, {0, delta}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(view.viewport(), &event);
}

// QTest::mouseMove moves the pointer of the display, which has other windows below it.
void moveTo(ChartView &view, QPointF at)
{
    QMouseEvent event(
        QEvent::MouseMove, at, view.viewport()->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
    QApplication::sendEvent(view.viewport(), &event);
}

} // namespace

class ChartViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void theWheelZoomsAtTheCursor();
    void draggingPansAndADoubleClickShowsAllAgain();
    void chartsOfOneWindowMoveTogether();
    void followsTheRunUntilAPersonZooms();
    void oneCannotPanBeyondTheData();
    void everythingWorksFromTheKeyboard();
    void aScreenReaderIsToldTheFigures();
    void clicksBesideThePlotDoNoHarm();
    void aHiddenChartOnlyRemembers();
    void takesItsColorsFromThePalette();
    void theReadoutNamesTheNearestValues();
    void aClickOnARoleInTheLegendHidesItsLines();
    void neverIsEveryLineHidden();

private:
    QPointF pixelOf(double seconds) const;
    ChartLayout layout() const;
    QString heard(QAccessible::Text kind) const
    {
        return QAccessible::queryAccessibleInterface(m_view.get())->text(kind);
    }

    std::unique_ptr<TimeWindow> m_window;
    std::unique_ptr<ChartView> m_view;
};

void ChartViewTest::init()
{
    test::failOnAnyWarning();
    m_window = std::make_unique<TimeWindow>();
    m_view = std::make_unique<ChartView>();
    m_view->resize(700, 360);
    m_view->setTimeWindow(m_window.get());
    m_window->setExtent({0, 10}, -2);
    m_view->setSpec(line());
    m_view->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
}

void ChartViewTest::cleanup()
{
    m_view.reset();
    m_window.reset();
}

// By the view's own picture: the line's column of pixels.
QPointF ChartViewTest::pixelOf(double seconds) const
{
    const ChartLayout drawn = layout();
    return {drawn.toPixel({seconds, 0}).x(), drawn.plot.center().y()};
}

ChartLayout ChartViewTest::layout() const
{
    return layoutChart(withoutHidden(m_view->spec()), themeFromPalette(m_view->palette(), m_view->font()),
        m_view->viewport()->size(), m_window->view());
}

void ChartViewTest::theWheelZoomsAtTheCursor()
{
    const QPointF at = pixelOf(4);
    wheel(*m_view, at, 240);
    QVERIFY(m_window->view().span() < 8);
    QVERIFY(std::abs(pixelOf(4).x() - at.x()) < 1.5); // what was under the cursor still is
    wheel(*m_view, at, -1200);
    QCOMPARE(m_window->view().span(), 12.0); // not further out than there is data
}

void ChartViewTest::draggingPansAndADoubleClickShowsAllAgain()
{
    m_window->zoom(0.5, 5);
    const TimeRange before = m_window->view();
    const QPoint start = pixelOf(before.from + 2).toPoint();
    QTest::mousePress(m_view->viewport(), Qt::LeftButton, {}, start);
    moveTo(*m_view, start + QPoint(-100, 0));
    QTest::mouseRelease(m_view->viewport(), Qt::LeftButton, {}, start + QPoint(-100, 0));
    QVERIFY(m_window->view().from > before.from);
    QCOMPARE(m_window->view().span(), before.span());
    QTest::mouseDClick(m_view->viewport(), Qt::LeftButton, {}, start);
    QCOMPARE(m_window->view(), (TimeRange {0, 10}));
}

void ChartViewTest::chartsOfOneWindowMoveTogether()
{
    ChartView other;
    other.setTimeWindow(m_window.get());
    other.resize(500, 300);
    other.setSpec(line());
    other.show();
    QVERIFY(QTest::qWaitForWindowExposed(&other));
    const quint64 before = other.updates();
    wheel(*m_view, pixelOf(4), 240);
    QCOMPARE(other.updates(), before + 1);
    moveTo(*m_view, pixelOf(5));
    QVERIFY(m_window->cursor());
}

void ChartViewTest::followsTheRunUntilAPersonZooms()
{
    QSignalSpy following(m_window.get(), &TimeWindow::followingChanged);
    m_window->setExtent({0, 20}, -2);
    QCOMPARE(m_window->view(), (TimeRange {0, 20}));
    wheel(*m_view, pixelOf(4), 120);
    QCOMPARE(following.count(), 1);
    const TimeRange zoomed = m_window->view();
    m_window->setExtent({0, 30}, -2);
    QCOMPARE(m_window->view(), zoomed);
    m_window->follow();
    QCOMPARE(m_window->view(), (TimeRange {0, 30}));
    QVERIFY(m_window->isFollowing());
}

void ChartViewTest::oneCannotPanBeyondTheData()
{
    m_window->zoom(0.5, 5);
    m_window->pan(-1000);
    QCOMPARE(m_window->view().from, -2.0); // start-up samples can be seen
    m_window->pan(1000);
    QCOMPARE(m_window->view().to, 10.0);
}

void ChartViewTest::everythingWorksFromTheKeyboard()
{
    m_view->setFocus();
    QTest::keyClick(m_view.get(), Qt::Key_Plus);
    QCOMPARE(m_window->view().span(), 8.0);
    const TimeRange zoomed = m_window->view();
    QTest::keyClick(m_view.get(), Qt::Key_Right);
    QVERIFY(m_window->view().from > zoomed.from);
    QTest::keyClick(m_view.get(), Qt::Key_Left);
    QVERIFY(std::abs(m_window->view().from - zoomed.from) < 1e-9);
    QTest::keyClick(m_view.get(), Qt::Key_Minus);
    QCOMPARE(m_window->view().span(), 10.0);
    QTest::keyClick(m_view.get(), Qt::Key_0);
    QVERIFY(m_window->isFollowing());
    QTest::keyClick(m_view.get(), Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(m_window->cursor());
    QVERIFY2(heard(QAccessible::Description).startsWith(u"at 5.20 s, docker p50: "_s),
        qPrintable(heard(QAccessible::Description)));
}

void ChartViewTest::aScreenReaderIsToldTheFigures()
{
    const QAccessibleInterface *chart = QAccessible::queryAccessibleInterface(m_view.get());
    QVERIFY(chart);
    QCOMPARE(chart->role(), QAccessible::Chart);
    QCOMPARE(heard(QAccessible::Name), u"Latency"_s);
    QCOMPARE(heard(QAccessible::Description), u"lower is better. docker p50: last 101 ms, from 1.00 ms to 101 ms"_s);
}

void ChartViewTest::clicksBesideThePlotDoNoHarm()
{
    // QChartView of Qt 6.4 dereferences null here.
    for (const QPoint &corner : {QPoint(0, 0), QPoint(699, 0), QPoint(0, 359), QPoint(699, 359)}) {
        QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, corner);
        moveTo(*m_view, corner);
        QVERIFY(!m_window->cursor());
    }
}

void ChartViewTest::aHiddenChartOnlyRemembers()
{
    m_view->hide();
    const quint64 before = m_view->updates();
    for (int round = 0; round < 100; ++round)
        m_view->setSpec(line());
    QCOMPARE(m_view->updates(), before);
    m_view->show();
    QCOMPARE(m_view->updates(), before + 1);
}

void ChartViewTest::takesItsColorsFromThePalette()
{
    const QImage light = m_view->grab().toImage();
    QPalette dark = m_view->palette();
    dark.setColor(QPalette::Base, QColor(30, 30, 30));
    dark.setColor(QPalette::Text, QColor(230, 230, 230));
    m_view->setPalette(dark);
    const QImage image = m_view->grab().toImage();
    QVERIFY(light.pixelColor(2, 2) != image.pixelColor(2, 2));
    QCOMPARE(image.pixelColor(2, 2), QColor(30, 30, 30));
}

void ChartViewTest::theReadoutNamesTheNearestValues()
{
    const Readout readout = readoutAt(line(), 3.02, 0.1);
    QCOMPARE(readout.lines.size(), 1);
    QCOMPARE(readout.lines.first().text, u"docker p50: 31.0 ms"_s);
    QVERIFY(readoutAt(line(), 15, 0.1).lines.isEmpty());
    QVERIFY(readoutAt(ChartSpec {}, 1, 0.1).lines.isEmpty());
}

void ChartViewTest::aClickOnARoleInTheLegendHidesItsLines()
{
    ChartSpec spec = line();
    ChartSeries large = spec.series.first();
    large.role = u"shared daemons"_s;
    large.stroke = Stroke::Thin;
    for (QPointF &point : large.points)
        point.ry() += 10'000;
    spec.series.append(large);
    m_view->setSpec(spec);
    const auto top = [this] { return layout().value.maximum * layout().value.factor; };
    const double before = top();
    const auto roleAt = [this](const QString &role) {
        const ChartLayout drawn = layout();
        for (qsizetype index = 0; index < drawn.legend.size(); ++index) {
            if (drawn.legend[index].text == role)
                return drawn.legendPlaces[index].center().toPoint();
        }
        return QPoint();
    };
    QSignalSpy changed(m_view.get(), &ChartView::hiddenRolesChanged);
    const QPoint place = roleAt(large.role);
    QVERIFY(!place.isNull());
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().first().toStringList(), QStringList {large.role});
    QVERIFY(top() < before / 10); // what is left has the whole height
    QCOMPARE(m_view->spec().series.last().points.size(), large.points.size()); // tables still have it
    QCOMPARE(roleAt(large.role), place); // it stays there to be asked for
    m_view->setSpec(spec); // as when more has been measured
    QVERIFY(top() < before / 10);
    QTest::mouseClick(m_view->viewport(), Qt::LeftButton, {}, place);
    QCOMPARE(top(), before);
}

void ChartViewTest::neverIsEveryLineHidden()
{
    m_view->setSpec(line());
    m_view->setHiddenRoles({line().series.first().role});
    QVERIFY(m_view->drawnPoints() > 0);
}

QTEST_MAIN(ChartViewTest)
#include "tst_chartview.moc"
