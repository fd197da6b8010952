// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/json/jsonvalue.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace boxmark {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("session", text);
}

} // namespace

void JsonProblem::report(const QString &what)
{
    if (m_what.isEmpty())
        m_what = what;
}

Error JsonProblem::error() const
{
    return {tr("The scenario in the session cannot be read."), m_what, {}};
}

JsonValue::JsonValue(QJsonValue value, QString path, JsonProblem *problem)
    : m_value(std::move(value))
    , m_path(std::move(path))
    , m_problem(problem)
{
}

JsonValue JsonValue::parse(const QByteArray &json, JsonProblem &problem)
{
    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(json, &parseError);
    if (parseError.error != QJsonParseError::NoError)
        problem.report(parseError.errorString());
    else if (!document.isObject())
        problem.report(tr("It is not a JSON object."));
    return JsonValue(
        document.isObject() ? QJsonValue(document.object()) : QJsonValue(QJsonValue::Undefined), {}, &problem);
}

JsonValue JsonValue::operator[](const QString &key) const
{
    const QString path = m_path.isEmpty() ? key : m_path + u'.' + key;
    if (!is(QJsonValue::Object, tr("an object")))
        return {QJsonValue(QJsonValue::Undefined), path, m_problem};
    return {m_value[key], path, m_problem};
}

void JsonValue::read(QString &into) const
{
    if (is(QJsonValue::String, tr("a text")))
        into = m_value.toString();
}

void JsonValue::read(bool &into) const
{
    if (is(QJsonValue::Bool, u"true or false"_s))
        into = m_value.toBool();
}

void JsonValue::read(double &into) const
{
    if (is(QJsonValue::Double, tr("a number")))
        into = m_value.toDouble();
}

std::optional<qint64> JsonValue::integer(qint64 least, qint64 most) const
{
    if (!is(QJsonValue::Double, tr("a whole number")))
        return std::nullopt;
    const qint64 none = m_value.toInteger(0);
    const bool whole = none == m_value.toInteger(1); // what is not whole gives the default back
    if (whole && none >= least && none <= most)
        return none;
    report(tr("a whole number from %1 to %2").arg(least).arg(most));
    return std::nullopt;
}

void JsonValue::readLatin1(QByteArray &into) const
{
    if (is(QJsonValue::String, tr("a text")))
        into = m_value.toString().toLatin1();
}

void JsonValue::readBase64(QByteArray &into) const
{
    if (!is(QJsonValue::String, tr("a text")))
        return;
    auto decoded
        = QByteArray::fromBase64Encoding(m_value.toString().toLatin1(), QByteArray::AbortOnBase64DecodingErrors);
    if (decoded)
        into = std::move(*decoded);
    else
        report(tr("base64"));
}

std::optional<std::size_t> JsonValue::placeOfWord(std::span<const char *const> words) const
{
    if (!is(QJsonValue::String, tr("a text")))
        return std::nullopt;
    QStringList known;
    for (std::size_t place = 0; place < words.size(); ++place) {
        if (m_value.toString() == QLatin1StringView(words[place]))
            return place;
        known.append(QString::fromLatin1(words[place]));
    }
    report(tr("one of %1").arg(known.join(u", "_s)));
    return std::nullopt;
}

void JsonValue::forEach(const std::function<void(const JsonValue &)> &visit) const
{
    if (!is(QJsonValue::Array, tr("a list")))
        return;
    const QJsonArray entries = m_value.toArray();
    for (qsizetype i = 0; i < entries.size(); ++i)
        visit({entries[i], u"%1[%2]"_s.arg(m_path).arg(i), m_problem});
}

void JsonValue::forEachMember(const std::function<void(const QString &, const JsonValue &)> &visit) const
{
    if (!is(QJsonValue::Object, tr("an object")))
        return;
    const QJsonObject members = m_value.toObject();
    for (auto member = members.begin(); member != members.end(); ++member)
        visit(member.key(), {member.value(), m_path + u'.' + member.key(), m_problem});
}

bool JsonValue::is(QJsonValue::Type type, const QString &typeName) const
{
    if (m_value.isUndefined())
        return false;
    if (m_value.type() == type)
        return true;
    report(typeName);
    return false;
}

void JsonValue::report(const QString &expected) const
{
    m_problem->report(tr("\"%1\" is not %2.").arg(m_path, expected));
}

} // namespace boxmark
