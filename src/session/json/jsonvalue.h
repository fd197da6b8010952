// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/quantity.h"
#include "base/result.h"

#include <QJsonValue>
#include <QString>

#include <chrono>
#include <concepts>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <utility>

namespace boxmark {

/// The first thing that is wrong with a JSON text.
class JsonProblem
{
public:
    bool found() const { return !m_what.isEmpty(); }
    /// Keeps the first: what follows is often only its consequence.
    void report(const QString &what);
    /// Only when found().
    Error error() const;

private:
    QString m_what;
};

/// A place in a JSON text, for reading values of known types into members that already hold their defaults. A value
/// that is not there leaves the member as it is; one of the wrong type reports the problem, with its path, and leaves
/// it too. The problem must outlive the value.
class JsonValue
{
public:
    /// The root, which must be an object.
    static JsonValue parse(const QByteArray &json, JsonProblem &problem);

    /// A member, which knows its path. One that is not there is no problem: whatever reads it does nothing.
    JsonValue operator[](const QString &key) const;
    const QJsonValue &value() const { return m_value; }

    // A number must be whole and fit for an integer; durations, sizes and rates count in the unit of their type.
    void read(QString &into) const;
    void read(double &into) const;
    void read(bool &into) const;
    template <std::integral Integer> void read(Integer &into) const
    {
        const auto number
            = integer(qint64 {std::numeric_limits<Integer>::min()}, largest(std::numeric_limits<Integer>::max()));
        if (number)
            into = static_cast<Integer>(*number);
    }
    void read(Bytes &into) const { read(into.count); }
    void read(Rate &into) const { read(into.perSecond); }
    template <typename Period> void read(std::chrono::duration<std::int64_t, Period> &into) const
    {
        std::int64_t count = into.count();
        read(count);
        into = std::chrono::duration<std::int64_t, Period>(count);
    }
    /// Makes the value when there is one of the right type.
    template <typename T> void read(std::optional<T> &into) const
    {
        if (m_value.isUndefined())
            return;
        into.emplace();
        read(*into);
    }

    /// Each letter a byte; of base64 a wrong letter is a problem.
    void readLatin1(QByteArray &into) const;
    void readBase64(QByteArray &into) const;
    /// An enumeration by the word that stands at its place.
    template <typename Enumeration> void readWord(Enumeration &into, std::span<const char *const> words) const
    {
        if (const auto place = placeOfWord(words))
            into = static_cast<Enumeration>(*place);
    }

    /// Every entry of an array.
    void forEach(const std::function<void(const JsonValue &)> &visit) const;
    /// Every member of an object.
    void forEachMember(const std::function<void(const QString &, const JsonValue &)> &visit) const;

private:
    JsonValue(QJsonValue value, QString path, JsonProblem *problem);

    template <typename Integer> static constexpr qint64 largest(Integer value)
    {
        return std::cmp_less(value, std::numeric_limits<qint64>::max()) ? static_cast<qint64>(value)
                                                                        : std::numeric_limits<qint64>::max();
    }
    std::optional<qint64> integer(qint64 least, qint64 most) const;
    std::optional<std::size_t> placeOfWord(std::span<const char *const> words) const;
    /// Whether the value is there and of that type.
    bool is(QJsonValue::Type type, const QString &typeName) const;
    void report(const QString &expected) const;

    QJsonValue m_value;
    QString m_path;
    JsonProblem *m_problem;
};

} // namespace boxmark
