// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "image/ownimage.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

constexpr qsizetype hashLength = 16;
const QString appRepository = u"boxmark/app"_s;
const QString workloadRepository = u"boxmark/workload"_s;

QString nameIn(const QString &repository, const QByteArray &bytes)
{
    const QByteArray hash = QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().first(hashLength);
    return repository + u':' + QString::fromLatin1(hash);
}

// Podman puts "localhost/" before.
QString repositories()
{
    return u"(localhost/)?(%1|%2)"_s.arg(appRepository, workloadRepository);
}

} // namespace

bool hasOwnLabel(const QJsonObject &labels)
{
    return labels[ownLabel.section(u'=', 0, 0)].toString() == ownLabel.section(u'=', 1);
}

QString appImageName(const QString &dockerfile)
{
    return nameIn(appRepository, dockerfile.toUtf8());
}

QString workloadImageName(const QByteArray &contents)
{
    return nameIn(workloadRepository, contents);
}

bool isOwnImageName(const QString &name)
{
    static const QRegularExpression form(
        QRegularExpression::anchoredPattern(u"%1:[0-9a-f]{%2}"_s.arg(repositories()).arg(hashLength)));
    return form.match(name).hasMatch();
}

bool isOwnImageDigest(const QString &digest)
{
    static const QRegularExpression form(u"^(<none>|%1)@"_s.arg(repositories()));
    return form.match(digest).hasMatch();
}

} // namespace boxmark
