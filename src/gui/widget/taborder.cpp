// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widget/taborder.h"

#include <QLayout>
#include <QList>
#include <QScrollArea>
#include <QSplitter>
#include <QTabBar>
#include <QTabWidget>

namespace boxmark {

namespace {

/// The parts that a widget holds, first things first; of one that is a single thing to a person, none.
QList<QWidget *> partsOf(const QWidget &widget);

QList<QWidget *> partsOf(const QLayout &layout)
{
    QList<QWidget *> parts;
    for (int index = 0; index < layout.count(); ++index) {
        QLayoutItem *item = layout.itemAt(index);
        if (QWidget *widget = item->widget())
            parts.append(widget);
        else if (const QLayout *inner = item->layout())
            parts += partsOf(*inner);
    }
    return parts;
}

QList<QWidget *> partsOf(const QWidget &widget)
{
    QList<QWidget *> parts;
    if (const auto *splitter = qobject_cast<const QSplitter *>(&widget)) {
        for (int index = 0; index < splitter->count(); ++index)
            parts.append(splitter->widget(index));
    } else if (const auto *tabs = qobject_cast<const QTabWidget *>(&widget)) {
        parts.append(tabs->tabBar());
        for (int index = 0; index < tabs->count(); ++index)
            parts.append(tabs->widget(index));
    } else if (const auto *area = qobject_cast<const QScrollArea *>(&widget); area && area->widget()) {
        parts.append(area->widget());
    } else if (widget.layout()) {
        parts = partsOf(*widget.layout());
    }
    return parts;
}

void appendStops(QWidget *widget, QList<QWidget *> &stops)
{
    if ((widget->focusPolicy() & Qt::TabFocus) != 0 && !widget->focusProxy())
        stops.append(widget);
    for (QWidget *part : partsOf(*widget))
        appendStops(part, stops);
}

} // namespace

bool focusNextAsLaidOut(QWidget *window, bool next)
{
    QList<QWidget *> stops;
    appendStops(window, stops);
    QWidget *focused = window->focusWidget();
    stops.removeIf(
        [focused](const QWidget *stop) { return stop != focused && !(stop->isVisible() && stop->isEnabled()); });
    const qsizetype at = stops.indexOf(focused);
    if (at < 0 || stops.size() < 2)
        return false;
    const qsizetype to = (at + (next ? 1 : stops.size() - 1)) % stops.size();
    stops[to]->setFocus(next ? Qt::TabFocusReason : Qt::BacktabFocusReason);
    return true;
}

} // namespace boxmark
