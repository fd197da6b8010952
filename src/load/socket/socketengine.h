// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "load/drops.h"
#include "load/loadengine.h"
#include "load/sendlateness.h"
#include "load/socket/openfilelimit.h"

#include <QTimer>

#include <memory>
#include <optional>
#include <thread>
#include <vector>

class QHostInfo;

namespace boxmark {

class SocketLoader;

/// The engine "socket": HTTP/1.1 straight on the kernel's sockets, in one or several loader threads; see SocketLoader.
/// Only plain HTTP. What qnam reports as "resent" is "reset" here, for this engine never sends a request twice. One
/// start() for each object.
class SocketEngine final : public LoadEngine
{
    Q_OBJECT
public:
    SocketEngine();
    /// Stops and waits for the loader threads: some milliseconds.
    ~SocketEngine() override;

    void start(const LoadPlan &plan) override;
    void stop() override;

private:
    void begin(const QHostInfo &host);
    void gather();
    void loaderEnded();
    void conclude();

    struct Loader
    {
        std::unique_ptr<SocketLoader> work;
        std::thread thread;
    };

    LoadPlan m_plan;
    std::optional<OpenFileLimit> m_fileLimit; ///< while the load runs
    std::vector<Loader> m_loaders;
    std::size_t m_running = 0; ///< of the loaders
    QTimer m_gathering;
    RequestTicks m_measureStart {0}; ///< unless it is stopped before
    QList<Request> m_drained; ///< but not told yet: another thread may still come with what ended before
    SendLateness m_lateness; ///< open loop only
    Drops m_drops; ///< open loop only
    bool m_toldOpening = false;
    bool m_stopped = false;
};

} // namespace boxmark
