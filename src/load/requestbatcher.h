// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/record.h"

#include <QList>

#include <utility>

namespace boxmark {

/// Gathers requests as they finish, to hand them over some times a second: a signal for each would cost more than the
/// request. A value; any one thread.
class RequestBatcher
{
public:
    void add(const Request &request) { m_batch.requests.append(request); }

    bool isEmpty() const { return m_batch.requests.isEmpty(); }

    /// What has been gathered since the last call.
    RequestBatch take()
    {
        const qsizetype expected = m_batch.requests.size();
        RequestBatch batch = std::exchange(m_batch, {});
        // The next interval will bring about as many: no copying while it grows.
        m_batch.requests.reserve(expected + expected / 4);
        return batch;
    }

private:
    RequestBatch m_batch;
};

} // namespace boxmark
