// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/start/scenariolibrary.h"
#include "target/target.h"

#include <QObject>

class QComboBox;

namespace boxmark {

class RunController;
class StartPage;
class TargetList;

/// Which scenario is chosen: what the box of scenarios, the cards of the start page and the list of targets show of it,
/// and whether its targets can run here. Without one the list shows every way to run an app that this computer has.
class ScenarioChoice : public QObject
{
    Q_OBJECT
public:
    /// What shows the choice. Not owned; outlives it.
    struct Views
    {
        QComboBox *box = nullptr;
        StartPage *cards = nullptr;
        TargetList *targets = nullptr;
    };

    /// The controller probes the targets; it must be there whenever something is chosen or probed.
    ScenarioChoice(RunController &controller, Views views);

    /// Reads all scenarios that can be found, and chooses the one that was chosen last.
    void restore();
    void choose(const QString &filePath);
    /// Adds a file and chooses it; an Error, and another choice stays, when it cannot be read.
    Result<void> open(const QString &filePath);
    /// Asks anew whether the targets can run here.
    void probe();

    /// Empty when nothing is chosen.
    QString path() const;
    /// What is chosen, as it was last read; nothing when it could not be read.
    std::optional<Scenario> scenario() const;
    /// What is chosen, from its file: it may have been edited since it was read.
    Result<Scenario> readAgain();
    /// The scenario for whoever wants to see something at once; empty when there is none.
    QString quickPath() const { return m_library.quickPath(); }

    /// A target more for a scenario, for as long as this lives. Chooses it.
    void addTarget(const QString &filePath, const TargetSpec &target);
    /// Of the chosen one.
    void removeTarget(const QString &name);

signals:
    void changed();

private:
    void fill();
    void showDiscovered(const QList<TargetSpec> &targets, quint64 generation);
    void showProbed(const QString &target, const Readiness &readiness, quint64 generation);

    RunController &m_controller;
    Views m_views;
    ScenarioLibrary m_library;
    QString m_planned; ///< whose plan the list of targets shows
    quint64 m_probeGeneration = 0; ///< answers to earlier questions are not for this choice
};

} // namespace boxmark
