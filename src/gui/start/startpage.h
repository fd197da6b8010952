// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <memory>
#include <utility>

namespace Ui {
class StartPage;
}

namespace boxmark {

class ScenarioCard;

/// A gallery of scenarios and the recent sessions.
class StartPage : public QWidget
{
    Q_OBJECT
public:
    /// A path, and what was read from it or why it could not be: such a card says so.
    using ScenarioFile = std::pair<QString, Result<Scenario>>;

    explicit StartPage(QWidget *parent = nullptr);
    ~StartPage() override;

    void setScenarios(const QList<ScenarioFile> &scenarios);
    /// Newest first.
    void setRecentSessions(const QStringList &filePaths);
    void setRunAllowed(bool allowed);

signals:
    void quickRunRequested();
    void runRequested(const QString &scenarioPath);
    void sessionChosen(const QString &sessionPath);
    void openSessionRequested();
    void openScenarioRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void arrange();

    std::unique_ptr<Ui::StartPage> m_ui;
    QList<ScenarioCard *> m_cards;
};

} // namespace boxmark
