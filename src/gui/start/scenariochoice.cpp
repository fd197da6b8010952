// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/start/scenariochoice.h"

#include "gui/run/runcontroller.h"
#include "gui/start/recentfiles.h"
#include "gui/start/startpage.h"
#include "gui/target/targetlist.h"

#include <QComboBox>
#include <QSignalBlocker>

#include <utility>

namespace boxmark {

ScenarioChoice::ScenarioChoice(RunController &controller, Views views)
    : m_controller(controller)
    , m_views(views)
{
    connect(m_views.box, &QComboBox::activated, this, [this] { choose(path()); });
    connect(&m_controller, &RunController::discovered, this, &ScenarioChoice::showDiscovered);
    connect(&m_controller, &RunController::probed, this, &ScenarioChoice::showProbed);
}

void ScenarioChoice::restore()
{
    m_library.reload();
    for (const QString &filePath : recentScenarios())
        m_library.add(filePath);
    fill();
    const QString last = lastScenario();
    choose(m_library.scenario(last) ? last : m_library.quickPath());
}

void ScenarioChoice::fill()
{
    const QSignalBlocker blocker(m_views.box);
    const QString chosen = path();
    m_views.box->clear();
    QList<StartPage::ScenarioFile> cards;
    for (const ScenarioLibrary::Entry &entry : m_library.entries()) {
        if (entry.scenario) {
            const QString name = entry.scenario.value().name;
            m_views.box->addItem(name, entry.filePath);
            m_views.box->setItemData(m_views.box->count() - 1, name, Qt::ToolTipRole);
        }
        cards.append({entry.filePath, entry.scenario});
    }
    m_views.box->setCurrentIndex(m_views.box->findData(chosen));
    m_views.cards->setScenarios(cards);
}

QString ScenarioChoice::path() const
{
    return m_views.box->currentData().toString();
}

std::optional<Scenario> ScenarioChoice::scenario() const
{
    return m_library.scenario(path());
}

Result<Scenario> ScenarioChoice::readAgain()
{
    return m_library.entries()[m_library.add(path())].scenario;
}

void ScenarioChoice::choose(const QString &filePath)
{
    m_views.box->setCurrentIndex(m_views.box->findData(filePath));
    const auto scenario = m_library.scenario(filePath);
    m_views.targets->setTargets(scenario ? scenario->targets : QList<TargetSpec> {}, m_library.addedTargets(path()));
    if (std::exchange(m_planned, filePath) != filePath || !scenario)
        m_views.targets->setPlan(scenario);
    probe();
    emit changed();
}

Result<void> ScenarioChoice::open(const QString &filePath)
{
    const ScenarioLibrary::Entry &entry = m_library.entries()[m_library.add(filePath)];
    fill();
    if (!entry.scenario)
        return entry.scenario.error();
    choose(entry.filePath);
    addRecentScenario(entry.filePath);
    return {};
}

void ScenarioChoice::addTarget(const QString &filePath, const TargetSpec &target)
{
    m_library.addTarget(filePath, target);
    choose(filePath);
}

void ScenarioChoice::removeTarget(const QString &name)
{
    m_library.removeTarget(path(), name);
    choose(path());
}

void ScenarioChoice::probe()
{
    const auto chosen = scenario();
    ++m_probeGeneration;
    if (!chosen) {
        m_controller.discover(m_probeGeneration);
        return;
    }
    for (const TargetSpec &target : chosen->targets) {
        m_views.targets->setReadiness(target.name, std::nullopt);
        m_controller.probe(target, chosen, m_probeGeneration);
    }
}

void ScenarioChoice::showDiscovered(const QList<TargetSpec> &targets, quint64 generation)
{
    if (generation != m_probeGeneration)
        return;
    m_views.targets->setTargets(targets);
    for (const TargetSpec &target : targets)
        m_controller.probe(target, std::nullopt, generation);
    emit changed();
}

void ScenarioChoice::showProbed(const QString &target, const Readiness &readiness, quint64 generation)
{
    if (generation == m_probeGeneration)
        m_views.targets->setReadiness(target, readiness);
}

} // namespace boxmark
