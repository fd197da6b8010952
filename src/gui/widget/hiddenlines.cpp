// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widget/hiddenlines.h"

#include "chart/chartview.h"
#include "chart/kind/timelinecharts.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString keyOf(const QString &chart)
{
    return u"hiddenLines/"_s + chart;
}

} // namespace

QStringList hiddenLines(const QString &chart)
{
    const QStringList atFirst = chart == u"memory" ? QStringList {sharedDaemonsRole()} : QStringList();
    return QSettings().value(keyOf(chart), atFirst).toStringList();
}

void rememberHiddenLines(const QString &chart, const QStringList &roles)
{
    QSettings().setValue(keyOf(chart), roles);
}

void keepHiddenLines(ChartView *view, const QString &chart)
{
    view->setHiddenRoles(hiddenLines(chart));
    QObject::connect(view, &ChartView::hiddenRolesChanged, view,
        [chart](const QStringList &roles) { rememberHiddenLines(chart, roles); });
}

} // namespace boxmark
