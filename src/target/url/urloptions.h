// SPDX-FileCopyrightText: 2026 The Boxmark authors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/scenario.h"
#include "process/processspec.h"

#include <QString>
#include <QUrl>

namespace boxmark {

/// What a scenario says of an app that already runs.
struct UrlOptions
{
    enum class Agent {
        None, ///< nothing is seen inside
        Here, ///< the app runs on this computer
        Ssh, ///< the agent is started where the app runs, and read, over ssh
    };

    QUrl url; ///< http://HOST:PORT
    Agent agent = Agent::None;
    QString sshHost {}; ///< "USER@HOST", "HOST"
    QString agentProgram {}; ///< on that host
    bool allowRemote = false; ///< the load may go to another computer

    bool operator==(const UrlOptions &) const = default;
};

/// The names of the options, as in a scenario.
namespace urloption {
inline const QString url = QStringLiteral("url");
inline const QString agent = QStringLiteral("agent");
inline const QString allowRemote = QStringLiteral("allow_remote");
} // namespace urloption

/// `appUrl` is that of the scenario's app, for a target that names none of its own; may be empty.
Result<UrlOptions> readUrlOptions(const TargetSpec &spec, const QString &appUrl);
/// The app's address when it is one that already runs.
QString appUrlOf(const Scenario &scenario);

/// Whether what is sent there stays on this computer. A name other than "localhost" is not trusted to.
bool isLoopback(const QUrl &url);

/// What the agent is started with where the app runs, for a person to read too.
QStringList watchArguments(const UrlOptions &options, std::chrono::milliseconds interval);
/// The program that is started here: the agent itself, or ssh. `agentPath` is this computer's. Only when the options
/// want an agent.
ProcessSpec watchSpec(const UrlOptions &options, const QString &agentPath, std::chrono::milliseconds interval);

} // namespace boxmark
