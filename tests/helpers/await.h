// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoroTask>
#include <QTest>

#include <memory>
#include <optional>

namespace boxmark::test {

namespace detail {
template <typename T> QCoro::Task<> store(QCoro::Task<T> task, std::shared_ptr<std::optional<T>> into)
{
    into->emplace(co_await std::move(task));
}
} // namespace detail

/// Runs the event loop until the task is done: QCoro::waitFor for values without a default, such as Result. A task that
/// never ends is ended, with the test program, by ctest.
template <typename T> T await(QCoro::Task<T> task)
{
    const auto value = std::make_shared<std::optional<T>>();
    const QCoro::Task<> storing = detail::store(std::move(task), value);
    while (!value->has_value())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents);
    return std::move(**value);
}

} // namespace boxmark::test
