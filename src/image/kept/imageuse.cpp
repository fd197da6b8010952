// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/kept/imageuse.h"

#include "image/cache.h"

#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

const QString notes = u"images"_s;

QString noteOf(const QString &id, ContainerEngine engine)
{
    return cachePath({notes, engineName(engine) + u'-' + id.section(u':', -1), {}});
}

} // namespace

void noteImageUse(const QString &id, ContainerEngine engine)
{
    QFile note(noteOf(id, engine));
    if (makeKindFolder(notes) && note.open(QIODevice::ReadWrite))
        note.setFileTime(QDateTime::currentDateTime(), QFileDevice::FileModificationTime);
}

QDateTime notedImageUse(const QString &id, ContainerEngine engine)
{
    return QFileInfo(noteOf(id, engine)).lastModified();
}

void forgetImageUse(const QString &id, ContainerEngine engine)
{
    QFile::remove(noteOf(id, engine));
}

} // namespace boxmark
