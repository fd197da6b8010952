// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "gui/session/recording.h"

#include <QWidget>

#include <memory>

namespace Ui {
class SessionPage;
}

namespace boxmark {

/// Everything about a session that is not a figure: environment, trials, scenario, commands, caveats, notes.
class SessionPage : public QWidget
{
    Q_OBJECT
public:
    explicit SessionPage(QWidget *parent = nullptr);
    ~SessionPage() override;

    /// Notes can be edited once the session has ended and has a file.
    void setRecording(const std::shared_ptr<Recording> &recording);
    /// Writes notes that were not saved yet into their file, as is done by itself when the page or the session is left.
    /// False, after problem(), when they cannot be kept.
    bool keepNotes();

protected:
    void hideEvent(QHideEvent *event) override;

signals:
    void openSessionRequested();
    void problem(const boxmark::Error &error);

private:
    void fillEnvironment();
    void fillTrials();
    bool saveNotes();

    std::unique_ptr<Ui::SessionPage> m_ui;
    std::shared_ptr<Recording> m_recording;
};

} // namespace boxmark
