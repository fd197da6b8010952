// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "process/processspec.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

// What every POSIX shell takes as it stands; all else goes between single quotes.
QString quoted(const QString &word)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9_@%+=:,./-]+$"_s);
    if (plain.match(word).hasMatch())
        return word;
    QString inner = word;
    inner.replace(u'\'', u"'\\''"_s);
    return u'\'' + inner + u'\'';
}

} // namespace

QString ProcessSpec::commandLine() const
{
    QStringList words;
    if (!workingDirectory.isEmpty())
        words << u"cd"_s << quoted(workingDirectory) << u"&&"_s;
    for (auto it = environment.begin(); it != environment.end(); ++it)
        words << it.key() + u'=' + quoted(it.value());
    words << quoted(program);
    for (const QString &argument : arguments)
        words << quoted(argument);
    return words.join(u' ');
}

} // namespace boxmark
