// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/keyboardwalk.h"

#include <QAbstractButton>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QGroupBox>
#include <QHash>
#include <QKeySequence>
#include <QLabel>
#include <QMenu>
#include <QMenuBar>
#include <QTabBar>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace boxmark::test {

namespace {

constexpr qsizetype mostStops = 300; ///< ends a walk that never returns
constexpr int overlap = 4; ///< pixels by which frames of neighbours may lie over each other

QString nameOf(const QWidget *widget)
{
    return QLatin1StringView(widget->metaObject()->className()) + u' ' + widget->objectName();
}

QList<QWidget *> visibleIn(const QWidget &window)
{
    QList<QWidget *> widgets;
    for (QWidget *widget : window.findChildren<QWidget *>()) {
        if (widget->window() == &window && widget->isVisible())
            widgets.append(widget);
    }
    return widgets;
}

QString saidOf(QWidget *widget)
{
    const QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(widget);
    return heard ? heard->text(QAccessible::Name) : QString();
}

bool showsOnlyAnIcon(const QAbstractButton &button)
{
    const auto *tool = qobject_cast<const QToolButton *>(&button);
    return !button.icon().isNull()
        && (button.text().isEmpty() || (tool && tool->toolButtonStyle() == Qt::ToolButtonIconOnly));
}

/// From the window down to the widget.
QList<const QWidget *> pathTo(const QWidget *widget)
{
    QList<const QWidget *> path {widget};
    while (!path.first()->isWindow())
        path.prepend(path.first()->parentWidget());
    return path;
}

QRect placeOf(const QWidget &widget)
{
    const QPoint corner = widget.mapTo(widget.window(), QPoint());
    QRect place(corner, widget.size());
    if (QApplication::isRightToLeft())
        place.moveLeft(widget.window()->width() - place.right());
    return place;
}

/// Of the parts that hold them, below the smallest part that holds both: the second is below the first or beyond it.
bool isReadAfter(const QWidget *later, const QWidget *earlier)
{
    const auto first = pathTo(earlier);
    const auto second = pathTo(later);
    qsizetype depth = 0;
    while (depth < first.size() && depth < second.size() && first[depth] == second[depth])
        ++depth;
    if (depth == first.size() || depth == second.size())
        return depth == first.size(); // a part comes before what it holds
    const QRect before = placeOf(*first[depth]);
    const QRect after = placeOf(*second[depth]);
    return after.top() >= before.bottom() - overlap || after.left() >= before.right() - overlap;
}

/// Letter → the texts that claim it.
using Claims = QHash<QString, QStringList>;

void claim(Claims &claims, const QString &text)
{
    if (const QKeySequence letter = QKeySequence::mnemonic(text); !letter.isEmpty())
        claims[letter.toString()].append(text);
}

QStringList disputed(const Claims &claims)
{
    QStringList found;
    for (auto claimed = claims.begin(); claimed != claims.end(); ++claimed) {
        if (claimed->size() > 1)
            found.append(claimed.key() + u": "_s + claimed->join(u" | "_s));
    }
    return found;
}

void claimTextsOf(const QWidget *widget, Claims &claims)
{
    if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
        claim(claims, button->text());
    else if (const auto *box = qobject_cast<const QGroupBox *>(widget))
        claim(claims, box->title());
    else if (const auto *label = qobject_cast<const QLabel *>(widget); label && label->buddy())
        claim(claims, label->text());
    else if (const auto *menus = qobject_cast<const QMenuBar *>(widget))
        for (const QAction *action : menus->actions())
            claim(claims, action->text());
    else if (const auto *tabs = qobject_cast<const QTabBar *>(widget))
        for (int index = 0; index < tabs->count(); ++index)
            claim(claims, tabs->tabText(index));
}

} // namespace

QList<QWidget *> focusStops(const QWidget &window)
{
    QList<QWidget *> stops = visibleIn(window);
    stops.removeIf([](const QWidget *widget) {
        return !widget->isEnabled() || !(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy();
    });
    return stops;
}

QList<QWidget *> walkByTab(QWidget *first, bool forwards)
{
    QList<QWidget *> walked;
    first->setFocus(Qt::TabFocusReason);
    do {
        QWidget *reached = QApplication::focusWidget();
        if (!reached)
            break;
        walked.append(reached);
        QTest::keyClick(reached, forwards ? Qt::Key_Tab : Qt::Key_Backtab);
    } while (QApplication::focusWidget() != first && walked.size() < mostStops);
    return walked;
}

QStringList withoutName(const QWidget &window)
{
    QStringList found;
    for (QWidget *stop : focusStops(window)) {
        if (saidOf(stop).isEmpty())
            found.append(nameOf(stop) + u" has no name"_s);
    }
    for (const QWidget *widget : visibleIn(window)) {
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        if (button && showsOnlyAnIcon(*button) && button->toolTip().isEmpty())
            found.append(nameOf(button) + u" has an icon and no tool tip"_s);
    }
    return found;
}

QStringList breachesOfTabOrder(const QWidget &window)
{
    const QList<QWidget *> stops = focusStops(window);
    if (stops.isEmpty())
        return {};
    // A walk is a circle: it begins with what stands first.
    const auto first = std::ranges::find_if(stops, [&stops](const QWidget *stop) {
        return std::ranges::all_of(
            stops, [stop](const QWidget *other) { return other == stop || isReadAfter(other, stop); });
    });
    if (first == stops.end())
        return {u"nothing stands before all others"_s};
    QStringList found;
    const QList<QWidget *> walked = walkByTab(*first, true);
    for (QWidget *stop : stops) {
        if (const qsizetype times = walked.count(stop); times != 1)
            found.append(u"%1 is reached %2 times"_s.arg(nameOf(stop)).arg(times));
    }
    for (qsizetype index = 1; index < walked.size(); ++index) {
        if (!isReadAfter(walked[index], walked[index - 1]))
            found.append(u"%1 comes after %2"_s.arg(nameOf(walked[index]), nameOf(walked[index - 1])));
    }
    QList<QWidget *> back = walkByTab(*first, false);
    if (!back.isEmpty())
        std::reverse(back.begin() + 1, back.end());
    if (back != walked)
        found.append(u"Shift+Tab goes another way"_s);
    return found;
}

QStringList sharedMnemonics(const QWidget &window)
{
    Claims claims;
    for (const QWidget *widget : visibleIn(window))
        claimTextsOf(widget, claims);
    QStringList found = disputed(claims);
    for (const QMenu *menu : window.findChildren<QMenu *>()) {
        Claims entries;
        for (const QAction *action : menu->actions())
            claim(entries, action->text());
        found += disputed(entries);
    }
    return found;
}

} // namespace boxmark::test
