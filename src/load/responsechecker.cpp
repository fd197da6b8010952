// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "load/responsechecker.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace boxmark {

ResponseChecker::ResponseChecker(const Expectation &expectation)
    : m_status(expectation.status)
{
    for (const Expectation::JsonField &field : expectation.json)
        m_json.append(Field {field.path.split(u'.'), field.value});
    if (expectation.bodySize)
        m_bodySize = expectation.bodySize->count;
}

Outcome ResponseChecker::checkStatus(int status) const
{
    if (status == m_status)
        return Outcome::Ok;
    return status >= 400 && status < 500 ? Outcome::UnexpectedStatus4xx : Outcome::UnexpectedStatus5xx;
}

Outcome ResponseChecker::checkBody(const QByteArray &body, std::int64_t size) const
{
    if (m_bodySize && *m_bodySize != size)
        return Outcome::BodyMismatch;
    if (m_json.isEmpty())
        return Outcome::Ok;
    QJsonParseError error {};
    const QJsonDocument document = QJsonDocument::fromJson(body, &error);
    if (error.error != QJsonParseError::NoError)
        return Outcome::BodyMismatch;
    const QJsonValue root = document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object());
    const bool holds = std::ranges::all_of(
        m_json, [&root](const Field &field) { return jsonEquals(jsonAt(root, field.path), field.value); });
    return holds ? Outcome::Ok : Outcome::BodyMismatch;
}

QJsonValue jsonAt(const QJsonValue &root, const QStringList &path)
{
    QJsonValue value = root;
    for (const QString &key : path) {
        if (value.isObject()) {
            value = value.toObject().value(key);
            continue;
        }
        bool isIndex = false;
        const int index = key.toInt(&isIndex);
        if (!value.isArray() || !isIndex || index < 0 || index >= value.toArray().size())
            return QJsonValue(QJsonValue::Undefined);
        value = value.toArray().at(index);
    }
    return value;
}

bool jsonEquals(const QJsonValue &one, const QJsonValue &other)
{
    if (one.isDouble() && other.isDouble())
        return one == other || one.toDouble() == other.toDouble();
    if (one.isArray() && other.isArray()) {
        const QJsonArray left = one.toArray();
        const QJsonArray right = other.toArray();
        return std::ranges::equal(left, right, [](auto a, auto b) { return jsonEquals(a, b); });
    }
    return one == other;
}

} // namespace boxmark
