// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "chart/chartview.h"

#include "chart/accessiblechart.h"
#include "chart/chartwords.h"
#include "chart/draw/chartitems.h"
#include "chart/kind/timewindow.h"

#include <QAccessible>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <utility>

namespace boxmark {

ChartView::ChartView(QWidget *parent)
    : QGraphicsView(parent)
{
    makeChartsAccessible();
    setScene(m_scene.graphicsScene());
    setInteractive(false); // the chart's own items need no events, and hovering over them costs
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setViewportUpdateMode(QGraphicsView::FullViewportUpdate);
    setOptimizationFlag(QGraphicsView::DontAdjustForAntialiasing);
    setRenderHint(QPainter::Antialiasing);
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    applyTheme();
}

ChartView::~ChartView() = default;

void ChartView::setTimeWindow(TimeWindow *window)
{
    if (m_window)
        m_window->disconnect(this);
    m_window = window;
    if (!window)
        return;
    connect(window, &TimeWindow::viewChanged, this, &ChartView::apply);
    connect(window, &TimeWindow::cursorChanged, this, &ChartView::applyCursor);
}

bool ChartView::isExplorable() const
{
    return m_window != nullptr;
}

void ChartView::setSpec(const ChartSpec &spec)
{
    if (accessibleName() != spec.title)
        setAccessibleName(spec.title);
    m_spec = spec;
    m_spec.hiddenRoles = m_hiddenRoles;
    apply();
}

void ChartView::setHiddenRoles(const QStringList &roles)
{
    m_hiddenRoles = roles;
    setSpec(ChartSpec(m_spec));
}

void ChartView::toggleRole(const QString &role)
{
    QStringList roles = m_hiddenRoles;
    if (!roles.removeOne(role))
        roles.append(role);
    setHiddenRoles(roles);
    emit hiddenRolesChanged(roles);
}

const LegendEntry *ChartView::roleAt(QPointF position) const
{
    const ChartLayout &layout = m_scene.state().layout;
    for (qsizetype index = 0; m_window && index < layout.legend.size(); ++index) {
        if (layout.legend[index].stroke && layout.legendPlaces[index].contains(position))
            return &layout.legend[index];
    }
    return nullptr;
}

QSize ChartView::sizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 28, line * 15};
}

QSize ChartView::minimumSizeHint() const
{
    const int line = fontMetrics().height();
    return {line * 13, line * 8};
}

TimeRange ChartView::visibleRange() const
{
    return m_window ? m_window->view() : timeRangeOf(m_spec);
}

void ChartView::applyTheme()
{
    const ChartTheme theme = themeFromPalette(palette(), font());
    setBackgroundBrush(theme.background);
    m_scene.setTheme(theme);
}

void ChartView::apply()
{
    if (!isVisible()) {
        m_pending = true;
        return;
    }
    m_pending = false;
    ++m_updates;
    m_scene.setSpec(m_spec, visibleRange());
}

void ChartView::applyCursor()
{
    if (isVisible() && m_window)
        m_scene.setCursor(m_window->cursor(), m_pointed);
}

void ChartView::showEvent(QShowEvent *event)
{
    QGraphicsView::showEvent(event);
    if (m_pending)
        apply();
}

void ChartView::resizeEvent(QResizeEvent *event)
{
    QGraphicsView::resizeEvent(event);
    m_scene.setSize(viewport()->size());
}

void ChartView::changeEvent(QEvent *event)
{
    QGraphicsView::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange)
        applyTheme();
}

double ChartView::secondsAt(QPointF position) const
{
    return m_scene.state().layout.secondsAt(position.x());
}

double ChartView::secondsPerPixel() const
{
    return secondsAt({1, 0}) - secondsAt({0, 0});
}

void ChartView::wheelEvent(QWheelEvent *event)
{
    // Without Ctrl the wheel belongs to whatever scrolls around a chart that cannot be explored.
    if (!m_window) {
        event->ignore();
        return;
    }
    m_window->zoom(std::pow(0.85, event->angleDelta().y() / 120.0), secondsAt(event->position()));
    event->accept();
}

