// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widget/splittersizes.h"

#include <QSettings>
#include <QSplitter>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString keyOf(const QString &name)
{
    return u"splitters/"_s + name;
}

} // namespace

void rememberSizes(QSplitter *splitter, const QString &name)
{
    QObject::connect(splitter, &QSplitter::splitterMoved, splitter,
        [splitter, name] { QSettings().setValue(keyOf(name), splitter->saveState()); });
}

bool restoreSizes(QSplitter *splitter, const QString &name)
{
    return splitter->restoreState(QSettings().value(keyOf(name)).toByteArray());
}

} // namespace boxmark
