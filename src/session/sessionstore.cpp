// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/sessionstore.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

/// Lower case, words joined by hyphens, of what every file system takes; "session" when nothing is left.
QString fileNamePart(const QString &name)
{
    static const QRegularExpression notAllowed(u"[^\\p{L}\\p{N}]+"_s, QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression edges(u"^-+|-+$"_s);
    constexpr qsizetype longest = 60; // at most 240 bytes in UTF-8, of the 255 that a file name may have
    QString part = name.toLower();
    part.replace(notAllowed, u"-"_s);
    part = part.left(longest);
    part.remove(edges);
    return part.isEmpty() ? u"session"_s : part;
}

} // namespace

QString sessionFolder()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/boxmark/sessions"_s;
}

QString newSessionPath(const QString &folder, const QString &scenarioName, const QDateTime &local)
{
    const QString base
        = QDir(folder).filePath(u"%1 %2"_s.arg(fileNamePart(scenarioName), local.toString(u"yyyy-MM-dd HH-mm"_s)));
    QString path = base + u".boxmark"_s;
    for (int next = 2; QFileInfo::exists(path); ++next)
        path = u"%1 (%2).boxmark"_s.arg(base).arg(next);
    return path;
}

} // namespace boxmark
