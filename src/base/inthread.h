// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/completion.h"

#include <QObject>
#include <QThreadPool>

#include <functional>
#include <memory>

namespace boxmark {

/// Does work that would keep the event loop waiting (hashing, unpacking, flushing to disk) in a thread of the pool;
/// await what is returned. The work must not touch objects of the thread that waits; it is not ended by Stop, so it is
/// short or looks for itself.
template <typename T> Completion<T> inThread(std::function<T()> work)
{
    const Completion<T> done;
    auto *here = new QObject; // lives in this thread: what is sent to it arrives here
    QThreadPool::globalInstance()->start([work = std::move(work), done, here] {
        const auto value = std::make_shared<T>(work());
        const auto tell = [done, here, value] {
            done.complete(std::move(*value));
            here->deleteLater();
        };
        QMetaObject::invokeMethod(here, tell, Qt::QueuedConnection);
    });
    return done;
}

} // namespace boxmark
