// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/printedjson.h"

#include "cli/commands.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

void sayDocument(const QJsonDocument &document)
{
    say(QString::fromUtf8(document.toJson()).trimmed());
}

} // namespace

void sayJson(const QJsonObject &object)
{
    sayDocument(QJsonDocument(object));
}

void sayJson(const QJsonArray &array)
{
    sayDocument(QJsonDocument(array));
}

QJsonObject errorAsJson(const Error &error)
{
    return {{u"problem"_s, error.what}, {u"cause"_s, error.why}, {u"remedy"_s, error.remedy},
        {u"command"_s, error.command}};
}

void insertError(QJsonObject &object, const Error &error)
{
    const QJsonObject members = errorAsJson(error);
    for (auto member = members.begin(); member != members.end(); ++member)
        object.insert(member.key(), member.value());
}

} // namespace boxmark
