// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "session/sessionfile.h"

#include <condition_variable>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace boxmark {

/// The thread that writes a session file. It takes what was told every 0.8 s, or at once when asked to, into one
/// transaction: with the time that the disk takes, less than the last second is lost when the program is killed.
///
/// A disk that is slower than the load loses nothing: what waits stays in memory (32 bytes a request) until it is
/// written. After a failure of writing nothing more is kept: it could never be written.
class WriterThread
{
public:
    /// `failed` is called at most once, from the thread.
    explicit WriterThread(std::function<void()> failed);
    /// Waits for everything to be on disk.
    ~WriterThread();

    using OpenFile = std::function<Result<std::unique_ptr<SessionFile>>()>;
    /// Returns when the file is made or taken over, which is done in the thread, or could not be.
    Result<void> start(const OpenFile &open);
    /// From the owner's thread. `atOnce`: do not wait for the rest of the second.
    void enqueue(SessionEvent event, bool atOnce);
    /// Returns when everything is on disk and the file is closed. What comes later is not written.
    void finish();
    /// The first failure, if there was one.
    Result<void> status() const;

private:
    void run(const OpenFile &open, std::promise<Result<void>> made);
    Result<void> writeUntilFinished(SessionFile &file);

    std::function<void()> m_failed;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::vector<SessionEvent> m_queue;
    std::optional<Error> m_failure;
    bool m_hurry = false;
    bool m_finishing = false;
    std::thread m_thread;
};

} // namespace boxmark
