// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/loadengine.h"

#include <QThread>

#include <memory>

namespace boxmark {

class QnamLoader;

/// The engine "qnam": QNetworkAccessManager in a loader thread of its own; see QnamLoader. One start() for each object.
class QnamEngine final : public LoadEngine
{
    Q_OBJECT
public:
    QnamEngine();
    /// Stops and waits for the loader thread: some milliseconds.
    ~QnamEngine() override;

    void start(const LoadPlan &plan) override;
    void stop() override;

signals:
    void stopAsked(); ///< to the loader

private:
    void conclude(const LoadSummary &summary);

    QThread m_thread;
    std::unique_ptr<QnamLoader> m_loader; ///< works in m_thread while that runs; null before start()
};

} // namespace boxmark
