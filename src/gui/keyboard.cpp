// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/keyboard.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("Keyboard", text);
}

QString row(const QString &keys, const QString &meaning)
{
    return u"<tr><td style=\"padding-right: 1.5em\"><b>%1</b></td><td>%2</td></tr>"_s.arg(
        keys.toHtmlEscaped(), meaning.toHtmlEscaped());
}

QString keysOf(const QAction &action)
{
    QStringList keys;
    for (const QKeySequence &sequence : action.shortcuts())
        keys.append(sequence.toString(QKeySequence::NativeText));
    return keys.join(u", "_s);
}

/// Without the mark of its access key and the dots of one that asks more.
QString plainText(const QAction &action)
{
    QString text = action.text();
    return text.remove(u'&').remove(u'…');
}

} // namespace

QString keyboardText(const QList<QAction *> &actions)
{
    QString text = u"<table>"_s;
    for (const QAction *action : actions) {
        if (!action->shortcut().isEmpty())
            text += row(keysOf(*action), plainText(*action));
    }
    text += u"</table><p>%1</p><table>"_s.arg(tr("In a chart:").toHtmlEscaped());
    text += row(tr("← →, dragging"), tr("pan"));
    text += row(tr("Shift ← →"), tr("read the values at the next point"));
    text += row(tr("+ −, wheel"), tr("zoom"));
    text += row(tr("0, Home, double click"), tr("show all, and follow what is new"));
    text += row(tr("Enter, click"), tr("on the Compare page: show the chart large, with a table of its values"));
    text += row(tr("Click in the legend"), tr("hide or show the lines of that kind"));
    text += row(
        tr("Menu key, Shift F10, right click"), tr("copy or save the picture, copy its values, hide or show lines"));
    return text + u"</table>"_s;
}

} // namespace boxmark
