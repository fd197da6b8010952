// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/outcome.h"
#include "model/scenario.h"

#include <QByteArray>
#include <QJsonValue>
#include <QStringList>

#include <cstdint>
#include <optional>

namespace boxmark {

/// Whether a complete response is what the step expects. A value; any one thread.
class ResponseChecker
{
public:
    explicit ResponseChecker(const Expectation &expectation);

    /// The body is only worth reading when this is true.
    bool needsBody() const { return !m_json.isEmpty(); }

    /// Outcome of the status alone: Ok when it is the expected one.
    Outcome checkStatus(int status) const;

    /// Ok or BodyMismatch. `body` may be empty when !needsBody(); `size` is always that of the whole body.
    Outcome checkBody(const QByteArray &body, std::int64_t size) const;

private:
    struct Field
    {
        QStringList path;
        QJsonValue value;
    };

    int m_status;
    QList<Field> m_json;
    std::optional<std::int64_t> m_bodySize;
};

/// What stands at `path` in `root`: keys of objects, indices of arrays. Undefined when there is nothing.
QJsonValue jsonAt(const QJsonValue &root, const QStringList &path);
/// Equal, numbers as numbers: 3 equals 3.0.
bool jsonEquals(const QJsonValue &one, const QJsonValue &other);

} // namespace boxmark
