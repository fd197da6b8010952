// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "chart/chartspec.h"
#include "chart/draw/chartscene.h"

#include <QGraphicsView>
#include <QPointer>

#include <optional>

class QHelpEvent;

namespace boxmark {

class TimeWindow;
struct LegendEntry;

/// A chart that a person can explore: wheel zooms at the cursor, dragging pans, a double click shows everything again;
/// arrow keys pan, + and − zoom, 0 or Home shows everything, Shift with an arrow moves the cursor. The values under the
/// cursor stand beside it and in the description that a screen reader gets.
///
/// Charts with one TimeWindow show the same time. A hidden chart only remembers what it is to show. Takes its colours
/// from the widget's palette. (Not a QChartView: that of Qt 6.4 crashes on a click beside the chart.)
class ChartView : public QGraphicsView
{
    Q_OBJECT
public:
    explicit ChartView(QWidget *parent = nullptr);
    ~ChartView() override;

    /// Not owned; null = the chart shows all its time and cannot be explored.
    void setTimeWindow(TimeWindow *window);
    bool isExplorable() const;
    void setSpec(const ChartSpec &spec);
    const ChartSpec &spec() const { return m_spec; }

    /// Roles whose lines are not drawn. Where a chart can be explored, a click on a role in its legend hides or shows
    /// it.
    void setHiddenRoles(const QStringList &roles);
    void toggleRole(const QString &role);

    /// The values at the cursor, or without one all figures, in words.
    QString description() const;

    /// How often the chart has really been drawn anew, and the points that it drew last; for tests and benchmarks.
    quint64 updates() const { return m_updates; }
    qsizetype drawnPoints() const { return m_scene.drawnPoints(); }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    void hiddenRolesChanged(const QStringList &roles);

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void drawForeground(QPainter *painter, const QRectF &rect) override;

private:
    TimeRange visibleRange() const;
    void applyTheme();
    void apply();
    void applyCursor();
    double secondsAt(QPointF position) const;
    double secondsPerPixel() const;
    void moveCursor(double steps);
    const LegendEntry *roleAt(QPointF position) const;
    void showToolTip(const QHelpEvent &event);

    ChartScene m_scene;
    ChartSpec m_spec;
    QPointer<TimeWindow> m_window;
    QStringList m_hiddenRoles;
    QString m_pressedRole; ///< of the legend
    std::optional<QPointF> m_dragFrom;
    quint64 m_updates = 0;
    bool m_pending = false; ///< something to show once the chart is seen
    bool m_pointed = false; ///< the mouse or the keyboard points at this very chart
};

} // namespace boxmark
