// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <utility>
#include <variant>

namespace boxmark {

/// What went wrong, in the words that a person reads. Every part is a whole sentence without markup.
struct Error
{
    QString what; ///< what happened: "The image could not be built."
    QString why; ///< the cause, as far as known; may be several lines; may be empty
    QString remedy; ///< what the reader can do about it; may be empty
    QString command {}; ///< a command to copy that carries the remedy out; empty when there is none

    /// The parts that are not empty, each on a line of its own.
    QString text() const;

    bool operator==(const Error &) const = default;
};

/// Either a value or the Error that kept it from being made.
template <typename T> class [[nodiscard]] Result
{
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// Only when ok().
    T &value() { return std::get<0>(m_state); }
    const T &value() const { return std::get<0>(m_state); }
    T take() { return std::move(std::get<0>(m_state)); }

    /// Only when not ok().
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <> class [[nodiscard]] Result<void>
{
public:
    Result() = default;
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }
    const Error &error() const { return std::get<1>(m_state); }

private:
    std::variant<std::monostate, Error> m_state;
};

} // namespace boxmark
