// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <memory>

class QSocketNotifier;

namespace boxmark {

/// Turns SIGINT, SIGTERM and SIGHUP into a Qt signal, so that the program can stop what it has started before it ends.
/// One at a time; the signals' earlier dispositions come back when it is destroyed. Lives in a thread with an event
/// loop.
class TerminationSignal : public QObject
{
    Q_OBJECT
public:
    explicit TerminationSignal(QObject *parent = nullptr);
    ~TerminationSignal() override;

signals:
    /// At each such signal that the process gets.
    void received();

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace boxmark
