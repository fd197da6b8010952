// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/session/recording.h"

#include <QWidget>

#include <memory>

namespace Ui {
class LogPane;
}

namespace boxmark {

/// Every command that is run and every line that targets write, filtered by source and text. Shows the last 5,000 lines
/// that match; takes new lines in one step, because a line at a time is five times as slow.
class LogPane : public QWidget
{
    Q_OBJECT
public:
    explicit LogPane(QWidget *parent = nullptr);
    ~LogPane() override;

    /// Null = empty. The recording is shared with whoever fills it.
    void setRecording(std::shared_ptr<const Recording> recording);
    /// Shows what has been added since the last call; costs next to nothing when that is nothing.
    void refresh();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    bool matches(const LogEntry &entry) const;
    QString format(const LogEntry &entry) const;
    void rebuild();
    void copy();

    std::unique_ptr<Ui::LogPane> m_ui;
    std::shared_ptr<const Recording> m_recording;
    qsizetype m_shown = 0; ///< lines of the recording that have been looked at
};

} // namespace boxmark