void ChartView::mousePressEvent(QMouseEvent *event)
{
    const LegendEntry *role = event->button() == Qt::LeftButton ? roleAt(event->position()) : nullptr;
    m_pressedRole = role ? role->text : QString();
    if (role) {
        event->accept();
        return;
    }
    if (m_window && (event->button() == Qt::LeftButton || event->button() == Qt::MiddleButton))
        m_dragFrom = event->position();
    event->accept();
}

void ChartView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_window)
        return;
    if (!m_dragFrom)
        roleAt(event->position()) ? viewport()->setCursor(Qt::PointingHandCursor) : viewport()->unsetCursor();
    if (m_dragFrom) {
        viewport()->setCursor(Qt::ClosedHandCursor);
        m_window->pan((m_dragFrom->x() - event->position().x()) * secondsPerPixel());
        m_dragFrom = event->position();
    }
    m_pointed = true;
    const bool inside = m_scene.state().layout.plot.contains(event->position());
    m_window->setCursor(inside ? std::optional(secondsAt(event->position())) : std::nullopt);
}

void ChartView::mouseReleaseEvent(QMouseEvent *event)
{
    const LegendEntry *role = roleAt(event->position());
    if (const QString pressed = std::exchange(m_pressedRole, {}); role && role->text == pressed)
        toggleRole(pressed);
    m_dragFrom.reset();
    viewport()->unsetCursor();
}

void ChartView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (m_window && !roleAt(event->position()))
        m_window->follow();
}

void ChartView::leaveEvent(QEvent *event)
{
    QGraphicsView::leaveEvent(event);
    m_pointed = false;
    if (m_window)
        m_window->setCursor(std::nullopt);
}

void ChartView::moveCursor(double steps)
{
    const TimeRange view = m_window->view();
    const double from = m_window->cursor().value_or(view.from + view.span() / 2);
    m_pointed = true;
    m_window->setCursor(std::clamp(from + steps * view.span() / 50, view.from, view.to));
    QAccessibleEvent told(this, QAccessible::DescriptionChanged);
    QAccessible::updateAccessibility(&told);
}

QString ChartView::description() const
{
    if (m_window && m_window->cursor())
        return readoutAt(m_spec, *m_window->cursor(), m_window->view().span() / 20).text();
    return chartInWords(m_spec);
}

void ChartView::keyPressEvent(QKeyEvent *event)
{
    if (!m_window) {
        event->ignore();
        return;
    }
    const TimeRange view = m_window->view();
    const bool shift = event->modifiers().testFlag(Qt::ShiftModifier);
    const double middle = m_window->cursor().value_or(view.from + view.span() / 2);
    switch (event->key()) {
    case Qt::Key_Left:
        shift ? moveCursor(-1) : m_window->pan(-view.span() / 10);
        break;
    case Qt::Key_Right:
        shift ? moveCursor(1) : m_window->pan(view.span() / 10);
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        m_window->zoom(0.8, middle);
        break;
    case Qt::Key_Minus:
        m_window->zoom(1.25, middle);
        break;
    case Qt::Key_0:
    case Qt::Key_Home:
        m_window->follow();
        break;
    default:
        event->ignore(); // not QGraphicsView's: it would scroll
    }
}

bool ChartView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QGraphicsView::viewportEvent(event);
    showToolTip(*static_cast<QHelpEvent *>(event));
    return true;
}

void ChartView::showToolTip(const QHelpEvent &event)
{
    if (const LegendEntry *role = roleAt(event.pos())) {
        QToolTip::showText(event.globalPos(),
            role->hidden ? tr("Click to show %1").arg(role->text) : tr("Click to hide %1").arg(role->text), viewport());
        return;
    }
    const ChartSegment *segment = m_scene.state().layout.bars ? segmentAt(m_scene.state(), event.pos()) : nullptr;
    if (!segment) {
        QToolTip::hideText();
        return;
    }
    const QString length = formatQuantity(segment->length, m_spec.unit);
    QToolTip::showText(event.globalPos(), tr("%1: %2\n%3").arg(segment->name, length, segment->meaning), viewport());
}

void ChartView::drawForeground(QPainter *painter, const QRectF &)
{
    if (!hasFocus())
        return;
    painter->setPen(QPen(palette().color(QPalette::Highlight), 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawRect(sceneRect().adjusted(0.5, 0.5, -0.5, -0.5));
}

} // namespace boxmark
