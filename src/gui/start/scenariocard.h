// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"

#include <QFrame>
#include <QString>

#include <memory>

namespace Ui {
class ScenarioCard;
}

namespace boxmark {

/// One scenario in the gallery: its name, a sentence, what it needs, how long it takes, one button. A file that cannot
/// be read says why in place of the sentence.
class ScenarioCard : public QFrame
{
    Q_OBJECT
public:
    ScenarioCard(const QString &filePath, const Result<Scenario> &scenario, QWidget *parent);
    ~ScenarioCard() override;

    void setRunAllowed(bool allowed);

signals:
    void runRequested(const QString &filePath);

private:
    std::unique_ptr<Ui::ScenarioCard> m_ui;
    bool m_readable = false;
};

} // namespace boxmark
