// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QFrame>

class QVBoxLayout;

namespace boxmark {

/// One message: what happened, the cause, the remedy, and a button that copies the command that carries it out. Stays
/// until it is closed.
class Message : public QFrame
{
    Q_OBJECT
public:
    enum class Kind { Information, Problem };

    Message(const Error &error, Kind kind, QWidget *parent);
    const Error &error() const { return m_error; }

private:
    Error m_error;
};

/// Where the window says what went wrong: in the window, not in a dialog that stops everything. Holds the newest three;
/// the same message twice is shown once. A screen reader is alerted to each.
class MessageBar : public QWidget
{
    Q_OBJECT
public:
    explicit MessageBar(QWidget *parent = nullptr);

    void showProblem(const Error &error);
    /// Without cause and remedy, and less loud.
    void showInformation(const QString &text);
    void clear();
    /// Newest last; for tests and for what a screen reader should say.
    QList<Message *> messages() const;

private:
    void add(const Error &error, Message::Kind kind);

    QVBoxLayout *m_layout = nullptr;
};

} // namespace boxmark
