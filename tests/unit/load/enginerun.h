// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/loadengine.h"

#include <QList>
#include <QTest>

#include <algorithm>
#include <map>
#include <memory>
#include <optional>

namespace boxmark::test {

/// To be called in initTestCase_data(): every test of the class then runs once for each engine.
inline void everyEngine()
{
    QTest::addColumn<QString>("engine");
    const QStringList names = loadEngineKeys().keys();
    for (const QString &name : names)
        QTest::newRow(qPrintable(name)) << name;
}

inline QString engineUnderTest()
{
    QFETCH_GLOBAL(QString, engine);
    return engine;
}

/// A profile of one user and one GET that ends after `requests`.
inline LoadProfile requestsProfile(quint64 requests, int concurrency = 1)
{
    LoadProfile profile;
    profile.concurrency = concurrency;
    profile.requests = requests;
    profile.steps = {LoadStep {}};
    return profile;
}

inline LoadProfile durationProfile(std::chrono::milliseconds duration, int concurrency = 1)
{
    LoadProfile profile = requestsProfile(0, concurrency);
    profile.requests.reset();
    profile.duration = duration;
    return profile;
}

/// One engine at work, and everything that it told.
class EngineRun : public QObject
{
public:
    EngineRun(const QUrl &endpoint, const LoadProfile &profile, quint64 seed = 1)
        : EngineRun(engineUnderTest(), endpoint, profile, seed)
    {
    }

    EngineRun(const QString &engine, const QUrl &endpoint, const LoadProfile &profile, quint64 seed = 1)
        : m_engine(makeLoadEngine(engine))
    {
        connect(m_engine.get(), &LoadEngine::batchReady, this, [this](const RequestBatch &batch) {
            m_batchAfterEnd = m_batchAfterEnd || m_summary.has_value();
            m_requests += batch.requests;
            ++m_batches;
        });
        connect(m_engine.get(), &LoadEngine::measuringStarted, this, [this](TrialTime at) { m_openings.append(at); });
        connect(m_engine.get(), &LoadEngine::finished, this, [this](const LoadSummary &summary) {
            m_summary = summary;
            ++m_ends;
        });
        m_engine->start({endpoint, profile, m_origin, seed});
    }

    /// False when it did not end in time.
    bool wait(int patienceInMilliseconds = 60'000)
    {
        return QTest::qWaitFor([this] { return m_summary.has_value(); }, patienceInMilliseconds);
    }

    LoadEngine &engine() { return *m_engine; }
    /// What the times of its requests count from.
    MonotonicTime origin() const { return m_origin; }
    void destroyEngine() { m_engine.reset(); }

    const QList<Request> &requests() const { return m_requests; }
    const LoadSummary &summary() const { return *m_summary; }
    bool hasEnded() const { return m_summary.has_value(); }
    int ends() const { return m_ends; }
    int batches() const { return m_batches; }
    bool batchAfterEnd() const { return m_batchAfterEnd; }
    const QList<TrialTime> &openings() const { return m_openings; }

    QList<Request> measured() const { return select(true); }
    QList<Request> warmup() const { return select(false); }
    std::map<Outcome, int> outcomes() const
    {
        std::map<Outcome, int> counts;
        for (const Request &request : m_requests)
            ++counts[request.outcome];
        return counts;
    }
    int count(Outcome outcome) const
    {
        return static_cast<int>(std::ranges::count(m_requests, outcome, &Request::outcome));
    }

private:
    QList<Request> select(bool measured) const
    {
        QList<Request> selected;
        std::ranges::copy_if(m_requests, std::back_inserter(selected),
            [&](const Request &request) { return (request.planned >= m_summary->measureStart) == measured; });
        return selected;
    }

    std::unique_ptr<LoadEngine> m_engine;
    const MonotonicTime m_origin = Clock::system().now();
    QList<Request> m_requests;
    QList<TrialTime> m_openings;
    std::optional<LoadSummary> m_summary;
    int m_batches = 0;
    int m_ends = 0;
    bool m_batchAfterEnd = false;
};

} // namespace boxmark::test
