// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/paralleltrials.h"

#include "session/database/database.h"
#include "session/database/recordrows.h"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace boxmark {

namespace {

/// More would wait for memory rather than for a core.
constexpr unsigned mostThreads = 8;

ReadTrial readerOf(const SessionReader &session)
{
    return [&session](TrialId trial, const std::function<void(const Record &)> &visit) {
        return session.readRecords(trial, visit);
    };
}

/// What the threads share. Each takes the next trial that nobody has taken.
class SharedTrials
{
public:
    SharedTrials(const Session &session, const TrialWork &work)
        : m_session(session)
        , m_work(work)
        , m_results(static_cast<std::size_t>(session.trials.size()))
    {
    }

    /// Until there are no more trials, or one has failed.
    void carryOut(const ReadTrial &read)
    {
        while (!m_failed) {
            const qsizetype trial = m_next++;
            if (trial >= m_session.trials.size())
                return;
            Result<void> &result = m_results[static_cast<std::size_t>(trial)];
            result = m_work(trial, read);
            if (!result)
                m_failed = true;
        }
    }

    void carryOutWithAConnectionOfItsOwn()
    {
        // Where there is none to be had, the other threads do the work.
        const auto database = Database::open(m_session.filePath, Database::Access::ReadOnly);
        if (!database)
            return;
        carryOut([&database](TrialId trial, const std::function<void(const Record &)> &visit) {
            return readRecords(*database.value(), trial, visit);
        });
    }

    Result<void> result() const
    {
        const auto failed
            = std::find_if(m_results.begin(), m_results.end(), [](const Result<void> &result) { return !result.ok(); });
        return failed == m_results.end() ? Result<void>() : *failed;
    }

private:
    const Session &m_session;
    const TrialWork &m_work;
    std::vector<Result<void>> m_results; ///< each written by one thread
    std::atomic<qsizetype> m_next = 0;
    std::atomic<bool> m_failed = false;
};

} // namespace

Result<void> eachTrialInOrder(const SessionReader &session, const TrialWork &work)
{
    const ReadTrial read = readerOf(session);
    for (qsizetype trial = 0; trial < session.session().trials.size(); ++trial) {
        if (auto done = work(trial, read); !done)
            return done;
    }
    return {};
}

Result<void> eachTrialInParallel(const SessionReader &session, const TrialWork &work)
{
    SharedTrials trials(session.session(), work);
    const auto useful = std::min<std::size_t>({mostThreads, std::max(1U, std::thread::hardware_concurrency()),
        static_cast<std::size_t>(std::max<qsizetype>(1, session.session().trials.size()))});
    std::vector<std::thread> others;
    for (std::size_t thread = 1; thread < useful; ++thread)
        others.emplace_back(&SharedTrials::carryOutWithAConnectionOfItsOwn, &trials);
    trials.carryOut(readerOf(session));
    for (std::thread &thread : others)
        thread.join();
    return trials.result();
}

} // namespace boxmark
