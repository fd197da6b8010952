// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/trial/loaddrive.h"

#include "load/loadercaveats.h"
#include "run/trial/ceiling.h"
#include "run/trial/disturbance.h"

#include <QThread>

using namespace Qt::StringLiterals;

namespace boxmark {

LoadDrive::LoadDrive(Trial &trial, const TrialSurroundings &surroundings, TrialWitness &witness)
    : m_trial(trial)
    , m_surroundings(surroundings)
    , m_witness(witness)
{
}

LoadDrive::~LoadDrive() = default;

QCoro::Task<Result<void>> LoadDrive::execute(QUrl endpoint, MonotonicTime origin, CancelToken ended)
{
    const LoadProfile &profile = m_surroundings.load;
    m_engine = makeLoadEngine(profile.engine);
    if (!m_engine)
        co_return Error {tr("There is no load engine “%1”.").arg(profile.engine), QString(),
            tr("Use one of: %1.").arg(loadEngineKeys().keys().join(u", "_s))};
    listenToEngine();
    m_surroundings.step(profile.warmup.count() > 0 ? Step::WarmingUp : Step::Measuring, purpose());
    m_witness.loadStarts();
    m_engine->start({endpoint, profile, origin, m_surroundings.seed});
    const auto stopEarly = ended.onCancel([this] { m_engine->stop(); });
    const LoadSummary summary = co_await m_loaded;
    keep(summary);
    if (m_tally.succeeded() == 0)
        co_return Error {tr("No request succeeded."), m_tally.failuresAsText(),
            tr("Look at the app's log, and at what the scenario's steps expect.")};
    co_return {};
}

QString LoadDrive::failures() const
{
    return m_tally.hasFailures() ? m_tally.failuresAsText() : QString();
}

// What a reader cannot know from the scenario's load alone.
QString LoadDrive::purpose() const
{
    return findsCeiling(*m_surroundings.scenario, m_trial) ? tr("looking for the ceiling in a closed loop") : QString();
}

void LoadDrive::listenToEngine()
{
    connect(m_engine.get(), &LoadEngine::batchReady, this, &LoadDrive::onBatch);
    connect(m_engine.get(), &LoadEngine::measuringStarted, this, &LoadDrive::onMeasuringStarted);
    connect(m_engine.get(), &LoadEngine::finished, this,
        [this](const LoadSummary &summary) { m_loaded.complete(summary); });
}

void LoadDrive::onMeasuringStarted(TrialTime at)
{
    m_trial.measureStart = at;
    changed();
    m_surroundings.step(Step::Measuring, purpose());
    emit measuringStarted();
}

void LoadDrive::onBatch(const RequestBatch &batch)
{
    record(batch);
    m_judge.add(m_trial, batch);
    emit requestsEnded(m_tally.add(m_trial, batch));
}

void LoadDrive::keep(const LoadSummary &summary)
{
    if (m_trial.measureStart)
        m_trial.measureEnd = summary.measureEnd;
    const std::chrono::duration<double> window = summary.measureEnd - summary.measureStart;
    if (findsCeiling(*m_surroundings.scenario, m_trial) && window.count() > 0)
        m_trial.ceiling = Rate {static_cast<double>(m_tally.succeeded()) / window.count()};
    m_trial.silentResends = summary.silentResends;
    m_trial.loader = loaderFacts(summary);
    if (summary.measureStart > summary.loadStart)
        record(Phase {phase::warmup, summary.loadStart, summary.measureStart});
    if (m_trial.measureStart)
        record(Phase {phase::measure, summary.measureStart, summary.measureEnd});
    if (summary.silentResends > 0)
        record(Caveat {CaveatKind::Note,
            tr("The HTTP library sent %1 requests again without being asked; they are counted as failures.")
                .arg(summary.silentResends)});
    judge(summary);
    changed();
}

void LoadDrive::judge(const LoadSummary &summary)
{
    m_trial.noise = m_witness.loadEnded();
    for (const Caveat &caveat : loaderCaveats(summary) + m_judge.caveats(m_trial))
        record(caveat);
    for (const QString &reason : disturbances(m_trial.noise, QThread::idealThreadCount()))
        record(Caveat {CaveatKind::Disturbed, reason});
}

} // namespace boxmark
